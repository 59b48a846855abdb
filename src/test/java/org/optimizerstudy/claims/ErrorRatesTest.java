package org.optimizerstudy.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often the rules err when the truth is known: simulated, with fixed seeds. */
class ErrorRatesTest {

  private static final int STUDIES = 2_000;
  private static final int OPTIMIZERS = 6;
  private static final double ACCURACY = 0.98;

  /** Two optimizers said to be above four. */
  private static List<Statement> twoAboveFour(List<Quantity> accuracies) {
    List<Statement> statements = new ArrayList<>();
    for (int upper = 0; upper < 2; upper++) {
      for (int lower = 2; lower < OPTIMIZERS; lower++) {
        statements.add(
            new Statement(
                upper + " above " + lower,
                accuracies.get(upper).minus(accuracies.get(lower)),
                "accuracy"));
      }
    }
    return statements;
  }

  private static Map<Verdict, Integer> verdicts(Function<Random, Finding> study) {
    Random random = new Random(1);
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    for (int i = 0; i < STUDIES; i++) {
      counts.merge(study.apply(random).verdict(), 1, Integer::sum);
    }
    return counts;
  }

  /** Correct answers among 10,000 images, nearly normal. */
  private static double sample(Random random, double accuracy) {
    double deviation = Math.sqrt(accuracy * (1 - accuracy) / Quantity.TEST_EXAMPLES);
    return Math.round((accuracy + deviation * random.nextGaussian()) * Quantity.TEST_EXAMPLES)
        / (double) Quantity.TEST_EXAMPLES;
  }

  private static List<Quantity> study(Random random, int seeds, double lead) {
    return IntStream.range(0, OPTIMIZERS)
        .mapToObj(
            optimizer ->
                Quantity.testAccuracy(
                    IntStream.range(0, seeds)
                        .mapToObj(seed -> sample(random, ACCURACY + (optimizer < 2 ? lead : 0)))
                        .toList()))
        .toList();
  }

  private static void assertSeldomWrong(Map<Verdict, Integer> verdicts) {
    assertThat(verdicts.getOrDefault(Verdict.REPRODUCED, 0)).isLessThan(STUDIES / 20);
    assertThat(verdicts.getOrDefault(Verdict.NOT_REPRODUCED, 0)).isLessThan(STUDIES / 20);
  }

  @Test
  void equalOptimizersAreInconclusiveInNineteenOfTwentyStudies() {
    for (int seeds : new int[] {1, 2, 3, 5}) {
      assertSeldomWrong(verdicts(r -> new AllHold(twoAboveFour(study(r, seeds, 0))).finding()));
    }
  }

  @Test
  void aTrueLeadIsFoundAndNeverRefuted() {
    Map<Verdict, Integer> verdicts =
        verdicts(r -> new AllHold(twoAboveFour(study(r, 1, 0.01))).finding());
    assertThat(verdicts.get(Verdict.REPRODUCED)).isGreaterThan(STUDIES * 9 / 10);
    assertThat(verdicts).doesNotContainKey(Verdict.NOT_REPRODUCED);
  }

  @Test
  void aCurveOfNoiseHasNoTrend() {
    assertSeldomWrong(
        verdicts(
            r -> {
              double[] blocks = IntStream.range(0, 10).mapToDouble(i -> r.nextDouble()).toArray();
              return new AllHold(List.of(new Statement("rise", new EpochTrend(blocks), "tau")))
                  .finding();
            }));
  }

  @Test
  void mostOfSixEqualPairsHardlyEverDecide() {
    Map<Verdict, Integer> verdicts =
        verdicts(
            r -> {
              List<Quantity> a = study(r, 1, 0);
              List<Quantity> b = study(r, 1, 0);
              return new MostHold(
                      IntStream.range(0, OPTIMIZERS)
                          .mapToObj(
                              i -> new Statement("pair", a.get(i).minus(b.get(i)), "accuracy"))
                          .toList())
                  .finding();
            });
    // three of six must err in one direction
    assertThat(verdicts.get(Verdict.INCONCLUSIVE)).isGreaterThan(STUDIES * 99 / 100);
  }
}
