package org.optimizerstudy.live;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.figures.Figures;
import org.optimizerstudy.figures.Quantity;
import org.optimizerstudy.publishing.ChartView;
import org.optimizerstudy.results.TrialHistory;

/** A quantity of the trials of a panel, by epoch. */
record PanelChart(Panel panel, Quantity quantity) {

  /** All charts of panels, in their order. */
  static List<PanelChart> of(List<Panel> panels) {
    return panels.stream()
        .flatMap(panel -> Arrays.stream(Quantity.values()).map(each -> new PanelChart(panel, each)))
        .toList();
  }

  /** A name that is unique in a run: {@code small-cnn.strided.dl4j.lr0.001.test_accuracy}. */
  String name() {
    return panel.key() + "." + quantity.column();
  }

  /** How many epochs of its trials are recorded. */
  int epochs(Map<TrialId, TrialHistory> histories) {
    return own(histories).stream().mapToInt(history -> history.records().size()).sum();
  }

  /** The chart as a part of the page. */
  String html(Map<TrialId, TrialHistory> histories) {
    return ChartView.of(
            name(), Figures.byEpoch(quantity.title(), panel.label(), quantity, own(histories)))
        .html();
  }

  private List<TrialHistory> own(Map<TrialId, TrialHistory> histories) {
    return panel.trials().stream()
        .map(trial -> histories.get(trial.id()))
        .filter(Objects::nonNull)
        .toList();
  }
}
