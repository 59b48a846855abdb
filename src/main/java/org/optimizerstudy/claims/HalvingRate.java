package org.optimizerstudy.claims;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.metrics.Unit;
import org.optimizerstudy.optimizer.RuleDescription;
import org.optimizerstudy.statistics.Interval;

/**
 * Adam's effective learning rate lr_t = lr sqrt(1 - b2^t) / (1 - b1^t) halves from step to step:
 * lr_(t+1) / lr_t = 1/2 at every step of a trial. Computed from the constants of the rule; nothing
 * is trained. REPRODUCED if every ratio is within 0.05 of 1/2, CONTRADICTED otherwise.
 */
record HalvingRate(ClaimDefinition definition) implements Claim {

  private static final int STEPS =
      Trial.DEFAULT_EPOCHS * Trial.TRAINING_EXAMPLES / Trial.DEFAULT_BATCH;
  private static final double TOLERANCE = 0.05;

  @Override
  public List<ClaimScope> scopes() {
    return ClaimScope.withoutConvolutions();
  }

  @Override
  public List<CellMeasure> required(ClaimScope scope, Basis basis) {
    return List.of();
  }

  @Override
  public List<TrainingExperiment> experiments() {
    return List.of();
  }

  @Override
  public Finding finding(Evidence evidence) {
    RuleDescription rule = RuleDescription.of(OptimizerKind.ADAM, evidence.scope().semantics());
    double b1 = rule.constant("b1");
    double b2 = rule.constant("b2");
    double[] ratios =
        IntStream.range(1, STEPS).mapToDouble(t -> rate(b1, b2, t + 1) / rate(b1, b2, t)).toArray();
    double low = IntStream.range(0, ratios.length).mapToDouble(t -> ratios[t]).min().orElseThrow();
    double high = IntStream.range(0, ratios.length).mapToDouble(t -> ratios[t]).max().orElseThrow();
    boolean halves = low > 0.5 - TOLERANCE && high < 0.5 + TOLERANCE;
    return Finding.exact(
            halves ? Verdict.REPRODUCED : Verdict.CONTRADICTED,
            String.format(
                Locale.ROOT,
                "With b1 %s and b2 %s the ratio of consecutive effective rates is %.3f at the second"
                    + " step and between %.3f and %.3f over %,d steps.",
                Double.toString(b1),
                Double.toString(b2),
                ratios[0],
                low,
                high,
                STEPS),
            new ReportedQuantity(
                "rate of step 2 divided by rate of step 1, range over all steps",
                new Interval(ratios[0], low, high),
                Unit.RATIO))
        .withQuantities(
            List.of(
                multiple(b1, b2, 1),
                multiple(b1, b2, 10),
                multiple(b1, b2, 100),
                multiple(b1, b2, STEPS)));
  }

  private static ReportedQuantity multiple(double b1, double b2, int step) {
    return new ReportedQuantity(
        "effective divided by nominal learning rate at step " + step,
        Interval.exact(rate(b1, b2, step)),
        Unit.RATIO);
  }

  private static double rate(double b1, double b2, int step) {
    return Math.sqrt(1 - Math.pow(b2, step)) / (1 - Math.pow(b1, step));
  }
}
