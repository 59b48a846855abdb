package org.optimizerstudy.claims;

import java.util.List;
import java.util.Locale;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.metrics.TrialMeasure;
import org.optimizerstudy.metrics.Unit;
import org.optimizerstudy.statistics.Contrast;

/**
 * A measure is higher on one CNN than on the other at learning rate 0.001, for at least four of the
 * six optimizers; contradicted if it is lower for three or more.
 *
 * @param upper the network claimed to have the higher value
 * @param lower the other network
 */
record NetworkComparison(NetworkKind upper, NetworkKind lower) {

  private static final int REPRODUCING = 4;
  private static final int CONTRADICTING = 3;

  /** A comparison per optimizer. */
  DecisionRule rule(Evidence evidence, TrialMeasure measure, String what) {
    List<Statement> statements =
        PaperGrid.OPTIMIZERS.stream()
            .map(
                optimizer ->
                    Statement.effect(
                        String.format(
                            Locale.ROOT,
                            "%s: %s%s above %s",
                            optimizer.phrase(),
                            what,
                            upper.label(),
                            lower.label()),
                        evidence.compare(
                            at(evidence, upper, optimizer, measure)
                                .minus(at(evidence, lower, optimizer, measure)),
                            Unit.POINTS),
                        Unit.POINTS))
            .toList();
    return new CountRule(statements, REPRODUCING, CONTRADICTING);
  }

  private static Contrast at(
      Evidence evidence, NetworkKind network, OptimizerKind optimizer, TrialMeasure measure) {
    return evidence.value(
        evidence.scope().cell(network, optimizer, PaperGrid.FIGURE_2_RATE), measure);
  }
}
