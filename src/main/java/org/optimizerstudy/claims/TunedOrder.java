package org.optimizerstudy.claims;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.metrics.Cell;
import org.optimizerstudy.metrics.Unit;
import org.optimizerstudy.statistics.Comparison;
import org.optimizerstudy.statistics.Contrast;

/**
 * The order of {@link UntunedOrder} with each optimizer at its best learning rate on the small CNN:
 * the rate with the highest mean validation accuracy over the seeds, the smaller one if equal. All
 * learning rates that were run with the paper's protocol are candidates. Test accuracy is read
 * once, at the selected rate. A note names rates at the edge of the grid: a wider grid may contain
 * a better one.
 */
record TunedOrder(ClaimDefinition definition) implements Claim {

  @Override
  public List<ClaimScope> scopes() {
    return ClaimScope.ofConvolutions();
  }

  @Override
  public List<CellMeasure> required(ClaimScope scope, Basis basis) {
    return CellMeasure.of(scope.figure3(NetworkKind.SMALL_CNN), basis.accuracy());
  }

  @Override
  public List<CellMeasure> used(Evidence evidence) {
    return PaperGrid.OPTIMIZERS.stream()
        .flatMap(optimizer -> candidates(evidence, optimizer).stream())
        .map(cell -> new CellMeasure(cell, evidence.basis().accuracy()))
        .toList();
  }

  @Override
  public List<TrainingExperiment> experiments() {
    return List.of(TrainingExperiment.FIGURE_3);
  }

  @Override
  public Finding finding(Evidence evidence) {
    Map<OptimizerKind, Contrast> tuned = new EnumMap<>(OptimizerKind.class);
    List<ReportedQuantity> picks = new ArrayList<>();
    List<String> atEdge = new ArrayList<>();
    for (OptimizerKind optimizer : PaperGrid.OPTIMIZERS) {
      List<Cell> candidates = candidates(evidence, optimizer);
      Cell pick = pick(evidence, candidates);
      Contrast accuracy = evidence.value(pick, evidence.basis().accuracy());
      tuned.put(optimizer, accuracy);
      picks.add(
          new ReportedQuantity(
              optimizer.phrase() + (pick.learningRate().isPresent() ? " at " + rate(pick) : ""),
              accuracy.interval(Comparison.LEVEL),
              Unit.POINTS));
      if (candidates.size() > 1
          && (pick.equals(candidates.get(0))
              || pick.equals(candidates.get(candidates.size() - 1)))) {
        atEdge.add(String.format(Locale.ROOT, "%s (%s)", optimizer.phrase(), rate(pick)));
      }
    }
    Finding finding =
        Finding.of(new AccuracyOrder(tuned).rule(evidence, "at their best rates"))
            .withQuantities(picks);
    return atEdge.isEmpty()
        ? finding
        : finding.withNote(
            "Selected at the edge of the learning rates that were run; a better one may lie"
                + " outside: "
                + String.join(", ", atEdge)
                + ".");
  }

  private static List<Cell> candidates(Evidence evidence, OptimizerKind optimizer) {
    Cell any = evidence.scope().cell(NetworkKind.SMALL_CNN, optimizer, PaperGrid.FIGURE_2_RATE);
    return evidence.observations().cells().stream()
        .filter(cell -> cell.withoutRate().equals(any.withoutRate()))
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  private static Cell pick(Evidence evidence, List<Cell> candidates) {
    Cell best = candidates.get(0);
    for (Cell cell : candidates) {
      best = validation(evidence, cell) > validation(evidence, best) ? cell : best;
    }
    return best;
  }

  private static double validation(Evidence evidence, Cell cell) {
    return evidence.mean(cell, evidence.basis().validation()).value();
  }

  private static String rate(Cell cell) {
    return TrialId.plain(cell.learningRate().orElseThrow());
  }
}
