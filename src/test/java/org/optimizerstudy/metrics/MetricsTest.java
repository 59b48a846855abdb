package org.optimizerstudy.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.optimizerstudy.experiment.NetworkKind.MEDIUM_CNN;
import static org.optimizerstudy.experiment.NetworkKind.SMALL_CNN;
import static org.optimizerstudy.experiment.OptimizerKind.ADADELTA;
import static org.optimizerstudy.experiment.OptimizerKind.ADAM;
import static org.optimizerstudy.experiment.OptimizerKind.MOMENTUM;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.metrics.PerformanceProfile.Step;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.TrialHistory;
import org.optimizerstudy.statistics.Interval;

class MetricsTest {

  private static MadeHistories dl4j() {
    return MadeHistories.under(Semantics.DL4J);
  }

  @Test
  void measuresATrial() {
    // 0.94, 0.95, ..., 0.98 at epoch 5, then 0.97: each epoch takes two seconds
    List<TrialHistory> histories =
        dl4j().curve(ADAM, 0.001, 1, e -> e <= 5 ? (93 + e) / 100.0 : 0.97).list();
    TrialMetrics metrics = TrialMetrics.of(histories).get(0);

    assertThat(metrics.divergedAt()).isEmpty();
    assertThat(metrics.finalAccuracy().orElseThrow().value()).isEqualTo(0.97);
    assertThat(metrics.finalAccuracy().orElseThrow().low()).isCloseTo(0.96647, within(1e-5));
    assertThat(metrics.best()).contains(new TrialMetrics.Best(5, 0.98, 0.98));
    assertThat(metrics.gap().getAsDouble()).isCloseTo(0.03, within(1e-12));
    assertThat(metrics.targets())
        .containsExactly(
            new TrialMetrics.Target(0.95, OptionalInt.of(2), OptionalDouble.of(4)),
            new TrialMetrics.Target(0.98, OptionalInt.of(5), OptionalDouble.of(10)),
            new TrialMetrics.Target(0.99, OptionalInt.empty(), OptionalDouble.empty()));
  }

  @Test
  void measuresATrialThatDiverged() {
    List<TrialHistory> histories =
        dl4j().diverged(SMALL_CNN, ADAM, 0.01, 1).diverged(SMALL_CNN, ADAM, 0.005, 4).list();
    List<TrialMetrics> metrics = TrialMetrics.of(histories);

    assertThat(metrics)
        .extracting(TrialMetrics::divergedAt)
        .containsExactly(OptionalInt.of(4), OptionalInt.of(1)); // by id
    assertThat(metrics.get(0).finalAccuracy()).isEmpty();
    assertThat(metrics.get(0).best()).contains(new TrialMetrics.Best(1, 0.9, 0.9));
    assertThat(metrics.get(1).best()).isEmpty();
    assertThat(metrics.get(1).gap()).isEmpty();
  }

  @Test
  void keepsEverySeedBesideTheMean() {
    List<CellMetrics> cells =
        CellMetrics.of(
            dl4j()
                .accuracy(SMALL_CNN, ADAM, 0.001, 0.97, 0.98, 0.99)
                .accuracy(SMALL_CNN, ADAM, 0.01, 0.95)
                .diverged(SMALL_CNN, MOMENTUM, 0.01, 3)
                .list());

    assertThat(cells)
        .extracting(metrics -> metrics.cell().optimizer())
        .containsExactly(MOMENTUM, ADAM, ADAM);
    assertThat(cells.get(0).diverged()).isOne();
    assertThat(cells.get(0).accuracy()).isEmpty();
    assertThat(cells.get(1).seeds())
        .extracting(CellMetrics.Seed::lastTest)
        .containsExactly(0.97, 0.98, 0.99);
    // t = 4.302653 at two degrees of freedom, s = 0.01
    Interval mean = cells.get(1).accuracy().orElseThrow();
    assertThat(mean.value()).isCloseTo(0.98, within(1e-12));
    assertThat(mean.high() - 0.98).isCloseTo(4.302653 * 0.01 / Math.sqrt(3), within(1e-8));
  }

  @Test
  void sensitivityIsOfTheRateThatValidationPicks() {
    List<CellMetrics> cells =
        CellMetrics.of(
            dl4j()
                .accuracy(SMALL_CNN, ADAM, 0.0001, 0.97)
                .accuracy(SMALL_CNN, ADAM, 0.001, 0.98, 0.99)
                .diverged(SMALL_CNN, ADAM, 0.01, 3)
                .accuracy(SMALL_CNN, MOMENTUM, 0.01, 0.98) // one rate only
                .accuracy(SMALL_CNN, ADADELTA, 0.01, 0.98) // none
                .list());
    List<RateSensitivity> sensitivities = RateSensitivity.of(cells);

    assertThat(sensitivities).hasSize(1);
    RateSensitivity adam = sensitivities.get(0);
    assertThat(adam.points())
        .extracting(point -> point.learningRate().getAsDouble(), point -> point.seeds().size())
        .containsExactly(tuple(0.0001, 1), tuple(0.001, 2), tuple(0.01, 1));
    assertThat(adam.picked().learningRate()).hasValue(0.001);
    assertThat(adam.picked().test()).isCloseTo(0.985, within(1e-12));
    assertThat(adam.worst()).isCloseTo(0.1, within(1e-12)); // diverged: a random guess
    assertThat(adam.range()).isCloseTo(0.885, within(1e-12));
    assertThat(adam.isAtEdge()).isFalse();
  }

  @Test
  void aPickAtTheEdgeOfTheGridIsFlagged() {
    List<CellMetrics> cells =
        CellMetrics.of(
            dl4j()
                .accuracy(SMALL_CNN, ADAM, 0.0001, 0.97)
                .accuracy(SMALL_CNN, ADAM, 0.001, 0.98)
                .accuracy(SMALL_CNN, ADAM, 0.01, 0.99)
                .list());
    assertThat(RateSensitivity.of(cells).get(0).isAtEdge()).isTrue();
  }

  @Test
  void profilesAreSharesOfProblemsWithinARatioOfTheFastest() {
    // two workloads; validation picks Adam at 0.01 and momentum at 0.001 on the small CNN
    MadeHistories histories =
        dl4j()
            .curve(SMALL_CNN, ADAM, 0.001, 1, e -> e < 3 ? 0.9 : 0.96)
            .curve(SMALL_CNN, ADAM, 0.01, 1, e -> e < 10 ? 0.9 : 0.97)
            .curve(SMALL_CNN, MOMENTUM, 0.001, 1, e -> e < 5 ? 0.9 : 0.97)
            .curve(SMALL_CNN, MOMENTUM, 0.01, 1, e -> e < 2 ? 0.9 : 0.96)
            .curve(SMALL_CNN, ADADELTA, 0, 1, e -> e < 20 ? 0.9 : 0.96)
            .curve(MEDIUM_CNN, ADAM, 0.001, 1, e -> e < 10 ? 0.9 : 0.96)
            .curve(MEDIUM_CNN, MOMENTUM, 0.001, 1, e -> e < 40 ? 0.9 : 0.96)
            .curve(MEDIUM_CNN, ADADELTA, 0, 1, e -> e < 20 ? 0.9 : 0.96)
            .curve(
                MEDIUM_CNN,
                ADAM,
                0.001,
                2,
                e -> 0.96); // only one optimizer has this seed: not a problem of the profile
    List<PerformanceProfile> profiles = PerformanceProfile.of(histories.list());

    assertThat(profiles).extracting(PerformanceProfile::target).containsExactly(0.95, 0.98, 0.99);
    PerformanceProfile profile = profiles.get(0);
    assertThat(profile.problems()).isEqualTo(2);
    assertThat(profile.ratios()).hasSize(6);
    assertThat(profile.ratios().get(0).cell().learningRate()).hasValue(0.001);
    assertThat(profile.ratios().get(0).epochs()).hasValue(5);
    assertThat(profile.ratios().get(0).ratio()).hasValue(1);
    assertThat(profile.curves())
        .extracting(PerformanceProfile.Curve::steps)
        .containsExactly(
            List.of(new Step(1, 0.5), new Step(4, 1)),
            List.of(new Step(2, 0.5), new Step(4, 1)),
            List.of(new Step(1, 0.5), new Step(2, 1)));
    assertThat(profile.curves().get(1).at(1)).isZero();
    assertThat(profile.curves().get(1).at(3)).isEqualTo(0.5);
    assertThat(profile.curves().get(1).at(100)).isOne();
    // 0.98 is never reached
    assertThat(profiles.get(1).ratios()).allMatch(ratio -> ratio.ratio().isEmpty());
    assertThat(profiles.get(1).curves()).allMatch(curve -> curve.steps().isEmpty());
  }

  @Test
  void settingsDoNotMixAndTheStudysOwnComesFirst() {
    List<TrialHistory> quick = dl4j().epochs(3).accuracy(SMALL_CNN, ADAM, 0.001, 0.9).list();
    List<TrialHistory> full = dl4j().accuracy(SMALL_CNN, MOMENTUM, 0.001, 0.9).list();
    List<TrialHistory> both = List.of(quick.get(0), full.get(0));

    assertThat(PerformanceProfile.of(both)).isEmpty();
    assertThat(CellMetrics.of(both))
        .extracting(cell -> cell.cell().workload().key())
        .containsExactly("small-cnn.strided", "small-cnn.strided.epochs3");
  }

  @Test
  void epochsArePickedByValidationAndTestIsReadThere() {
    TrialHistory made = dl4j().curve(ADAM, 0.001, 1, e -> 0.9).list().get(0);
    List<EpochRecord> records = new ArrayList<>(made.records());
    EpochRecord first = records.get(0);
    records.set(
        0, new EpochRecord(1, 550, 1, 0.9, 0.99, 0.1, 0.5, 2)); // best validation, worst test
    records.set(1, new EpochRecord(2, 1_100, 1, 0.9, 0.5, 0.1, 0.99, 2)); // best test
    TrialMetrics metrics =
        TrialMetrics.of(
            new TrialHistory(
                made.trial(), made.status(), records, OptionalDouble.empty(), Optional.empty()));

    assertThat(first.testAccuracy()).isEqualTo(0.9);
    assertThat(metrics.best()).contains(new TrialMetrics.Best(1, 0.99, 0.5));
    assertThat(metrics.targets().get(0).epochs()).hasValue(1);
  }

  /** Test accuracy of epoch e is 0.9 + e / 10,000: by hand. */
  @Test
  void measuresOfATrial() {
    TrialHistory history =
        dl4j()
            .curve(SMALL_CNN, ADAM, 0.001, 1, e -> 0.9 + e / 10_000.0)
            .trainAccuracy(0.95)
            .list()
            .get(0);
    assertThat(of(TrialMeasure.ACCURACY, history)).isCloseTo(90.955, within(1e-9)); // 95.5
    assertThat(of(TrialMeasure.LAST_ACCURACY, history)).isCloseTo(91, within(1e-9));
    assertThat(of(TrialMeasure.VALIDATION, history)).isCloseTo(90.955, within(1e-9));
    assertThat(of(TrialMeasure.LAST_VALIDATION, history)).isCloseTo(91, within(1e-9));
    assertThat(of(TrialMeasure.GAP, history)).isCloseTo(4, within(1e-9));
    assertThat(of(TrialMeasure.LATE_DROP, history)).isCloseTo(-0.75, within(1e-9)); // 20.5 - 95.5
    assertThat(of(TrialMeasure.LATE_DROP_TO_LAST, history)).isCloseTo(-0.795, within(1e-9));
    assertThat(of(TrialMeasure.SECOND_HALF_RISE, history)).isCloseTo(0.49, within(1e-9));
    assertThat(of(TrialMeasure.TEST_LOSS_GROWTH, history)).isZero();
    assertThat(of(TrialMeasure.LOG_LOSS, history)).isZero();
    assertThat(of(TrialMeasure.EPOCHS_TO_97, history)).isEqualTo(101);
    assertThat(of(TrialMeasure.FAILED, history)).isZero();
    assertThat(of(TrialMeasure.STATE_BYTES, history)).isEqualTo(4);
    assertThat(of(TrialMeasure.TRAINING_TIME, history)).isEqualTo(200);
  }

  @Test
  void measuresOfATrialThatDivergedAreThoseOfAGuess() {
    TrialHistory history = dl4j().diverged(SMALL_CNN, ADAM, 0.01, 40).list().get(0);
    assertThat(of(TrialMeasure.ACCURACY, history)).isCloseTo(10, within(1e-9));
    assertThat(of(TrialMeasure.LATE_DROP, history)).isCloseTo(80, within(1e-9));
    assertThat(of(TrialMeasure.LOG_LOSS, history)).isCloseTo(Math.log(Math.log(10)), within(1e-9));
    assertThat(of(TrialMeasure.GAP, history)).isZero();
    assertThat(of(TrialMeasure.FAILED, history)).isOne();
  }

  private static double of(TrialMeasure measure, TrialHistory history) {
    return measure.of(history).orElseThrow();
  }

  /** Student's t for several seeds, Wilson's for one. */
  @Test
  void intervalsOfTestAccuracy() {
    assertThat(TestAccuracy.interval(List.of(0.98)).low()).isCloseTo(0.977066, within(1e-6));
    Interval several = TestAccuracy.interval(List.of(0.97, 0.98, 0.99));
    assertThat(several.high() - several.value())
        .isCloseTo(4.302653 * 0.01 / Math.sqrt(3), within(1e-8));
  }
}
