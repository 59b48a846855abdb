package org.optimizerstudy.live;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.figures.Palette;
import org.optimizerstudy.figures.Svg;
import org.optimizerstudy.metrics.Estimate;
import org.optimizerstudy.metrics.TrialMetrics;
import org.optimizerstudy.results.DamagedTrial;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.StoredTrial;
import org.optimizerstudy.results.TrialHistory;
import org.optimizerstudy.results.TrialReading;

/** The progress of a run, from its results directory. */
final class RunState {

  private static final String RUNNING = "RUNNING";
  private static final String WAITING = "WAITING";
  private static final String DAMAGED = "DAMAGED";

  /** Running trials first, then finished ones, then waiting ones. */
  private static final List<String> ORDER =
      List.of(RUNNING, DAMAGED, "DIVERGED", "COMPLETED", WAITING);

  private final List<Trial> trials;
  private final List<PanelChart> charts;
  private final int examples;
  private final ResultsDirectory results;

  /** Finished trials do not change, so they are read once. */
  private final Map<TrialId, TrialHistory> finished = new HashMap<>();

  private final Set<TrialId> damaged = new HashSet<>();

  /** Trials that this run did not train; they do not tell how fast it is. */
  private final Set<TrialId> finishedBefore;

  /**
   * @param trials trials of the run, done and pending
   * @param examples training examples per epoch
   * @param results directory of the records
   */
  RunState(List<Trial> trials, int examples, ResultsDirectory results) {
    this.trials = List.copyOf(trials);
    this.charts = PanelChart.of(Panel.of(trials));
    this.examples = examples;
    this.results = results;
    read();
    this.finishedBefore = Set.copyOf(finished.keySet());
  }

  /**
   * The state as JSON for the page: all trials, all charts by name, and drawings of charts.
   *
   * @param shown the charts on the screen, with the numbers of epochs that they show; those with
   *     other numbers are drawn
   * @param isOver whether all charts with epochs are drawn that do not show them, because the page
   *     cannot ask again
   * @throws InvalidInputException if a chart is not of the run
   */
  synchronized ObjectNode json(Map<String, Integer> shown, boolean isOver) {
    requireKnown(shown.keySet());
    Map<TrialId, TrialHistory> histories = read();
    List<Trial> ordered = new ArrayList<>(trials);
    ordered.sort(Comparator.comparingInt(trial -> ORDER.indexOf(status(trial, histories))));
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode table = json.putArray("trials");
    ordered.forEach(trial -> table.add(row(trial, histories)));
    secondsLeft(histories).ifPresent(seconds -> json.put("seconds_left", seconds));
    ArrayNode list = json.putArray("charts");
    for (PanelChart chart : charts) {
      int epochs = chart.epochs(histories);
      ObjectNode entry = list.addObject();
      entry.put("name", chart.name());
      entry.put("panel", chart.panel().label());
      entry.put("quantity", chart.quantity().heading());
      entry.put("epochs", epochs);
      if (epochs != shown.getOrDefault(chart.name(), isOver ? 0 : epochs)) {
        entry.put("html", chart.html(histories));
      }
    }
    return json;
  }

  private void requireKnown(Set<String> names) {
    List<String> known = charts.stream().map(PanelChart::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new InvalidInputException("shown: must be of " + known + ", found \"" + name + "\"");
      }
    }
  }

  /** Reads the started trials that are not known to be finished. */
  private Map<TrialId, TrialHistory> read() {
    Map<TrialId, TrialHistory> histories = new HashMap<>(finished);
    damaged.clear();
    for (Trial trial : trials) {
      if (finished.containsKey(trial.id())) {
        continue;
      }
      TrialReading reading = results.trial(trial.id()).read().orElse(null);
      if (reading instanceof StoredTrial stored) {
        histories.put(trial.id(), stored.history());
        if (stored.isFinished()) {
          finished.put(trial.id(), stored.history());
        }
      } else if (reading instanceof DamagedTrial) {
        damaged.add(trial.id());
      }
    }
    return histories;
  }

  private String status(Trial trial, Map<TrialId, TrialHistory> histories) {
    if (damaged.contains(trial.id())) {
      return DAMAGED;
    }
    TrialHistory history = histories.get(trial.id());
    return history == null ? WAITING : history.status().word();
  }

  /**
   * The time to the end of the run: that of the epochs that are left, over the trials that run now.
   * Empty if nothing runs, or before the first epoch.
   */
  private OptionalDouble secondsLeft(Map<TrialId, TrialHistory> histories) {
    Estimate estimate =
        Estimate.from(
            histories.values().stream()
                .filter(history -> !finishedBefore.contains(history.trial().id()))
                .toList());
    double seconds = 0;
    int running = 0;
    for (Trial trial : trials) {
      String status = status(trial, histories);
      if (status.equals(RUNNING) || status.equals(WAITING)) {
        running += status.equals(RUNNING) ? 1 : 0;
        double left = 1 - (double) records(trial, histories).size() / trial.epochs();
        seconds += left * estimate.of(trial).toMillis() / 1e3;
      }
    }
    return running == 0 || !estimate.isMeasured()
        ? OptionalDouble.empty()
        : OptionalDouble.of(seconds / running);
  }

  private static List<EpochRecord> records(Trial trial, Map<TrialId, TrialHistory> histories) {
    TrialHistory history = histories.get(trial.id());
    return history == null ? List.of() : history.records();
  }

  private ObjectNode row(Trial trial, Map<TrialId, TrialHistory> histories) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("trial", trial.id().value());
    row.put("sign", Svg.sign(Palette.of(trial.optimizer())));
    row.put("status", status(trial, histories));
    row.put("epochs", trial.epochs());
    List<EpochRecord> records = records(trial, histories);
    row.put("epoch", records.size());
    if (!records.isEmpty()) {
      EpochRecord last = records.get(records.size() - 1);
      row.put("test_accuracy", last.testAccuracy());
      TrialMetrics.Best.of(records).ifPresent(best -> row.put("best", best.test()));
      row.put("train_loss", last.trainLoss());
      row.put("images_per_second", examples / last.seconds());
    }
    return row;
  }
}
