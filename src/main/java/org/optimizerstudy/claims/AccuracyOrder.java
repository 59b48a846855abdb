package org.optimizerstudy.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.metrics.Unit;
import org.optimizerstudy.statistics.Contrast;

/**
 * The order of the six optimizers over the learning rates: Adam and RMSProp are each above the
 * others, and all are above Adadelta, by {@link IntersectionUnionTest}.
 *
 * @param values accuracy of each optimizer, in percentage points
 */
record AccuracyOrder(Map<OptimizerKind, Contrast> values) {

  private static final List<OptimizerKind> TOP = List.of(OptimizerKind.ADAM, OptimizerKind.RMSPROP);

  AccuracyOrder {
    values = Map.copyOf(values);
  }

  DecisionRule rule(Evidence evidence, String where) {
    List<Statement> statements = new ArrayList<>();
    for (OptimizerKind upper : PaperGrid.OPTIMIZERS) {
      for (OptimizerKind lower : PaperGrid.OPTIMIZERS) {
        if (isClaimed(upper, lower)) {
          statements.add(
              Statement.effect(
                  String.format(
                      Locale.ROOT, "%s above %s %s", upper.phrase(), lower.phrase(), where),
                  evidence.compare(values.get(upper).minus(values.get(lower)), Unit.POINTS),
                  Unit.POINTS));
        }
      }
    }
    return new IntersectionUnionTest(statements);
  }

  private static boolean isClaimed(OptimizerKind upper, OptimizerKind lower) {
    return TOP.contains(upper)
        ? !TOP.contains(lower)
        : upper != OptimizerKind.ADADELTA && lower == OptimizerKind.ADADELTA;
  }
}
