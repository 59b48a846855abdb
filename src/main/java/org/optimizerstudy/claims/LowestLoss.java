package org.optimizerstudy.claims;

import java.util.List;
import java.util.Locale;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperOptimizers;
import org.optimizerstudy.experiment.Semantics;

/**
 * Adagrad trains the deep network best: its training loss in the last epoch at learning rate 0.001
 * is below that of every other optimizer, by the rule {@link AllHold}. With one seed a loss has for
 * its interval the range in which it moved over the last tenth of the epochs.
 */
record LowestLoss(Heading heading) implements GridClaim {

  private static final OptimizerKind BEST = OptimizerKind.ADAGRAD;

  @Override
  public List<PublishedGrid> grids() {
    return List.of(PublishedGrid.DEEP_MLP);
  }

  @Override
  public List<Cell> needs(Semantics semantics) {
    return PaperOptimizers.ALL.stream().map(o -> cell(o, semantics)).toList();
  }

  @Override
  public Finding finding(Evidence evidence) {
    Semantics semantics = evidence.semantics();
    Quantity best = evidence.trainLoss(cell(BEST, semantics));
    List<Statement> statements =
        PaperOptimizers.ALL.stream()
            .filter(optimizer -> optimizer != BEST)
            .map(
                optimizer ->
                    new Statement(
                        String.format(
                            Locale.ROOT, "%s's loss above %s's", optimizer.key(), BEST.key()),
                        evidence.trainLoss(cell(optimizer, semantics)).minus(best),
                        "nats"))
            .toList();
    List<Measure> losses =
        needs(semantics).stream()
            .map(
                cell ->
                    Measure.of(
                        cell.label() + " training loss",
                        evidence.trainLoss(cell).at(Claims.CONFIDENCE),
                        "nats"))
            .toList();
    Finding finding = new AllHold(statements).finding().withMeasures(losses);
    return evidence.seeds() > 1
        ? finding
        : finding.withRemark("The intervals are the ranges over the last ten epochs.");
  }

  private static Cell cell(OptimizerKind optimizer, Semantics semantics) {
    return Cell.at(NetworkKind.DEEP_MLP, optimizer, semantics, PaperGrid.FIGURE_2_RATE);
  }
}
