package org.optimizerstudy.claims;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.correlation.KendallsCorrelation;

/**
 * Kendall's rank correlation tau between time and the values of a curve: 1 if it rises throughout.
 *
 * <p>With n values, tau's Fisher transform z = artanh(tau) has about the variance 0.437 / (n - 4);
 * the interval is tanh(z +- q sqrt(0.437 / (n - 4))) with the normal quantile q of (1 + level)/2,
 * its lower limit from the tau of one pair fewer, its upper limit from that of one pair more (a
 * correction for continuity, which also keeps z finite). Values should be means over blocks of
 * epochs: single epochs depend on each other more than the formula allows.
 *
 * <p>D. G. Bonett, T. A. Wright, Sample size requirements for estimating Pearson, Kendall and
 * Spearman correlations, Psychometrika 65 (2000) 23-28; E. C. Fieller, H. O. Hartley, E. S.
 * Pearson, Tests for rank correlation coefficients I, Biometrika 44 (1957) 470-481.
 */
record EpochTrend(double[] values) implements Estimator {

  private static final double VARIANCE = 0.437;
  private static final int FEWEST = 5;

  EpochTrend {
    values = values.clone();
    if (values.length < FEWEST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "values: must be at least %d, found %d", FEWEST, values.length));
    }
  }

  @Override
  public double[] values() {
    return values.clone();
  }

  @Override
  public Interval at(double level) {
    double[] steps = new double[values.length];
    Arrays.setAll(steps, i -> i);
    double correlation = new KendallsCorrelation().correlation(steps, values);
    double tau = Double.isNaN(correlation) ? 0 : correlation; // all values are equal
    double pair = 2.0 / (values.length * (values.length - 1.0));
    double quantile =
        new NormalDistribution(null, 0, 1).inverseCumulativeProbability((1 + level) / 2);
    double half = quantile * Math.sqrt(VARIANCE / (values.length - 4));
    return new Interval(
        tau,
        tau - pair <= -1 ? -1 : Math.tanh(artanh(tau - pair) - half),
        tau + pair >= 1 ? 1 : Math.tanh(artanh(tau + pair) + half));
  }

  private static double artanh(double x) {
    return Math.log((1 + x) / (1 - x)) / 2;
  }
}
