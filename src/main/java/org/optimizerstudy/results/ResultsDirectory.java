package org.optimizerstudy.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.optimizerstudy.experiment.InvalidInputException;
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
   * Checks that a directory can be created or written; writes nothing.
   *
   * @return the directory, or the nearest one above it that exists
   * @throws IOException if it cannot
   */
  public static Path requireWritable(Path root) throws IOException {
    Path existing = root.toAbsolutePath().normalize();
    while (!Files.exists(existing) && existing.getParent() != null) {
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
    return existing;
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

  /** Whether a trial was to begin here when the program died. */
  private boolean isEmpty(String name) throws IOException {
    return isTrialDirectory(name)
        && trials.directory(name).names().stream().allMatch(trials.directory(name)::isTemporary);
  }

  private boolean isTrialDirectory(String name) {
    return TrialId.isValid(name) && Files.isDirectory(trials.path(name), LinkOption.NOFOLLOW_LINKS);
  }

  /** Reads all trials, also while a run writes them. */
  public StoredResults read() throws IOException {
    return read(TrialDirectory::read);
  }

  /** The same, but a finished trial may lack its seal or have a wrong one. */
  public StoredResults readUnsealed() throws IOException {
    return read(TrialDirectory::readUnsealed);
  }

  private StoredResults read(Function<TrialDirectory, Optional<TrialReading>> reader)
      throws IOException {
    List<StoredTrial> stored = new ArrayList<>();
    List<DamagedTrial> damaged = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (String name : trials.names()) {
      TrialReading reading =
          isTrialDirectory(name) ? reader.apply(trial(new TrialId(name))).orElse(null) : null;
      if (reading instanceof StoredTrial trial) {
        stored.add(trial);
        trial(trial.id()).checkpoints().note().ifPresent(notes::add);
      } else if (reading instanceof DamagedTrial trial && !trial.isCopy()) {
        damaged.add(trial);
      } else if (!isEmpty(name)) {
        notes.add(trials.path(name) + ": not a trial of this directory; ignored");
      }
    }
    return new StoredResults(root(), stored, damaged, notes);
  }

  /**
   * Removes what a run left of these trials that was killed: files that were not whole yet, and
   * checkpoints of trials that are finished. The caller holds the lock.
   */
  public void tidy(List<StoredTrial> begun) throws IOException {
    for (StoredTrial stored : begun) {
      TrialDirectory trial = trial(stored.id());
      trial.files().tidy();
      trial.checkpoints().tidy();
      if (stored.isFinished()) {
        trial.checkpoints().delete();
      }
    }
  }

  /** Writes records.csv anew from the records of all trials that are not damaged. */
  public void writeRecords() throws IOException {
    root.write(RECORDS_FILE, read().recordsTable());
  }
}
