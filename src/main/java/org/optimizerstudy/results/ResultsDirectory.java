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

/** A results directory: trials/ with one directory per trial, and records.csv of all trials. */
public final class ResultsDirectory {

  private final SafeDirectory root;
  private final SafeDirectory trials;

  private ResultsDirectory(SafeDirectory root) {
    this.root = root;
    this.trials = root.directory(ResultsFiles.TRIALS);
  }

  /**
   * Opens a directory for writing and creates it if it does not exist.
   *
   * @throws InvalidInputException if it is not a results directory of this program ({@link
   *     Marker}), or a link or a device has the name of a file of the program
   * @throws IOException if it cannot be created or written
   */
  public static ResultsDirectory create(Path root) throws IOException {
    ResultsDirectory results = new ResultsDirectory(Marker.claim(root));
    results.trials.create();
    return results;
  }

  /**
   * Opens an existing directory for reading.
   *
   * @throws InvalidInputException if it does not exist or has another format
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
   * Checks that a directory can be created or written, without writing to it.
   *
   * @return the directory, or its nearest existing ancestor
   * @throws IOException if it cannot be created or written
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

  /** Opens a directory for reading; it need not exist. */
  public static ResultsDirectory at(Path root) {
    return new ResultsDirectory(SafeDirectory.root(root));
  }

  /** The path of the directory. */
  public Path root() {
    return root.path();
  }

  /** Access to the files of the directory. */
  public SafeDirectory directory() {
    return root;
  }

  /** The path of the table of all trials' records. */
  public Path recordsFile() {
    return root.path(ResultsFiles.RECORDS);
  }

  /** The directory of a trial; it need not exist. */
  public TrialDirectory trial(TrialId id) {
    return new TrialDirectory(id, trials.directory(id.value()));
  }

  /** Whether a directory is that of a trial whose first file was not completed. */
  private boolean isEmpty(String name) throws IOException {
    return isTrialDirectory(name)
        && trials.directory(name).names().stream().allMatch(trials.directory(name)::isTemporary);
  }

  private boolean isTrialDirectory(String name) {
    return TrialId.isValid(name) && Files.isDirectory(trials.path(name), LinkOption.NOFOLLOW_LINKS);
  }

  /** Reads all trials; a run may be writing them at the same time. */
  public StoredResults read() throws IOException {
    return read(TrialDirectory::read);
  }

  /** Reads all trials; the seals of finished trials may be missing or wrong. */
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
   * Removes the files of these trials that a killed run left behind: temporary files, and
   * checkpoints of finished trials. The caller must hold the lock.
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

  /**
   * Reads all trials and writes records.csv with the records of those that are not damaged.
   *
   * @return all trials
   */
  public StoredResults writeRecords() throws IOException {
    StoredResults results = read();
    root.write(ResultsFiles.RECORDS, results.recordsTable());
    return results;
  }
}
