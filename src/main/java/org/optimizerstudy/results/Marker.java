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
 * The file {@code study-results}, which marks a results directory of this program. The program
 * writes to a directory only if it has the marker, is empty, or contains only files of a version
 * without markers. In the last two cases the program writes the marker first.
 */
public final class Marker {

  private static final String TITLE = "Results directory of Optimizer Study, format ";
  private static final String FORMAT = "1";
  private static final Pattern LINE = Pattern.compile(TITLE + "(\\d{1,9})");

  /** A directory that a file system may create in a new directory. */
  private static final String LOST_AND_FOUND = "lost+found";

  private static final int NAMED = 3;
  private static final ObjectMapper JSON = new ObjectMapper();

  private Marker() {}

  /**
   * Checks that the program may write to a directory, without writing to it.
   *
   * @param path path of the directory; it need not exist
   * @throws InvalidInputException if it is a file, has foreign content and no marker, has another
   *     format, or has a link or a device with the name of a file of the program
   * @throws IOException if it cannot be read
   */
  public static void require(Path path) throws IOException {
    SafeDirectory root = SafeDirectory.root(path);
    root.check();
    root.directory(ResultsFiles.FIGURES).check();
    List<String> names =
        root.names().stream()
            .filter(name -> !name.equals(LOST_AND_FOUND) && !root.isTemporary(name))
            .toList();
    if (names.contains(ResultsFiles.MARKER)) {
      requireFormat(root);
    } else if (!names.isEmpty()) {
      List<String> foreign = names.stream().filter(name -> !root.isOwn(name)).toList();
      if (!foreign.isEmpty() || !isUnmarked(root, names)) {
        throw new InvalidInputException(
            String.format(
                Locale.ROOT,
                "%s: must be new, empty or a results directory of this program (with the file %s), found %s in it; use another directory, or move the foreign files away if it is a results directory of an older version",
                path,
                ResultsFiles.MARKER,
                some(foreign.isEmpty() ? names : foreign)));
      }
    }
  }

  /**
   * Checks a directory, creates it if it does not exist, and writes the marker.
   *
   * @throws InvalidInputException if the program must not write to it ({@link #require})
   * @throws IOException if it is not writable
   */
  public static SafeDirectory claim(Path path) throws IOException {
    require(path);
    SafeDirectory root = SafeDirectory.root(path);
    root.create();
    if (!Files.isWritable(path)) {
      throw new IOException(path + ": must be a directory that can be written, found it read-only");
    }
    if (!root.has(ResultsFiles.MARKER)) {
      root.write(ResultsFiles.MARKER, TITLE + FORMAT + "\n");
    }
    root.tidy();
    root.directory(ResultsFiles.FIGURES).tidy();
    return root;
  }

  /**
   * Checks the marker of a directory, if it has one.
   *
   * @throws InvalidInputException if the marker has another format
   */
  static void requireFormat(SafeDirectory root) throws IOException {
    if (!root.has(ResultsFiles.MARKER)) {
      return;
    }
    String text = new String(root.read(ResultsFiles.MARKER), StandardCharsets.UTF_8).strip();
    Matcher line = LINE.matcher(text);
    if (!line.matches()) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "%s: must hold the line \"%s%s\", found something else",
              root.path(ResultsFiles.MARKER),
              TITLE,
              FORMAT));
    }
    if (!line.group(1).equals(FORMAT)) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "%s: must be of format %s, found format %s; use the version of the program that wrote it",
              root.path(ResultsFiles.MARKER),
              FORMAT,
              line.group(1)));
    }
  }

  /** Whether a version without markers wrote a directory that has no foreign names. */
  private static boolean isUnmarked(SafeDirectory root, List<String> names) throws IOException {
    SafeDirectory trials = root.directory(ResultsFiles.TRIALS);
    List<String> begun = trials.names();
    for (String name : begun) {
      if (TrialId.isValid(name)
          && Files.isDirectory(trials.path(name), LinkOption.NOFOLLOW_LINKS)
          && json(trials.directory(name), ResultsFiles.TRIAL)
              .path(TrialJson.TRIAL)
              .asText()
              .equals(name)) {
        return true;
      }
    }
    return json(root, ResultsFiles.CLAIMS).path("judgements").isArray()
        || begun.isEmpty()
            && List.of(ResultsFiles.LOCK, ResultsFiles.TRIALS).containsAll(names)
            && names.contains(ResultsFiles.TRIALS)
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
