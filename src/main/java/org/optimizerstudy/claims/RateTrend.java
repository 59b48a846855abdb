package org.optimizerstudy.claims;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.correlation.KendallsCorrelation;

/**
 * Kendall's rank correlation tau-b between learning rate and accuracy: 1 if accuracy rises at every
 * step, -1 if it falls at every step.
 *
 * <p>The learning rates are given, not sampled; what is uncertain is the accuracy at each. So the
 * interval of tau is that uncertainty propagated: {@value Propagation#DRAWS} times, every accuracy
 * is drawn from a normal distribution around its value with the standard deviation that its own 95
 * % interval has, tau is taken, and the interval is that of its quantiles (Monte Carlo propagation
 * of distributions, JCGM 101:2008). Accuracies that lie within each other's intervals so pull tau
 * towards 0. Draws are the same at every call.
 *
 * <p>M. G. Kendall, The treatment of ties in ranking problems, Biometrika 33 (1945) 239-251.
 *
 * @param accuracies in the order of the learning rates; at least two
 * @param sign 1 for a rise, -1 for a fall
 */
record RateTrend(List<Quantity> accuracies, int sign) implements Estimator {

  RateTrend {
    accuracies = List.copyOf(accuracies);
    if (accuracies.size() < 2) {
      throw new IllegalArgumentException(
          "accuracies: must be at least two, found " + accuracies.size());
    }
  }

  @Override
  public Interval at(double level) {
    double[] values = accuracies.stream().mapToDouble(Quantity::mean).toArray();
    List<Propagation.Normal> normals = accuracies.stream().map(Propagation.Normal::of).toList();
    double tau = sign * tau(values);
    return new Propagation(normals).interval(tau, drawn -> sign * tau(drawn), level);
  }

  private static double tau(double[] values) {
    double[] steps = new double[values.length];
    Arrays.setAll(steps, i -> i);
    double tau = new KendallsCorrelation().correlation(steps, values);
    return Double.isNaN(tau) ? 0 : tau; // all accuracies are equal
  }
}
