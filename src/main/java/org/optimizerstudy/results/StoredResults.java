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
 * All trials of a results directory, read once.
 *
 * @param root the directory
 * @param trials that can be trusted, finished or not, in the order of their ids
 * @param damaged the others, in the order of their ids
 * @param notes a line on each thing beside the trials that the program leaves alone
 */
public record StoredResults(
    Path root, List<StoredTrial> trials, List<DamagedTrial> damaged, List<String> notes) {

  public StoredResults {
    trials = List.copyOf(trials);
    damaged = List.copyOf(damaged);
    notes = List.copyOf(notes);
  }

  /**
   * The trials that a pattern matches; all if there is no pattern.
   *
   * @throws InvalidInputException if there are trials and it matches none
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

  /** The ids of all trials, damaged ones last. */
  public List<TrialId> ids() {
    return Stream.concat(
            trials.stream().map(StoredTrial::id), damaged.stream().map(DamagedTrial::id))
        .toList();
  }

  /** The finished trials. */
  public List<StoredTrial> finished() {
    return trials.stream().filter(StoredTrial::isFinished).toList();
  }

  /** The finished trials' values and records. */
  public List<TrialHistory> histories() {
    return finished().stream().map(StoredTrial::history).toList();
  }

  /** What the table records.csv over all trials must hold: their records, trial by trial. */
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

  /** Those that any trial has: known ones in their order, then unknown ones by name. */
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
