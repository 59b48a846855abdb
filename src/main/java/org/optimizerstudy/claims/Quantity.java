package org.optimizerstudy.claims;

import java.util.List;

/**
 * A quantity seen once a seed.
 *
 * @param bySeed its values, in the order of the seeds; at least one
 * @param oneRun its interval if there is one seed only
 */
record Quantity(List<Double> bySeed, OneRun oneRun) {

  /** Test images. */
  static final int TEST_EXAMPLES = 10_000;

  Quantity {
    bySeed = List.copyOf(bySeed);
    if (bySeed.isEmpty()) {
      throw new IllegalArgumentException("bySeed: must hold at least one value, found none");
    }
  }

  /** A test accuracy. */
  static Quantity testAccuracy(List<Double> bySeed) {
    return new Quantity(bySeed, new OneRun.Wilson(TEST_EXAMPLES));
  }

  /** Mean over the seeds. */
  double mean() {
    return bySeed.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  /** The mean with its interval: that of the run for one seed, Student's t for several. */
  Interval at(double level) {
    return new Contrast(List.of(new Contrast.Term(1, this))).at(level);
  }

  /** This minus another, paired by seed. */
  Contrast minus(Quantity other) {
    return new Contrast(List.of(new Contrast.Term(1, this), new Contrast.Term(-1, other)));
  }
}
