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
 * An optimizer is more accurate than others on the small CNN: by the mean over the learning rates
 * of figure 3, by {@link IntersectionUnion}. Rates at which the comparison comes out otherwise are
 * named. A rule without a learning rate has the same accuracy at all of them.
 *
 * @param upper said to be more accurate
 * @param lower each said to be less accurate
 */
record PairOverRates(Heading heading, OptimizerKind upper, List<Contestant> lower)
    implements Claim {

  /**
   * The other side.
   *
   * @param optimizer may be the same if all training examples are one batch
   * @param fullBatch whether they are
   */
  record Contestant(OptimizerKind optimizer, boolean fullBatch) {

    Cell cell(Scope scope, double rate) {
      return fullBatch
          ? scope.fullBatchCell(NetworkKind.SMALL_CNN, optimizer, rate)
          : scope.cell(NetworkKind.SMALL_CNN, optimizer, rate);
    }

    List<Cell> cells(Scope scope) {
      return PaperGrid.RATES.stream().map(rate -> cell(scope, rate)).toList();
    }

    String words() {
      return optimizer.key() + (fullBatch ? " on all training examples at once" : "");
    }
  }

  PairOverRates {
    lower = List.copyOf(lower);
  }

  @Override
  public List<Scope> scopes() {
    return hasFullBatch() ? Scope.ofTheStridedReading() : Scope.ofConvolutions();
  }

  @Override
  public List<Need> needs(Scope scope, Basis basis) {
    return Stream.concat(
            scope.overRates(NetworkKind.SMALL_CNN, upper).stream(),
            lower.stream().flatMap(contestant -> contestant.cells(scope).stream()))
        .distinct()
        .map(cell -> new Need(cell, basis.accuracy()))
        .toList();
  }

  @Override
  public List<Source> sources() {
    return hasFullBatch() ? List.of(Source.FIGURE_3, Source.FULL_BATCH) : List.of(Source.FIGURE_3);
  }

  private boolean hasFullBatch() {
    return lower.stream().anyMatch(Contestant::fullBatch);
  }

  @Override
  public Finding finding(Evidence evidence) {
    Scope scope = evidence.scope();
    List<Statement> onAverage = new ArrayList<>();
    List<Quantity> perRate = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (Contestant contestant : lower) {
      String words = String.format(Locale.ROOT, "%s above %s", upper.key(), contestant.words());
      Comparison mean =
          evidence.compare(
              evidence
                  .average(
                      scope.overRates(NetworkKind.SMALL_CNN, upper), evidence.basis().accuracy())
                  .minus(evidence.average(contestant.cells(scope), evidence.basis().accuracy())),
              Unit.POINTS);
      onAverage.add(Statement.effect(words + " on average", mean, Unit.POINTS));
      for (double rate : PaperGrid.RATES) {
        Comparison one = evidence.compare(difference(evidence, contestant, rate), Unit.POINTS);
        String where = words + " at " + TrialId.plain(rate);
        perRate.add(new Quantity(where, one.interval(), Unit.POINTS));
        if (one.outcome() != mean.outcome()) {
          others.add(String.format(Locale.ROOT, "%s: %s", where, one.outcome().words()));
        }
      }
    }
    Finding finding = Finding.of(new IntersectionUnion(onAverage)).withQuantities(perRate);
    return others.isEmpty()
        ? finding
        : finding.withNote("Rates that differ from the mean: " + String.join("; ", others) + ".");
  }

  private Contrast difference(Evidence evidence, Contestant contestant, double rate) {
    Cell above = evidence.scope().cell(NetworkKind.SMALL_CNN, upper, rate);
    return evidence
        .value(above, evidence.basis().accuracy())
        .minus(
            evidence.value(contestant.cell(evidence.scope(), rate), evidence.basis().accuracy()));
  }
}
