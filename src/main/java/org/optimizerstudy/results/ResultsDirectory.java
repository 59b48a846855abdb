package org.optimizerstudy.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.TrialGlob;
import org.optimizerstudy.experiment.TrialId;

/** The results directory: trials/ with a directory per trial, and records.csv over all of them. */
public final class ResultsDirectory {

  private static final String RECORDS_FILE = "records.csv";

  private final SafeDirectory root;
  private final SafeDirectory trials;

  private ResultsDirectory(SafeDirectory root) {
    this.root = root;
    this.trials = root.directory("trials");
  }

  /**
   * Takes a directory to write in, and creates it if it is not there.
   *
   * @throws InvalidInputException if it is not one of this program ({@link Marker}), or a link or a
   *     device is in the place of anything that the program writes there
   * @throws IOException if it cannot be created or written
   */
  public static ResultsDirectory create(Path root) throws IOException {
    ResultsDirectory results = new ResultsDirectory(Marker.claim(root));
    results.trials.create();
    for (TrialDirectory trial : results.trials()) {
      trial.files().check();
      trial.checkpoints().check();
    }
    return results;
  }

  /**
   * A directory that is only read.
   *
   * @throws InvalidInputException if it is not there, or is of another format
   */
  public static ResultsDirectory existing(Path root) throws IOException {
    ResultsDirectory results = at(root);
    if (!results.root.exists()) {
      throw new InvalidInputException("not found: " + root);
    }
    Marker.requireFormat(results.root);
    return results;
  }

  /**
   * Checks that the directory can be created or written; writes nothing.
   *
   * @throws IOException if it cannot
   */
  public static void check(Path root) throws IOException {
    Path existing = root.toAbsolutePath();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s: must be a directory that can be written, found that %s %s",
              root,
              existing,
              Files.isDirectory(existing) ? "is read-only" : "is not a directory"));
    }
  }

  /** A directory that is only read; it need not exist. */
  public static ResultsDirectory at(Path root) {
    return new ResultsDirectory(SafeDirectory.root(root));
  }

  /** Where it is. */
  public Path root() {
    return root.path();
  }

  /** What writes in it. */
  public SafeDirectory directory() {
    return root;
  }

  /** The table over all trials. */
  public Path recordsFile() {
    return root.path(RECORDS_FILE);
  }

  /** The directory of a trial, whether it exists or not. */
  public TrialDirectory trial(TrialId id) {
    return new TrialDirectory(id, trials.directory(id.value()));
  }

  /** The directories of all trials that were begun, in the order of their ids. */
  public List<TrialDirectory> trials() throws IOException {
    return begun().stream().filter(trial -> !isCopy(trial.read())).toList();
  }

  /**
   * The same of one's choice.
   *
   * @param only what their ids must match; all if empty
   * @throws InvalidInputException if there are trials and none matches
   */
  public List<TrialDirectory> trials(Optional<TrialGlob> only) throws IOException {
    List<TrialDirectory> all = trials();
    List<TrialDirectory> matching =
        all.stream().filter(trial -> only.isEmpty() || only.get().matches(trial.id())).toList();
    if (only.isPresent() && matching.isEmpty() && !all.isEmpty()) {
      throw new InvalidInputException(
          "--only: " + only.get().matchesNone(all.stream().map(TrialDirectory::id).toList()));
    }
    return matching;
  }

  /** A line on each thing beside the trials that the program leaves alone. */
  public List<String> notes() throws IOException {
    return notes(read());
  }

  /** The same of a directory that was read already. */
  public List<String> notes(StoredResults read) throws IOException {
    List<String> notes = new ArrayList<>();
    Set<TrialId> known =
        Stream.concat(read.trials().stream(), read.damaged().stream())
            .map(TrialReading::id)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> ids = known.stream().map(TrialId::value).collect(Collectors.toSet());
    for (String name : trials.names()) {
      if (!ids.contains(name) && !isEmpty(name)) {
        notes.add(
            String.format(
                Locale.ROOT, "%s: not a trial of this directory; ignored", trials.path(name)));
      }
    }
    for (TrialId id : known) {
      if (trial(id).checkpoints().isForeign()) {
        notes.add(
            String.format(
                Locale.ROOT,
                "%s: holds files of others; left alone",
                trial(id).files().path(TrialDirectory.CHECKPOINT)));
      }
    }
    return notes;
  }

  /** Directories in which a trial was begun, those that were copied from others among them. */
  List<TrialDirectory> begun() throws IOException {
    List<TrialDirectory> begun = new ArrayList<>();
    for (String name : trials.names()) {
      if (TrialId.isValid(name) && isDirectory(name) && trial(new TrialId(name)).isBegun()) {
        begun.add(trial(new TrialId(name)));
      }
    }
    return begun;
  }

  /** Whether a directory was copied from that of another trial. */
  static boolean isCopy(Optional<TrialReading> reading) {
    return reading.orElse(null) instanceof DamagedTrial trial && trial.isCopy();
  }

  /** Whether a trial was to begin here when the program died. */
  private boolean isEmpty(String name) throws IOException {
    return TrialId.isValid(name)
        && isDirectory(name)
        && trials.directory(name).names().stream().allMatch(trials.directory(name)::isTemporary);
  }

  private boolean isDirectory(String name) {
    return Files.isDirectory(trials.path(name), LinkOption.NOFOLLOW_LINKS);
  }

  /** Reads all trials, also while a run writes them. */
  public StoredResults read() throws IOException {
    return StoredResults.read(this);
  }

  /**
   * Removes what a run left that was killed: files that were not whole yet, and checkpoints of
   * trials that are finished. The caller holds the lock.
   */
  public void tidy() throws IOException {
    for (TrialDirectory trial : trials()) {
      trial.files().tidy();
      trial.checkpoints().tidy();
      if (trial.read().orElse(null) instanceof StoredTrial stored && stored.isFinished()) {
        trial.checkpoints().delete();
      }
    }
  }

  /** Writes records.csv anew from the records of all trials that are not damaged. */
  public void writeRecords() throws IOException {
    root.write(RECORDS_FILE, read().recordsTable());
  }
}
