package org.optimizerstudy.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.statistics.Interval;

/** The published trials against those of the second program ({@link Replication}). */
class ReplicationTest {

  private static List<Replication.Pair> pairs() throws IOException {
    List<Replication.Pair> pairs =
        Replication.read()
            .pairs(ResultsDirectory.at(Path.of("notebooks-output")).read().histories());
    assertThat(pairs).hasSize(12);
    return pairs;
  }

  /** The twelve differences are tested at 5 % together (Bonferroni). */
  @Test
  void meansDifferNoMoreThanSeedsDo() throws IOException {
    SoftAssertions all = new SoftAssertions();
    List<Replication.Pair> pairs = pairs();
    for (Replication.Pair pair : pairs) {
      Interval difference = pair.difference(1 - 0.05 / pairs.size());
      all.assertThat(difference.isPositive() || difference.isNegative())
          .as("%s: %s", pair.setting(), difference)
          .isFalse();
    }
    all.assertAll();
  }

  /** Of trials that come from what the other program's seeds come from, 5 % lie outside. */
  @Test
  void noMoreTrialsLieOutsideTheirPredictionIntervalsThanByChance() throws IOException {
    int trials = pairs().stream().mapToInt(pair -> pair.study().size()).sum();
    int outside = (int) pairs().stream().mapToLong(Replication.Pair::outside).sum();

    double chance = 1 - new BinomialDistribution(trials, 0.05).cumulativeProbability(outside - 1);
    assertThat(chance).as("%d of %d outside", outside, trials).isGreaterThan(0.01);
  }
}
