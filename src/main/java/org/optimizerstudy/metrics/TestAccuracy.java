package org.optimizerstudy.metrics;

import java.util.List;
import org.optimizerstudy.statistics.Comparison;
import org.optimizerstudy.statistics.Interval;
import org.optimizerstudy.statistics.Proportion;
import org.optimizerstudy.statistics.Sample;

/** Intervals of test accuracies, as fractions. */
public final class TestAccuracy {

  /** Number of test images. */
  public static final int EXAMPLES = 10_000;

  private TestAccuracy() {}

  /**
   * The mean over seeds with its 95 % interval. For several seeds it is Student's interval, for
   * other seeds on the same images. For one seed it is Wilson's interval, for other images.
   *
   * @param bySeed test accuracies, at least one
   */
  public static Interval interval(List<Double> bySeed) {
    return bySeed.size() == 1
        ? Proportion.wilson(bySeed.get(0), EXAMPLES, Comparison.LEVEL)
        : new Sample(bySeed).meanInterval(Comparison.LEVEL);
  }
}
