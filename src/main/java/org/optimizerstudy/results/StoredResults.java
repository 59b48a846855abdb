package org.optimizerstudy.results;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.TrialGlob;
import org.optimizerstudy.experiment.TrialId;

/**
 * All trials of a results directory.
 *
 * @param root path of the directory
 * @param trials undamaged trials, finished or not, in the order of their ids
 * @param damaged damaged trials, in the order of their ids
 * @param notes one line per file or directory that is not a trial and is ignored
 */
public record StoredResults(
    Path root, List<StoredTrial> trials, List<DamagedTrial> damaged, List<String> notes) {

  public StoredResults {
    trials = List.copyOf(trials);
    damaged = List.copyOf(damaged);
    notes = List.copyOf(notes);
  }

  /**
   * The trials that match a pattern; all if there is no pattern.
   *
   * @throws InvalidInputException if there are trials and none matches
   */
  public StoredResults only(Optional<TrialGlob> pattern) {
    if (pattern.isEmpty()) {
      return this;
    }
    TrialGlob glob = pattern.get();
    StoredResults part =
        new StoredResults(
            root,
            trials.stream().filter(trial -> glob.matches(trial.id())).toList(),
            damaged.stream().filter(trial -> glob.matches(trial.id())).toList(),
            notes);
    if (part.ids().isEmpty() && !ids().isEmpty()) {
      throw new InvalidInputException("--only: " + glob.matchesNone(ids()));
    }
    return part;
  }

  /** The ids of all trials; those of damaged trials are last. */
  public List<TrialId> ids() {
    return Stream.concat(
            trials.stream().map(StoredTrial::id), damaged.stream().map(DamagedTrial::id))
        .toList();
  }

  /** The finished trials. */
  public List<StoredTrial> finished() {
    return trials.stream().filter(StoredTrial::isFinished).toList();
  }

  /** The values and records of the finished trials. */
  public List<TrialHistory> histories() {
    return finished().stream().map(StoredTrial::history).toList();
  }

  /**
   * The values and records of the undamaged trials by an engine on processors like one, for speeds;
   * of all undamaged trials if there is none.
   *
   * @param engine key of the engine
   * @param environment names the processor by model and instruction set
   */
  public List<TrialHistory> measured(String engine, Environment environment) {
    List<StoredTrial> same =
        trials.stream()
            .filter(trial -> trial.engine().equals(engine))
            .filter(trial -> trial.ranOnProcessorOf(environment))
            .toList();
    return (same.isEmpty() ? trials : same).stream().map(StoredTrial::history).toList();
  }

  /** The content of the table records.csv: the records of all undamaged trials, by trial. */
  public String recordsTable() throws IOException {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      List<String> columns = recordColumns();
      List<String> header = new ArrayList<>(List.of("trial"));
      Factor.COLUMNS.forEach(factor -> header.add(factor.key()));
      header.addAll(columns);
      csv.writeRecord(header);
      for (StoredTrial trial : trials) {
        List<String> prefix = new ArrayList<>(List.of(trial.id().value()));
        Factor.COLUMNS.forEach(
            factor -> prefix.add(trial.trial().values().text(factor).orElse("")));
        for (EpochRecord record : trial.records()) {
          List<String> row = new ArrayList<>(prefix);
          row.addAll(record.toRow(columns));
          csv.writeRecord(row);
        }
      }
    }
    return text.toString();
  }

  /** The columns of all trials: known ones in order, then unknown ones by name. */
  private List<String> recordColumns() {
    Set<String> found = new TreeSet<>(EpochColumn.requiredKeys());
    trials.forEach(trial -> found.addAll(trial.columns()));
    List<String> columns = new ArrayList<>(EpochColumn.keys());
    columns.retainAll(found);
    found.removeAll(columns);
    columns.addAll(found);
    return columns;
  }
}
