package org.optimizerstudy.claims;

import java.util.List;
import java.util.Locale;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.metrics.Cell;
import org.optimizerstudy.metrics.Unit;
import org.optimizerstudy.statistics.Comparison;
import org.optimizerstudy.statistics.Contrast;
import org.optimizerstudy.statistics.Outcome;

/**
 * How the accuracy of an optimizer on the small CNN changes with the learning rate.
 *
 * @param optimizer an optimizer with a learning rate
 * @param lower accuracy at 0.001 minus that at 0.0001
 * @param upper accuracy at 0.01 minus that at 0.001
 * @param total accuracy at 0.01 minus that at 0.0001
 */
record RateShape(OptimizerKind optimizer, Comparison lower, Comparison upper, Comparison total) {

  private static final List<Double> RATES = List.of(0.0001, 0.001, 0.01);

  /** The cells of a shape, ordered by learning rate. */
  static List<Cell> cells(ClaimScope scope, OptimizerKind optimizer) {
    return RATES.stream().map(rate -> scope.cell(NetworkKind.SMALL_CNN, optimizer, rate)).toList();
  }

  static RateShape of(Evidence evidence, OptimizerKind optimizer) {
    List<Contrast> accuracies =
        cells(evidence.scope(), optimizer).stream()
            .map(cell -> evidence.value(cell, evidence.basis().accuracy()))
            .toList();
    Contrast low = accuracies.get(0);
    Contrast middle = accuracies.get(1);
    Contrast high = accuracies.get(2);
    return new RateShape(
        optimizer,
        evidence.compare(middle.minus(low), Unit.POINTS),
        evidence.compare(high.minus(middle), Unit.POINTS),
        evidence.compare(high.minus(low), Unit.POINTS));
  }

  /**
   * The comparisons that express a monotone change: the total is above zero and neither half is
   * below.
   *
   * @param sign 1 for a rise, -1 for a fall
   */
  List<Statement> statements(int sign) {
    String verb = sign > 0 ? "rises" : "falls";
    String opposite = sign > 0 ? "fall" : "rise";
    return List.of(
        Statement.effect(
            String.format(Locale.ROOT, "%s %s from 0.0001 to 0.01", optimizer.phrase(), verb),
            signed(total, sign),
            Unit.POINTS),
        half("from 0.0001 to 0.001", opposite, lower, sign),
        half("from 0.001 to 0.01", opposite, upper, sign));
  }

  private Statement half(String where, String opposite, Comparison comparison, int sign) {
    return new Statement(
        String.format(Locale.ROOT, "%s does not %s %s", optimizer.phrase(), opposite, where),
        signed(comparison, sign),
        Unit.POINTS,
        Statement.Role.NOT_OPPOSITE);
  }

  private static Comparison signed(Comparison comparison, int sign) {
    return Comparison.of(comparison.difference().times(sign), comparison.margin());
  }

  /** The shape in words, for example {@code rises, then falls}. */
  String words() {
    boolean risesFirst = lower.outcome() == Outcome.ABOVE;
    boolean fallsFirst = lower.outcome() == Outcome.BELOW;
    boolean risesLast = upper.outcome() == Outcome.ABOVE;
    boolean fallsLast = upper.outcome() == Outcome.BELOW;
    if (risesFirst && fallsLast) {
      return "rises, then falls";
    }
    if (fallsFirst && risesLast) {
      return "falls, then rises";
    }
    if (risesFirst || risesLast) {
      return upper.outcome() == Outcome.NO_DIFFERENCE ? "rises, then saturates" : "rises";
    }
    if (fallsFirst || fallsLast) {
      return "falls";
    }
    return switch (total.outcome()) {
      case ABOVE -> "rises";
      case BELOW -> "falls";
      case NO_DIFFERENCE -> isFlat() ? "flat" : "undecided";
      default -> "undecided";
    };
  }

  private boolean isFlat() {
    return lower.outcome() == Outcome.NO_DIFFERENCE && upper.outcome() == Outcome.NO_DIFFERENCE;
  }
}
