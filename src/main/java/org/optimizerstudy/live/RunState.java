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
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.FactorValues;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.figures.Chart;
import org.optimizerstudy.figures.Figures;
import org.optimizerstudy.figures.Palette;
import org.optimizerstudy.figures.Quantity;
import org.optimizerstudy.figures.Svg;
import org.optimizerstudy.publishing.ChartView;
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
  private final List<Panel> panels;
  private final int examples;
  private final ResultsDirectory results;

  /** Finished trials do not change, so they are read once. */
  private final Map<TrialId, TrialHistory> finished = new HashMap<>();

  private final Set<TrialId> damaged = new HashSet<>();

  /**
   * @param trials trials of the run, done and pending
   * @param examples training examples per epoch
   * @param results directory of the records
   */
  RunState(List<Trial> trials, int examples, ResultsDirectory results) {
    this.trials = List.copyOf(trials);
    this.panels = Panel.of(trials);
    this.examples = examples;
    this.results = results;
  }

  /**
   * The state as JSON for the page.
   *
   * @param asked the panel for the charts; that of the first running trial if empty
   */
  synchronized ObjectNode json(Optional<Panel> asked) {
    Map<TrialId, TrialHistory> histories = read();
    List<Trial> ordered = new ArrayList<>(trials);
    ordered.sort(Comparator.comparingInt(trial -> ORDER.indexOf(status(trial, histories))));
    Panel panel = asked.orElseGet(() -> panelOf(ordered.get(0)));
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode table = json.putArray("trials");
    ordered.forEach(trial -> table.add(row(trial, histories)));
    secondsLeft(histories).ifPresent(seconds -> json.put("seconds_left", seconds));
    ArrayNode choices = json.putArray("panels");
    panels.forEach(one -> choices.addObject().put("key", one.key()).put("label", one.label()));
    json.put("panel", panel.key());
    List<TrialHistory> own =
        panel.trials().stream()
            .filter(trial -> histories.containsKey(trial.id()))
            .map(trial -> histories.get(trial.id()))
            .toList();
    ArrayNode charts = json.putArray("charts");
    for (Quantity quantity : Quantity.values()) {
      Chart chart = Figures.byEpoch(quantity.title(), panel.label(), quantity, own);
      charts
          .addObject()
          .put("name", quantity.name())
          .put("html", ChartView.of(quantity.name(), chart).html());
    }
    return json;
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

  /**
   * The panel of a key.
   *
   * @throws InvalidInputException if there is none
   */
  Panel panel(String key) {
    return panels.stream()
        .filter(panel -> panel.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "panel: must be one of "
                        + panels.stream().map(Panel::key).toList()
                        + ", found \""
                        + key
                        + "\""));
  }

  private Panel panelOf(Trial trial) {
    return panels.stream()
        .filter(panel -> panel.trials().contains(trial))
        .findFirst()
        .orElseThrow();
  }

  private String status(Trial trial, Map<TrialId, TrialHistory> histories) {
    if (damaged.contains(trial.id())) {
      return DAMAGED;
    }
    TrialHistory history = histories.get(trial.id());
    return history == null ? WAITING : history.status().word();
  }

  /**
   * The time to the end of the run: the epochs that are left, each as long as the last ones of the
   * same network and reading, over the trials that run now. Empty if nothing runs, or if a network
   * has no epoch yet.
   */
  private OptionalDouble secondsLeft(Map<TrialId, TrialHistory> histories) {
    Map<FactorValues, Double> ofEpoch = new HashMap<>();
    for (TrialHistory history : histories.values()) {
      if (!history.records().isEmpty()) {
        EpochRecord last = history.records().get(history.records().size() - 1);
        ofEpoch.merge(workload(history.trial()), last.seconds(), Math::max);
      }
    }
    double seconds = 0;
    int running = 0;
    for (Trial trial : trials) {
      String status = status(trial, histories);
      if (status.equals(RUNNING) || status.equals(WAITING)) {
        running += status.equals(RUNNING) ? 1 : 0;
        int done =
            histories.containsKey(trial.id()) ? histories.get(trial.id()).records().size() : 0;
        seconds += (trial.epochs() - done) * ofEpoch.getOrDefault(workload(trial), Double.NaN);
      }
    }
    return running == 0 || Double.isNaN(seconds)
        ? OptionalDouble.empty()
        : OptionalDouble.of(seconds / running);
  }

  private static FactorValues workload(Trial trial) {
    return trial.values().only(Factor.NETWORK, Factor.READING, Factor.FILTERS, Factor.BATCH);
  }

  private ObjectNode row(Trial trial, Map<TrialId, TrialHistory> histories) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("trial", trial.id().value());
    row.put("sign", Svg.sign(Palette.of(trial.optimizer())));
    row.put("status", status(trial, histories));
    row.put("epochs", trial.epochs());
    List<EpochRecord> records =
        histories.containsKey(trial.id()) ? histories.get(trial.id()).records() : List.of();
    row.put("epoch", records.size());
    if (!records.isEmpty()) {
      EpochRecord last = records.get(records.size() - 1);
      row.put("test_accuracy", last.testAccuracy());
      row.put("best", records.stream().mapToDouble(EpochRecord::testAccuracy).max().orElseThrow());
      row.put("train_loss", last.trainLoss());
      row.put("images_per_second", examples / last.seconds());
    }
    return row;
  }
}
