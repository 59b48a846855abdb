package org.optimizerstudy.results;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.optimizerstudy.experiment.Keyed;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.experiment.TrialId;

/** The results directory: trials/ with a directory a trial, and records.csv over all of them. */
public final class ResultsDirectory {

  /** Columns in front of those of {@link EpochRecord}. */
  private static final List<String> SETTING_COLUMNS =
      List.of("network", "reading", "optimizer", "semantics", "learning_rate", "seed");

  private final Path root;

  private ResultsDirectory(Path root) {
    this.root = root;
  }

  /**
   * Creates the directory if it is not there.
   *
   * @throws IOException if it cannot be created or written
   */
  public static ResultsDirectory create(Path root) throws IOException {
    try {
      Files.createDirectories(root.resolve("trials"));
    } catch (FileSystemException e) {
      throw new IOException(
          root + ": must be a directory that can be written, found that it cannot be created", e);
    }
    if (!Files.isWritable(root) || !Files.isWritable(root.resolve("trials"))) {
      throw new IOException(root + ": must be a directory that can be written, found it read-only");
    }
    return new ResultsDirectory(root);
  }

  /** A directory that is only read; it need not exist. */
  public static ResultsDirectory at(Path root) {
    return new ResultsDirectory(root);
  }

  /** Where it is. */
  public Path root() {
    return root;
  }

  /** The table over all trials. */
  public Path recordsFile() {
    return root.resolve("records.csv");
  }

  /** The directory of a trial, whether it exists or not. */
  public TrialDirectory trial(TrialId id) {
    return new TrialDirectory(id, root.resolve("trials").resolve(id.value()));
  }

  /** The directories of all trials that were begun, in the order of their ids. */
  public List<TrialDirectory> trials() throws IOException {
    Path trials = root.resolve("trials");
    if (!Files.isDirectory(trials)) {
      return List.of();
    }
    try (Stream<Path> directories = Files.list(trials)) {
      return directories
          .filter(directory -> Files.exists(directory.resolve("trial.json")))
          .map(directory -> new TrialId(directory.getFileName().toString()))
          .sorted()
          .map(this::trial)
          .toList();
    }
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
   * trials that are finished.
   */
  public void tidy() throws IOException {
    for (TrialDirectory trial : trials()) {
      if (trial.status().map(TrialStatus::isFinal).orElse(false)) {
        trial.checkpoints().delete();
      }
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(ResultsDirectory::isUnfinished).toList()) {
        Files.delete(file);
      }
    }
  }

  private static boolean isUnfinished(Path file) {
    return file.getFileName().toString().endsWith(AtomicFile.UNFINISHED)
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** Writes records.csv anew from the records of all trials. */
  public void writeRecords() throws IOException {
    AtomicFile.write(recordsFile(), recordsTable());
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
