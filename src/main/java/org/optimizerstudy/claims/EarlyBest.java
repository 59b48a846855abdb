package org.optimizerstudy.claims;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.results.EpochRecord;

/**
 * Adam at learning rate 0.01 on the small CNN is best early and then drops.
 *
 * <p>The course is cut into ten equal parts; m_i is the median test accuracy over the epochs of
 * part i, so that a single lucky or unlucky epoch decides nothing. With b the part of the highest
 * m: REPRODUCED if b is among the first three parts and m_b - m_10 is positive with its whole
 * interval; NOT REPRODUCED if b is a later part and m_b - max(m_1, m_2, m_3) is positive with its
 * whole interval; INCONCLUSIVE otherwise. Intervals have the level 1 - 0.05/10, because b is the
 * largest of ten.
 */
record EarlyBest(Heading heading) implements GridClaim {

  private static final double RATE = 0.01;
  private static final int EARLY = 3;

  @Override
  public List<PublishedGrid> grids() {
    return List.of(PublishedGrid.ADAM_BY_RATE);
  }

  @Override
  public List<Cell> needs(Semantics semantics) {
    return List.of(Cell.at(NetworkKind.SMALL_CNN, OptimizerKind.ADAM, semantics, RATE));
  }

  @Override
  public Finding finding(Evidence evidence) {
    Cell cell = needs(evidence.semantics()).get(0);
    List<Quantity> tenths =
        IntStream.range(0, ByEpoch.TENTHS)
            .mapToObj(
                i ->
                    Quantity.testAccuracy(
                        evidence.bySeed(cell, course -> ByEpoch.of(course).tenth(i))))
            .toList();
    double level = 1 - (1 - Claims.CONFIDENCE) / ByEpoch.TENTHS;
    int best = best(tenths, ByEpoch.TENTHS);
    boolean early = best < EARLY;
    int other = early ? ByEpoch.TENTHS - 1 : best(tenths, EARLY);
    Interval lead = tenths.get(best).minus(tenths.get(other)).at(level);
    Verdict verdict = Verdict.INCONCLUSIVE;
    if (lead.isPositive()) {
      verdict = early ? Verdict.REPRODUCED : Verdict.NOT_REPRODUCED;
    }
    String reason =
        String.format(
            Locale.ROOT,
            "Of the ten tenths of the epochs number %d is the best, with a median accuracy of %.4f,"
                + " above number %d by %s.",
            best + 1,
            tenths.get(best).mean(),
            other + 1,
            Numbers.interval(lead, "accuracy", level));
    return new Finding(
        verdict,
        reason,
        List.of(
            bestEpoch(evidence, cell),
            Measure.of("best tenth", tenths.get(best).at(level), "accuracy"),
            Measure.of("tenth " + (other + 1), tenths.get(other).at(level), "accuracy"),
            Measure.of("difference", lead, "accuracy")));
  }

  /** The tenth of the highest mean over the seeds among the first ones, the earliest if equal. */
  private static int best(List<Quantity> tenths, int count) {
    return IntStream.range(0, count)
        .boxed()
        .max(
            Comparator.<Integer>comparingDouble(i -> tenths.get(i).mean())
                .thenComparing(Comparator.reverseOrder()))
        .orElseThrow();
  }

  /** The epoch of the highest test accuracy, a mean over seeds with their extremes. */
  private static Measure bestEpoch(Evidence evidence, Cell cell) {
    double[] epochs =
        evidence
            .bySeed(
                cell,
                course ->
                    course.records().stream()
                        .max(
                            Comparator.comparingDouble(EpochRecord::testAccuracy)
                                .thenComparing(
                                    Comparator.comparingInt(EpochRecord::epoch).reversed()))
                        .map(EpochRecord::epoch)
                        .orElse(0))
            .stream()
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    return new Measure(
        "best epoch",
        Arrays.stream(epochs).average().orElseThrow(),
        epochs[0],
        epochs[epochs.length - 1],
        "epoch");
  }
}
