package org.optimizerstudy.claims;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.metrics.Unit;
import org.optimizerstudy.statistics.Comparison;
import org.optimizerstudy.statistics.Contrast;

/**
 * On the small CNN, in the mean over the five learning rates, Adam and RMSProp are the most
 * accurate and Adadelta is the least accurate ({@link AccuracyOrder}). A rule without a learning
 * rate has the same accuracy at all of them.
 */
record UntunedOrder(ClaimDefinition definition) implements Claim {

  @Override
  public List<ClaimScope> scopes() {
    return ClaimScope.ofConvolutions();
  }

  @Override
  public List<CellMeasure> required(ClaimScope scope, Basis basis) {
    return CellMeasure.of(scope.figure3(NetworkKind.SMALL_CNN), basis.accuracy());
  }

  @Override
  public List<TrainingExperiment> experiments() {
    return List.of(TrainingExperiment.FIGURE_3);
  }

  @Override
  public Finding finding(Evidence evidence) {
    Map<OptimizerKind, Contrast> means = new EnumMap<>(OptimizerKind.class);
    for (OptimizerKind optimizer : PaperGrid.OPTIMIZERS) {
      means.put(
          optimizer,
          evidence.average(
              evidence.scope().overRates(NetworkKind.SMALL_CNN, optimizer),
              evidence.basis().accuracy()));
    }
    List<ReportedQuantity> shown =
        PaperGrid.OPTIMIZERS.stream()
            .map(
                o ->
                    new ReportedQuantity(
                        o.phrase() + ", mean over the learning rates",
                        means.get(o).interval(Comparison.LEVEL),
                        Unit.POINTS))
            .toList();
    return Finding.of(new AccuracyOrder(means).rule(evidence, "on average")).withQuantities(shown);
  }
}
