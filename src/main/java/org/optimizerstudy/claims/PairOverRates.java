package org.optimizerstudy.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.metrics.Cell;
import org.optimizerstudy.metrics.Unit;
import org.optimizerstudy.statistics.Comparison;
import org.optimizerstudy.statistics.Contrast;

/**
 * An optimizer is more accurate than others on the small CNN in the mean over the learning rates of
 * figure 3, by {@link IntersectionUnionTest}. A note names the learning rates with a different
 * outcome. A rule without a learning rate has the same accuracy at all of them.
 *
 * @param upper claimed to be more accurate
 * @param lower each claimed to be less accurate
 */
record PairOverRates(ClaimDefinition definition, OptimizerKind upper, List<Competitor> lower)
    implements Claim {

  /**
   * The optimizer on the other side of a comparison.
   *
   * @param optimizer may equal {@code upper} if {@code fullBatch}
   * @param fullBatch whether all training examples form one batch
   */
  record Competitor(OptimizerKind optimizer, boolean fullBatch) {

    Cell cell(ClaimScope scope, double rate) {
      return fullBatch
          ? scope.fullBatchCell(NetworkKind.SMALL_CNN, optimizer, rate)
          : scope.cell(NetworkKind.SMALL_CNN, optimizer, rate);
    }

    List<Cell> cells(ClaimScope scope) {
      return PaperGrid.RATES.stream().map(rate -> cell(scope, rate)).toList();
    }

    String words() {
      return optimizer.phrase() + (fullBatch ? " on all training examples at once" : "");
    }
  }

  PairOverRates {
    lower = List.copyOf(lower);
  }

  @Override
  public List<ClaimScope> scopes() {
    return hasFullBatch() ? ClaimScope.ofTheStridedReading() : ClaimScope.ofConvolutions();
  }

  @Override
  public List<CellMeasure> required(ClaimScope scope, Basis basis) {
    return Stream.concat(
            scope.overRates(NetworkKind.SMALL_CNN, upper).stream(),
            lower.stream().flatMap(competitor -> competitor.cells(scope).stream()))
        .distinct()
        .map(cell -> new CellMeasure(cell, basis.accuracy()))
        .toList();
  }

  @Override
  public List<TrainingExperiment> experiments() {
    return hasFullBatch()
        ? List.of(TrainingExperiment.FIGURE_3, TrainingExperiment.FULL_BATCH)
        : List.of(TrainingExperiment.FIGURE_3);
  }

  private boolean hasFullBatch() {
    return lower.stream().anyMatch(Competitor::fullBatch);
  }

  @Override
  public Finding finding(Evidence evidence) {
    ClaimScope scope = evidence.scope();
    List<Statement> onAverage = new ArrayList<>();
    List<ReportedQuantity> perRate = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (Competitor competitor : lower) {
      String words = String.format(Locale.ROOT, "%s above %s", upper.phrase(), competitor.words());
      Comparison mean =
          evidence.compare(
              evidence
                  .average(
                      scope.overRates(NetworkKind.SMALL_CNN, upper), evidence.basis().accuracy())
                  .minus(evidence.average(competitor.cells(scope), evidence.basis().accuracy())),
              Unit.POINTS);
      onAverage.add(Statement.effect(words + " on average", mean, Unit.POINTS));
      for (double rate : PaperGrid.RATES) {
        Comparison one = evidence.compare(difference(evidence, competitor, rate), Unit.POINTS);
        String where = words + " at " + TrialId.plain(rate);
        perRate.add(new ReportedQuantity(where, one.interval(), Unit.POINTS));
        if (one.outcome() != mean.outcome()) {
          others.add(String.format(Locale.ROOT, "%s: %s", where, one.outcome().words()));
        }
      }
    }
    Finding finding = Finding.of(new IntersectionUnionTest(onAverage)).withQuantities(perRate);
    return others.isEmpty()
        ? finding
        : finding.withNote(
            "Learning rates with a different outcome: " + String.join("; ", others) + ".");
  }

  private Contrast difference(Evidence evidence, Competitor competitor, double rate) {
    Cell above = evidence.scope().cell(NetworkKind.SMALL_CNN, upper, rate);
    return evidence
        .value(above, evidence.basis().accuracy())
        .minus(
            evidence.value(competitor.cell(evidence.scope(), rate), evidence.basis().accuracy()));
  }
}
