package org.optimizerstudy.claims;

import java.util.IntSummaryStatistics;
import java.util.Locale;
import org.optimizerstudy.metrics.Unit;
import org.optimizerstudy.statistics.Comparison;
import org.optimizerstudy.statistics.Contrast;
import org.optimizerstudy.statistics.Interval;

/** Formats judgements for tables and reasons. */
public final class JudgementFormat {

  /** What {@code unconfirmed} in {@link #effect(Finding)} means. */
  public static final String UNCONFIRMED =
      "Unconfirmed: no absence is confirmed after Holm's correction for the number of comparisons.";

  private JudgementFormat() {}

  /**
   * {@code +0.32 [+0.11, +0.53] points, 3 seeds}: for tables; empty if nothing was judged. With
   * {@code unconfirmed} if the verdict is not {@linkplain DecisionRule#isConfirmed confirmed}.
   */
  public static String effect(Finding finding) {
    String effect = finding.effect().map(q -> brief(q.interval(), q.unit())).orElse("");
    return finding
        .rule()
        .map(
            rule ->
                effect
                    + ", "
                    + seeds(rule.decisive().comparison().difference())
                    + (rule.isConfirmed() ? "" : ", unconfirmed"))
        .orElse(effect);
  }

  /** The title of a plan. The first trials of a claim that is not run need not decide it. */
  public static String planTitle(Verdict verdict) {
    return verdict == Verdict.NOT_RUN ? "Needed at least" : "Would decide it";
  }

  /** The trials that an open claim needs, and their training time. */
  public static String plan(SeedPlan plan) {
    return String.format(
        Locale.ROOT,
        "%d %s per cell: %s (%d %s%s)",
        plan.seedsPerCell(),
        plan.seedsPerCell() == 1 ? "seed" : "seeds",
        plan.command(),
        plan.trials(),
        plan.trials() == 1 ? "trial" : "trials",
        plan.seconds().isPresent() ? ", " + duration(plan.seconds().getAsDouble()) : "");
  }

  /** {@code fresh seeds: undecided}, with the effect if there is one. */
  public static String alternative(AlternativeFinding alternative) {
    String effect = effect(alternative.finding());
    return String.format(
        Locale.ROOT,
        "%s: %s%s",
        alternative.basis().key(),
        alternative.finding().verdict().key(),
        effect.isEmpty() ? "" : " (" + effect + ")");
  }

  /** {@code 2 h 05 min on one core}. */
  public static String duration(double seconds) {
    long minutes = Math.max(1, Math.round(seconds / 60));
    return minutes < 60
        ? minutes + " min on one core"
        : String.format(Locale.ROOT, "%,d h %02d min on one core", minutes / 60, minutes % 60);
  }

  /** {@code +0.32 [+0.11, +0.53] points}. */
  public static String brief(Interval interval, Unit unit) {
    String value = signed(interval.value(), unit);
    if (interval.low() < interval.high() && Double.isFinite(interval.low())) {
      value +=
          String.format(
              Locale.ROOT,
              " [%s, %s]",
              signed(interval.low(), unit),
              signed(interval.high(), unit));
    }
    return value + " " + unit.key();
  }

  /** {@code +0.32 points, 95 % interval +0.11 to +0.53; 3 seeds}. */
  static String effect(Statement statement) {
    Comparison comparison = statement.comparison();
    return String.format(
        Locale.ROOT,
        "%s; %s%s",
        value(comparison.interval(), statement.unit()),
        seeds(comparison.difference()),
        comparison.isSmall() ? "; less than the margin" : "");
  }

  /** {@code +0.32 points, 95 % interval +0.11 to +0.53}. */
  static String value(Interval interval, Unit unit) {
    String value = signed(interval.value(), unit) + " " + unit.key();
    return Double.isFinite(interval.low())
        ? String.format(
            Locale.ROOT,
            "%s, 95 %% interval %s to %s",
            value,
            signed(interval.low(), unit),
            signed(interval.high(), unit))
        : value + ", no interval: the SD between seeds is unknown";
  }

  /** The unit determines the digits; a number that rounds to zero has no minus sign. */
  static String signed(double number, Unit unit) {
    int digits = unit == Unit.EPOCHS ? 1 : unit == Unit.POINTS ? 2 : 3;
    String text = String.format(Locale.ROOT, "%+." + digits + "f", number);
    return text.matches("-0\\.0*") ? text.replace('-', '+') : text;
  }

  /** {@code 1 seed}, {@code 3 seeds}, {@code 1 to 3 seeds}: of the cells of a contrast. */
  static String seeds(Contrast contrast) {
    IntSummaryStatistics sizes =
        contrast.terms().stream().mapToInt(term -> term.mean().size()).summaryStatistics();
    String pooled = contrast.isPooled() ? ", pooled SD" : "";
    String seeds =
        sizes.getMin() < sizes.getMax()
            ? sizes.getMin() + " to " + sizes.getMax()
            : Integer.toString(sizes.getMax());
    return seeds + (sizes.getMax() == 1 ? " seed" : " seeds") + pooled;
  }
}
