package org.optimizerstudy.claims;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.ranking.NaturalRanking;

/**
 * By how many places the first contestant's mean rank is better than that of the best of the
 * others. On each test the contestants are ranked by accuracy, 1 for the highest, ties shared; a
 * mean rank is over the tests. The interval is propagated from those of the accuracies by {@link
 * Propagation}.
 *
 * <p>Mean ranks: J. Demsar, Statistical comparisons of classifiers over multiple data sets, Journal
 * of Machine Learning Research 7 (2006) 1-30.
 *
 * @param contestants a row of cells each, one a test, in the same order for all; a contestant may
 *     have the same cell on several tests
 * @param accuracies of the cells
 */
record RankLead(List<List<Cell>> contestants, Map<Cell, Quantity> accuracies) implements Estimator {

  RankLead {
    contestants = contestants.stream().map(List::copyOf).toList();
    accuracies = Map.copyOf(accuracies);
    if (contestants.size() < 2
        || contestants.stream().mapToInt(List::size).distinct().count() != 1) {
      throw new IllegalArgumentException(
          "contestants: must be at least two, on the same number of tests");
    }
  }

  @Override
  public Interval at(double level) {
    List<Cell> cells = cells();
    int[][] places = places(cells);
    List<Propagation.Normal> inputs =
        cells.stream().map(accuracies::get).map(Propagation.Normal::of).toList();
    ToDoubleFunction<double[]> lead = values -> lead(meanRanks(places, values));
    return new Propagation(inputs).interval(lead.applyAsDouble(means(cells)), lead, level);
  }

  /** Mean rank of each contestant. */
  double[] meanRanks() {
    List<Cell> cells = cells();
    return meanRanks(places(cells), means(cells));
  }

  private List<Cell> cells() {
    return contestants.stream().flatMap(List::stream).distinct().toList();
  }

  private int[][] places(List<Cell> cells) {
    return contestants.stream()
        .map(row -> row.stream().mapToInt(cells::indexOf).toArray())
        .toArray(int[][]::new);
  }

  private double[] means(List<Cell> cells) {
    return cells.stream().map(accuracies::get).mapToDouble(Quantity::mean).toArray();
  }

  private static double[] meanRanks(int[][] places, double[] values) {
    int tests = places[0].length;
    double[] means = new double[places.length];
    double[] negated = new double[places.length]; // the ranking is ascending
    NaturalRanking ranking = new NaturalRanking();
    for (int test = 0; test < tests; test++) {
      for (int i = 0; i < places.length; i++) {
        negated[i] = -values[places[i][test]];
      }
      double[] ranks = ranking.rank(negated);
      for (int i = 0; i < places.length; i++) {
        means[i] += ranks[i];
      }
    }
    Arrays.setAll(means, i -> means[i] / tests);
    return means;
  }

  private static double lead(double[] meanRanks) {
    double best = Double.POSITIVE_INFINITY;
    for (int i = 1; i < meanRanks.length; i++) {
      best = Math.min(best, meanRanks[i]);
    }
    return best - meanRanks[0];
  }
}
