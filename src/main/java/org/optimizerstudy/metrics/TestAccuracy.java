package org.optimizerstudy.metrics;

import java.util.List;
import org.optimizerstudy.statistics.Interval;
import org.optimizerstudy.statistics.Proportion;
import org.optimizerstudy.statistics.Sample;

/** Intervals of test accuracies, as fractions. */
public final class TestAccuracy {

  /** Test images. */
  public static final int EXAMPLES = 10_000;

  private static final double LEVEL = 0.95;

  private TestAccuracy() {}

  /**
   * The mean over seeds with its 95 % interval: Student's for several, about other seeds on the
   * same images; Wilson's for one, about other images.
   *
   * @param bySeed at least one
   */
  public static Interval interval(List<Double> bySeed) {
    return bySeed.size() == 1
        ? Proportion.wilson(bySeed.get(0), EXAMPLES, LEVEL)
        : new Sample(bySeed).meanInterval(LEVEL);
  }
}
