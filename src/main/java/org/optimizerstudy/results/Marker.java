package org.optimizerstudy.results;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.TrialId;

/**
 * The file {@code study-results}, which says that a directory is one of this program. The program
 * writes in a directory only if it has the marker, or is empty, or holds what a version without
 * markers wrote and nothing else; it then gets the marker before anything else.
 */
public final class Marker {

  private static final String FILE = "study-results";
  private static final String TITLE = "Results directory of Optimizer Study, format ";
  private static final String FORMAT = "1";
  private static final Pattern LINE = Pattern.compile(TITLE + "(\\d{1,9})");

  /** What a file system may put in a directory that is new. */
  private static final String LOST_AND_FOUND = "lost+found";

  private static final int NAMED = 3;
  private static final ObjectMapper JSON = new ObjectMapper();

  private Marker() {}

  /**
   * Checks that the program may write in a directory; writes nothing.
   *
   * @param path need not exist
   * @throws InvalidInputException if it is a file, holds anything foreign and has no marker, is of
   *     another format, or has a link or a device in the place of anything of the program
   * @throws IOException if it cannot be read
   */
  public static void require(Path path) throws IOException {
    SafeDirectory root = SafeDirectory.root(path);
    root.check();
    root.directory("figures").check();
    List<String> names =
        root.names().stream()
            .filter(name -> !name.equals(LOST_AND_FOUND) && !root.isTemporary(name))
            .toList();
    if (names.contains(FILE)) {
      requireFormat(root);
    } else if (!names.isEmpty()) {
      List<String> foreign = names.stream().filter(name -> !root.isOwn(name)).toList();
      if (!foreign.isEmpty() || !isUnmarked(root, names)) {
        throw new InvalidInputException(
            String.format(
                Locale.ROOT,
                "%s: must be new, empty or a results directory of this program (with the file %s), found %s in it; give another directory, or move what is foreign away if it is a results directory of an older version",
                path,
                FILE,
                some(foreign.isEmpty() ? names : foreign)));
      }
    }
  }

  /**
   * Takes a directory to write in: checks it, creates it, and gives it the marker.
   *
   * @throws InvalidInputException if the program must not write there ({@link #require})
   * @throws IOException if it cannot be written
   */
  public static SafeDirectory claim(Path path) throws IOException {
    require(path);
    SafeDirectory root = SafeDirectory.root(path);
    root.create();
    if (!Files.isWritable(path)) {
      throw new IOException(path + ": must be a directory that can be written, found it read-only");
    }
    if (!root.has(FILE)) {
      root.write(FILE, TITLE + FORMAT + "\n");
    }
    root.tidy();
    root.directory("figures").tidy();
    return root;
  }

  /**
   * Checks the marker of a directory that has one.
   *
   * @throws InvalidInputException if it is of another format
   */
  static void requireFormat(SafeDirectory root) throws IOException {
    if (!root.has(FILE)) {
      return;
    }
    String text = new String(root.read(FILE), StandardCharsets.UTF_8).strip();
    Matcher line = LINE.matcher(text);
    if (!line.matches()) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "%s: must hold the line \"%s%s\", found something else",
              root.path(FILE),
              TITLE,
              FORMAT));
    }
    if (!line.group(1).equals(FORMAT)) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "%s: must be of format %s, found format %s; use the version of the program that wrote it",
              root.path(FILE),
              FORMAT,
              line.group(1)));
    }
  }

  /** Whether a directory with no foreign names is one that a version without markers wrote. */
  private static boolean isUnmarked(SafeDirectory root, List<String> names) throws IOException {
    SafeDirectory trials = root.directory("trials");
    List<String> begun = trials.names();
    for (String name : begun) {
      if (TrialId.isValid(name)
          && Files.isDirectory(trials.path(name), LinkOption.NOFOLLOW_LINKS)
          && json(trials.directory(name), TrialDirectory.JSON_FILE)
              .path("trial")
              .asText()
              .equals(name)) {
        return true;
      }
    }
    return json(root, "claims.json").path("judgements").isArray()
        || begun.isEmpty()
            && List.of("lock", "trials").containsAll(names)
            && names.contains("trials")
            && ResultsLock.isOurs(root);
  }

  private static JsonNode json(SafeDirectory directory, String name) throws IOException {
    if (!directory.has(name)) {
      return JSON.missingNode();
    }
    try {
      return JSON.readTree(directory.read(name));
    } catch (JacksonException e) {
      return JSON.missingNode(); // not written by the program
    }
  }

  private static String some(List<String> names) {
    List<String> some = new ArrayList<>(names.subList(0, Math.min(NAMED, names.size())));
    if (names.size() > NAMED) {
      some.add(String.format(Locale.ROOT, "%d more", names.size() - NAMED));
    }
    return String.join(", ", some);
  }
}
