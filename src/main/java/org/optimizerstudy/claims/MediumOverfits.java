package org.optimizerstudy.claims;

import java.util.List;
import java.util.stream.Stream;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperOptimizers;
import org.optimizerstudy.experiment.Semantics;

/**
 * The medium CNN is less accurate because it overfits: for most of the optimizers with which the
 * small one is more accurate (by its whole 95 % interval), the medium one's training accuracy
 * exceeds its test accuracy by more than the small one's does; by the rule {@link MostHold}. Where
 * the small one is more accurate with no optimizer there is nothing to explain: INCONCLUSIVE.
 *
 * <p>The gap is g = training accuracy in the last epoch (a running mean over the epoch) minus test
 * accuracy after it; the statement's number is g(medium) - g(small).
 */
record MediumOverfits(Heading heading) implements GridClaim {

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
        PaperOptimizers.ALL.stream()
            .filter(
                optimizer ->
                    SmallAboveMedium.statement(evidence, optimizer)
                        .estimator()
                        .at(Claims.CONFIDENCE)
                        .isPositive())
            .map(optimizer -> statement(evidence, optimizer))
            .toList();
    List<Measure> gaps =
        needs(evidence.semantics()).stream()
            .map(
                cell ->
                    Measure.of(
                        cell.label() + " gap",
                        new Contrast(gap(evidence, cell, 1)).at(Claims.CONFIDENCE),
                        "accuracy"))
            .toList();
    Finding finding =
        statements.isEmpty()
            ? new Finding(
                Verdict.INCONCLUSIVE,
                "With none of the six optimizers is the small network more accurate than the medium"
                    + " one by more than the 95 % interval, so there is nothing to explain.",
                List.of())
            : new MostHold(statements).finding();
    return finding.withMeasures(gaps);
  }

  private static Statement statement(Evidence evidence, OptimizerKind optimizer) {
    Semantics semantics = evidence.semantics();
    Cell small = Cell.at(NetworkKind.SMALL_CNN, optimizer, semantics, PaperGrid.FIGURE_2_RATE);
    Cell medium = Cell.at(NetworkKind.MEDIUM_CNN, optimizer, semantics, PaperGrid.FIGURE_2_RATE);
    return new Statement(
        optimizer.key() + ": medium-cnn's train-test gap above small-cnn's",
        new Contrast(
            Stream.concat(gap(evidence, medium, 1).stream(), gap(evidence, small, -1).stream())
                .toList()),
        "accuracy");
  }

  private static List<Contrast.Term> gap(Evidence evidence, Cell cell, double sign) {
    return List.of(
        new Contrast.Term(sign, evidence.trainAccuracy(cell)),
        new Contrast.Term(-sign, evidence.testAccuracy(cell)));
  }
}
