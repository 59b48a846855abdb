package org.optimizerstudy.claims;

import java.util.List;
import java.util.Locale;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;

/**
 * The accuracy of some optimizers rises, or falls, with the learning rate on the small CNN:
 * Kendall's tau of each over the five learning rates ({@link RateTrend}), by the rule {@link
 * AllHold}. An optimizer whose rule has no learning rate is left out, and the reason says so.
 *
 * @param optimizers of which at least one has a learning rate under every semantics
 * @param sign 1 if they are said to rise, -1 if to fall
 * @param grid where their trials come from
 */
record MovesWithRate(Heading heading, List<OptimizerKind> optimizers, int sign, PublishedGrid grid)
    implements GridClaim {

  MovesWithRate {
    optimizers = List.copyOf(optimizers);
  }

  @Override
  public List<PublishedGrid> grids() {
    return List.of(grid);
  }

  @Override
  public List<Cell> needs(Semantics semantics) {
    return rated(semantics).stream()
        .flatMap(optimizer -> PaperGrid.figure3(optimizer, semantics).stream())
        .toList();
  }

  @Override
  public Finding finding(Evidence evidence) {
    Semantics semantics = evidence.semantics();
    List<Statement> statements =
        rated(semantics).stream()
            .map(
                optimizer ->
                    new Statement(
                        optimizer.key() + (sign > 0 ? " rises" : " falls"),
                        new RateTrend(
                            PaperGrid.figure3(optimizer, semantics).stream()
                                .map(evidence::testAccuracy)
                                .toList(),
                            sign),
                        "tau"))
            .toList();
    return new AllHold(statements)
        .finding()
        .withMeasures(evidence.accuracies(needs(semantics)))
        .withRemark(leftOut(semantics));
  }

  private List<OptimizerKind> rated(Semantics semantics) {
    return optimizers.stream().filter(o -> o.hasLearningRate(semantics)).toList();
  }

  private String leftOut(Semantics semantics) {
    List<String> without =
        optimizers.stream()
            .filter(o -> !o.hasLearningRate(semantics))
            .map(OptimizerKind::key)
            .toList();
    return without.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            "Left out, having no learning rate under %s: %s.",
            semantics.key(),
            String.join(", ", without));
  }
}
