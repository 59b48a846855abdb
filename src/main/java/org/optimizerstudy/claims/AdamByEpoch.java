package org.optimizerstudy.claims;

import java.util.List;
import java.util.Optional;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.metrics.Cell;
import org.optimizerstudy.metrics.TrialMeasure;
import org.optimizerstudy.metrics.Unit;
import org.optimizerstudy.statistics.Comparison;

/**
 * Adam's accuracy on the small CNN changes over the epochs: the mean over seeds of a measure of
 * change is above zero, by {@link IntersectionUnionTest} of one comparison.
 *
 * @param learningRate learning rate of the trials
 * @param trend the measure of change
 * @param reported a measure that is reported with it and does not affect the verdict
 */
record AdamByEpoch(
    ClaimDefinition definition, double learningRate, Trend trend, Optional<TrialMeasure> reported)
    implements Claim {

  /** The change in accuracy. */
  enum Trend {
    /** Accuracy drops from epochs 11 to 30 to the end. */
    LATE_DROP("drop from epochs 11-30 to the end") {
      @Override
      TrialMeasure measure(Basis basis) {
        return basis.lateDrop();
      }

      @Override
      double margin(Basis basis) {
        return basis.margin(Unit.POINTS);
      }
    },
    /** It rises over epochs 51 to 100; see {@link Basis#RISE_MARGIN}. */
    SECOND_HALF_RISE("rise over epochs 51-100") {
      @Override
      TrialMeasure measure(Basis basis) {
        return TrialMeasure.SECOND_HALF_RISE;
      }

      @Override
      double margin(Basis basis) {
        return Basis.RISE_MARGIN;
      }
    };

    private final String words;

    Trend(String words) {
      this.words = words;
    }

    abstract TrialMeasure measure(Basis basis);

    abstract double margin(Basis basis);
  }

  @Override
  public List<ClaimScope> scopes() {
    return ClaimScope.ofConvolutions();
  }

  @Override
  public List<CellMeasure> required(ClaimScope scope, Basis basis) {
    return List.of(new CellMeasure(cell(scope), trend.measure(basis)));
  }

  @Override
  public List<TrainingExperiment> experiments() {
    return List.of(TrainingExperiment.ADAM_BY_RATE);
  }

  @Override
  public Finding finding(Evidence evidence) {
    Cell cell = cell(evidence.scope());
    Statement statement =
        Statement.effect(
            trend.words,
            Comparison.of(
                evidence.value(cell, trend.measure(evidence.basis())),
                trend.margin(evidence.basis())),
            Unit.POINTS);
    Finding finding = Finding.of(new IntersectionUnionTest(List.of(statement)));
    return reported.isEmpty()
        ? finding
        : finding.withQuantities(
            List.of(
                new ReportedQuantity(
                    reported.get().words(),
                    evidence.value(cell, reported.get()).interval(Comparison.LEVEL),
                    reported.get().unit())));
  }

  private Cell cell(ClaimScope scope) {
    return scope.cell(NetworkKind.SMALL_CNN, OptimizerKind.ADAM, learningRate);
  }
}
