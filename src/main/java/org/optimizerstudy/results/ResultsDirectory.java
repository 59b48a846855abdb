package org.optimizerstudy.results;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Keyed;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.experiment.TrialId;

/** The results directory: trials/ with a directory per trial, and records.csv over all of them. */
public final class ResultsDirectory {

  /** Columns in front of those of {@link EpochRecord}. */
  private static final List<String> SETTING_COLUMNS =
      List.of("network", "reading", "optimizer", "semantics", "learning_rate", "seed");

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
    List<TrialDirectory> begun = new ArrayList<>();
    for (String name : trials.names()) {
      if (isTrial(name)) {
        begun.add(trial(new TrialId(name)));
      }
    }
    return begun;
  }

  /** A line on each thing beside the trials that the program leaves alone. */
  public List<String> notes() throws IOException {
    List<String> notes = new ArrayList<>();
    for (String name : trials.names()) {
      if (!isTrial(name) && !isEmpty(name)) {
        notes.add("%s: not a trial of this directory; ignored".formatted(trials.path(name)));
      }
    }
    for (TrialDirectory trial : trials()) {
      if (trial.checkpoints().isForeign()) {
        notes.add(
            "%s: holds files of others; left alone"
                .formatted(trial.files().path(TrialDirectory.CHECKPOINT)));
      }
    }
    return notes;
  }

  /** Whether a directory was begun as the trial that it is named after; a copy was not. */
  private boolean isTrial(String name) throws IOException {
    return TrialId.isValid(name)
        && isDirectory(name)
        && trial(new TrialId(name)).isBegun()
        && !trial(new TrialId(name)).isCopy();
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

  /** The finished trials with all their records, in the order of their ids. */
  public List<Course> courses() throws IOException {
    List<Course> courses = new ArrayList<>();
    for (TrialDirectory trial : trials()) {
      if (trial.status().map(TrialStatus::isFinal).orElse(false)) {
        courses.add(Course.read(trial));
      }
    }
    return courses;
  }

  /**
   * Removes what a run left that was killed: files that were not whole yet, and checkpoints of
   * trials that are finished. The caller holds the lock.
   */
  public void tidy() throws IOException {
    for (TrialDirectory trial : trials()) {
      trial.files().tidy();
      trial.checkpoints().tidy();
      if (trial.status().map(TrialStatus::isFinal).orElse(false)) {
        trial.checkpoints().delete();
      }
    }
  }

  /** Writes records.csv anew from the records of all trials. */
  public void writeRecords() throws IOException {
    root.write(RECORDS_FILE, recordsTable());
  }

  /** What records.csv must hold: the records of all trials, in the order of their ids. */
  public String recordsTable() throws IOException {
    return recordsTable(trial -> true);
  }

  /** The same of a part of the trials. */
  public String recordsTable(Predicate<TrialId> selected) throws IOException {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      List<String> header = new ArrayList<>(List.of("trial"));
      header.addAll(SETTING_COLUMNS);
      header.addAll(EpochRecord.COLUMNS);
      csv.writeRecord(header);
      for (TrialDirectory trial : trials()) {
        if (!selected.test(trial.id())) {
          continue;
        }
        List<String> prefix = new ArrayList<>(List.of(trial.id().value()));
        prefix.addAll(settings(trial.trial()));
        for (EpochRecord record : trial.records()) {
          List<String> row = new ArrayList<>(prefix);
          row.addAll(record.toRow());
          csv.writeRecord(row);
        }
      }
    }
    return text.toString();
  }

  private static List<String> settings(Trial trial) {
    return List.of(
        trial.network().key(),
        trial.reading().map(Keyed::key).orElse(""),
        trial.optimizer().key(),
        trial.semantics().key(),
        trial.learningRate().isPresent() ? TrialId.plain(trial.learningRate().getAsDouble()) : "",
        Long.toString(trial.seed()));
  }
}
