package org.optimizerstudy.claims;

import java.util.List;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperOptimizers;
import org.optimizerstudy.experiment.Semantics;

/**
 * The small CNN is more accurate than the medium one at learning rate 0.001, for most of the six
 * optimizers, by the rule {@link MostHold}.
 */
record SmallAboveMedium(Heading heading) implements GridClaim {

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
    List<Statement> statements =
        PaperOptimizers.ALL.stream().map(o -> statement(evidence, o)).toList();
    return new MostHold(statements)
        .finding()
        .withMeasures(evidence.accuracies(needs(evidence.semantics())));
  }

  /** That it is for one optimizer. */
  static Statement statement(Evidence evidence, OptimizerKind optimizer) {
    Semantics semantics = evidence.semantics();
    Cell small = Cell.at(NetworkKind.SMALL_CNN, optimizer, semantics, PaperGrid.FIGURE_2_RATE);
    Cell medium = Cell.at(NetworkKind.MEDIUM_CNN, optimizer, semantics, PaperGrid.FIGURE_2_RATE);
    return new Statement(
        optimizer.key() + ": small-cnn above medium-cnn",
        evidence.testAccuracy(small).minus(evidence.testAccuracy(medium)),
        "accuracy");
  }
}
