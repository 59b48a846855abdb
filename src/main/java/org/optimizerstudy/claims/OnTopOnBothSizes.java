package org.optimizerstudy.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperOptimizers;
import org.optimizerstudy.experiment.Semantics;

/**
 * Some optimizers are more accurate than all others on the small and on the medium CNN at learning
 * rate 0.001: every one of them above every other on both, by the rule {@link AllHold}.
 *
 * @param top the optimizers said to be more accurate
 */
record OnTopOnBothSizes(Heading heading, Set<OptimizerKind> top) implements GridClaim {

  OnTopOnBothSizes {
    top = Set.copyOf(top);
  }

  @Override
  public List<PublishedGrid> grids() {
    return List.of(PublishedGrid.FIGURE_2);
  }

  @Override
  public List<Cell> needs(Semantics semantics) {
    return PaperGrid.figure2(semantics);
  }

  @Override
  public Finding finding(Evidence evidence) {
    List<Statement> statements = new ArrayList<>();
    for (NetworkKind network : PaperGrid.CNNS) {
      for (OptimizerKind upper : PaperOptimizers.ALL) {
        for (OptimizerKind lower : PaperOptimizers.ALL) {
          if (top.contains(upper) && !top.contains(lower)) {
            statements.add(statement(evidence, network, upper, lower));
          }
        }
      }
    }
    return new AllHold(statements)
        .finding()
        .withMeasures(evidence.accuracies(needs(evidence.semantics())));
  }

  private static Statement statement(
      Evidence evidence, NetworkKind network, OptimizerKind upper, OptimizerKind lower) {
    Semantics semantics = evidence.semantics();
    Quantity above =
        evidence.testAccuracy(Cell.at(network, upper, semantics, PaperGrid.FIGURE_2_RATE));
    Quantity below =
        evidence.testAccuracy(Cell.at(network, lower, semantics, PaperGrid.FIGURE_2_RATE));
    return new Statement(
        String.format(
            Locale.ROOT, "%s above %s on the %s", upper.key(), lower.key(), network.key()),
        above.minus(below),
        "accuracy");
  }
}
