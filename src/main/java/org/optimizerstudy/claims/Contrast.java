package org.optimizerstudy.claims;

import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * A linear combination d = sum c_i q_i of quantities, for example a difference of two accuracies.
 *
 * <p>Several seeds: d is taken within each seed, so that quantities are paired by seed, and has the
 * interval mean(d) +- t s / sqrt(k), with k seeds, s their standard deviation and t Student's
 * quantile of (1 + level)/2 at k - 1 degrees of freedom. s is taken as at least one example's share
 * of a proportion: equal counts in a few seeds do not show that seeds make no difference. The
 * interval is about other seeds on the same examples.
 *
 * <p>One seed: the method of variance estimates recovery, which for two proportions is Newcombe's
 * hybrid score interval. With (l_i, u_i) the interval of q_i alone, the lower limit is d - sqrt(sum
 * (c_i (q_i - l_i))^2), where l_i is u_i for a negative c_i, and the upper limit likewise. It
 * treats the quantities as independent. Accuracies on the same test images are not: they err on the
 * same hard images, so the difference varies less than that, and the interval is conservative. It
 * is about other test images, and knows nothing of other seeds.
 *
 * <p>R. G. Newcombe, Interval estimation for the difference between independent proportions:
 * comparison of eleven methods, Statistics in Medicine 17 (1998) 873-890, method 10. G. Y. Zou, A.
 * Donner, Construction of confidence limits about effect measures: a general approach, Statistics
 * in Medicine 27 (2008) 1693-1702.
 *
 * @param terms with the same number of seeds
 */
record Contrast(List<Term> terms) implements Estimator {

  /** A coefficient and its quantity. */
  record Term(double coefficient, Quantity quantity) {

    /** Distance of the contribution's limit from the contribution, downwards. */
    private double reachDown(double level) {
      Interval limits = interval(level);
      return coefficient * (limits.value() - (coefficient > 0 ? limits.low() : limits.high()));
    }

    /** The same upwards. */
    private double reachUp(double level) {
      Interval limits = interval(level);
      return coefficient * ((coefficient > 0 ? limits.high() : limits.low()) - limits.value());
    }

    private Interval interval(double level) {
      return quantity.oneRun().at(quantity.bySeed().get(0), level);
    }
  }

  Contrast {
    terms = List.copyOf(terms);
    if (terms.stream().mapToInt(term -> term.quantity().bySeed().size()).distinct().count() != 1) {
      throw new IllegalArgumentException("terms: must have the same number of seeds, at least one");
    }
  }

  @Override
  public Interval at(double level) {
    double[] bySeed = bySeed();
    return bySeed.length == 1 ? recovered(bySeed[0], level) : student(bySeed, level);
  }

  private double[] bySeed() {
    double[] sums = new double[terms.get(0).quantity().bySeed().size()];
    for (Term term : terms) {
      for (int seed = 0; seed < sums.length; seed++) {
        sums[seed] += term.coefficient() * term.quantity().bySeed().get(seed);
      }
    }
    return sums;
  }

  private Interval recovered(double value, double level) {
    double down = Math.sqrt(terms.stream().mapToDouble(t -> square(t.reachDown(level))).sum());
    double up = Math.sqrt(terms.stream().mapToDouble(t -> square(t.reachUp(level))).sum());
    return new Interval(value, value - down, value + up);
  }

  private Interval student(double[] bySeed, double level) {
    double mean = StatUtils.mean(bySeed);
    double deviation = Math.max(Math.sqrt(StatUtils.variance(bySeed)), resolution());
    double quantile =
        new TDistribution(null, bySeed.length - 1).inverseCumulativeProbability((1 + level) / 2);
    double half = quantile * deviation / Math.sqrt(bySeed.length);
    return new Interval(mean, mean - half, mean + half);
  }

  private double resolution() {
    return terms.stream()
        .mapToDouble(term -> term.quantity().oneRun().resolution())
        .max()
        .orElse(0);
  }

  private static double square(double x) {
    return x * x;
  }
}
