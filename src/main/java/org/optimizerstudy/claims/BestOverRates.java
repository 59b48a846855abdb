package org.optimizerstudy.claims;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperOptimizers;
import org.optimizerstudy.experiment.Semantics;

/**
 * Over the five learning rates on the small CNN, Adam and RMSProp are the most accurate and
 * Adadelta the least: with a(o) the mean over the learning rates of optimizer o's final test
 * accuracy, a(Adam) and a(RMSProp) above every other, and every other above a(Adadelta), by the
 * rule {@link AllHold}. A rule without a learning rate has the same accuracy at all of them.
 */
record BestOverRates(Heading heading) implements GridClaim {

  private static final Set<OptimizerKind> TOP = Set.of(OptimizerKind.ADAM, OptimizerKind.RMSPROP);

  @Override
  public List<PublishedGrid> grids() {
    return List.of(PublishedGrid.FIGURE_3);
  }

  @Override
  public List<Cell> needs(Semantics semantics) {
    return PaperGrid.figure3(semantics);
  }

  @Override
  public Finding finding(Evidence evidence) {
    Map<OptimizerKind, Quantity> means = new EnumMap<>(OptimizerKind.class);
    for (OptimizerKind optimizer : PaperOptimizers.ALL) {
      means.put(
          optimizer, evidence.testAccuracy(PaperGrid.figure3(optimizer, evidence.semantics())));
    }
    List<Statement> statements = new ArrayList<>();
    for (OptimizerKind upper : PaperOptimizers.ALL) {
      for (OptimizerKind lower : PaperOptimizers.ALL) {
        boolean claimed =
            TOP.contains(upper)
                ? !TOP.contains(lower)
                : upper != OptimizerKind.ADADELTA && lower == OptimizerKind.ADADELTA;
        if (claimed) {
          statements.add(
              new Statement(
                  String.format(Locale.ROOT, "%s above %s on average", upper.key(), lower.key()),
                  means.get(upper).minus(means.get(lower)),
                  "accuracy"));
        }
      }
    }
    List<Measure> measures =
        PaperOptimizers.ALL.stream()
            .map(
                optimizer ->
                    Measure.of(
                        optimizer.key() + " on average",
                        means.get(optimizer).at(Claims.CONFIDENCE),
                        "accuracy"))
            .toList();
    return new AllHold(statements).finding().withMeasures(measures);
  }
}
