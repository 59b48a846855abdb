package org.optimizerstudy.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.optimizerstudy.experiment.NetworkKind.SMALL_CNN;
import static org.optimizerstudy.experiment.OptimizerKind.ADADELTA;
import static org.optimizerstudy.experiment.OptimizerKind.ADAM;
import static org.optimizerstudy.experiment.OptimizerKind.MOMENTUM;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.optimizerstudy.claims.PerformanceProfile.Ratio;
import org.optimizerstudy.claims.PerformanceProfile.Step;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.results.Course;

class MetricsTest {

  private static MadeCourses dl4j() {
    return MadeCourses.under(Semantics.DL4J);
  }

  @Test
  void measuresATrial() {
    // 0.94, 0.95, ..., 0.98 at epoch 5, then 0.97: each epoch takes two seconds
    List<Course> courses =
        dl4j().curve(ADAM, 0.001, 1, e -> e <= 5 ? (93 + e) / 100.0 : 0.97).list();
    TrialMetrics metrics = TrialMetrics.of(courses).get(0);

    assertThat(metrics.divergedAt()).isEmpty();
    assertThat(metrics.finalAccuracy().orElseThrow().value()).isEqualTo(0.97);
    assertThat(metrics.finalAccuracy().orElseThrow().low()).isCloseTo(0.96647, within(1e-5));
    assertThat(metrics.best()).contains(new TrialMetrics.Best(0.98, 5));
    assertThat(metrics.gap().getAsDouble()).isCloseTo(0.03, within(1e-12));
    assertThat(metrics.targets())
        .containsExactly(
            new TrialMetrics.Target(0.95, OptionalInt.of(2), OptionalDouble.of(4)),
            new TrialMetrics.Target(0.98, OptionalInt.of(5), OptionalDouble.of(10)),
            new TrialMetrics.Target(0.99, OptionalInt.empty(), OptionalDouble.empty()));
  }

  @Test
  void measuresATrialThatDiverged() {
    List<Course> courses =
        dl4j().diverged(SMALL_CNN, ADAM, 0.01, 1).diverged(SMALL_CNN, ADAM, 0.005, 4).list();
    List<TrialMetrics> metrics = TrialMetrics.of(courses);

    assertThat(metrics)
        .extracting(TrialMetrics::divergedAt)
        .containsExactly(OptionalInt.of(4), OptionalInt.of(1)); // by id
    assertThat(metrics.get(0).finalAccuracy()).isEmpty();
    assertThat(metrics.get(0).best()).contains(new TrialMetrics.Best(0.9, 1));
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

    assertThat(cells).extracting(CellMetrics::optimizer).containsExactly(MOMENTUM, ADAM, ADAM);
    assertThat(cells.get(0).diverged()).isOne();
    assertThat(cells.get(0).accuracy()).isEmpty();
    assertThat(cells.get(1).seeds())
        .extracting(seed -> seed.accuracy().getAsDouble())
        .containsExactly(0.97, 0.98, 0.99);
    // t = 4.302653 at two degrees of freedom, s = 0.01
    Interval mean = cells.get(1).accuracy().orElseThrow();
    assertThat(mean.value()).isCloseTo(0.98, within(1e-12));
    assertThat(mean.high() - 0.98).isCloseTo(4.302653 * 0.01 / Math.sqrt(3), within(1e-8));
  }

  @Test
  void sensitivityIsTheRangeOverTheRates() {
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
        .containsExactly(
            new RateSensitivity.Point(0.0001, 0.97, 1, 0),
            new RateSensitivity.Point(0.001, 0.985, 2, 0),
            new RateSensitivity.Point(0.01, 0.1, 1, 1));
    assertThat(adam.bestRate()).isEqualTo(0.001);
    assertThat(adam.range()).isCloseTo(0.885, within(1e-12));
  }

  @Test
  void profilesAreSharesOfProblemsWithinARatioOfTheFastest() {
    // epochs to 0.95: Adam 10 and 10, momentum 5 and 40, Adadelta (no rate) 20 and 20
    MadeCourses courses =
        dl4j()
            .curve(ADAM, 0.001, 1, e -> e < 10 ? 0.9 : 0.96)
            .curve(ADAM, 0.01, 1, e -> e < 10 ? 0.9 : 0.96)
            .curve(MOMENTUM, 0.001, 1, e -> e < 5 ? 0.9 : 0.96)
            .curve(MOMENTUM, 0.01, 1, e -> e < 40 ? 0.9 : 0.96)
            .curve(ADADELTA, 0, 1, e -> e < 20 ? 0.9 : 0.96)
            .curve(ADAM, 0.005, 1, e -> 0.96); // momentum was not run there: no problem
    List<PerformanceProfile> profiles = PerformanceProfile.of(courses.list());

    assertThat(profiles).extracting(PerformanceProfile::target).containsExactly(0.95, 0.98, 0.99);
    PerformanceProfile profile = profiles.get(0);
    assertThat(profile.problems()).isEqualTo(2);
    assertThat(profile.ratios()).hasSize(6);
    assertThat(profile.ratios().get(0))
        .isEqualTo(
            new Ratio(
                OptionalDouble.of(0.001), 1, MOMENTUM, OptionalInt.of(5), OptionalDouble.of(1)));
    assertThat(profile.curves())
        .extracting(PerformanceProfile.Curve::steps)
        .containsExactly(
            List.of(new Step(1, 0.5), new Step(4, 1)),
            List.of(new Step(2, 0.5), new Step(4, 1)),
            List.of(new Step(1, 0.5), new Step(2, 1)));
    assertThat(profile.curves().get(1).at(1)).isZero();
    assertThat(profile.curves().get(1).at(3)).isEqualTo(0.5);
    assertThat(profile.curves().get(1).at(100)).isOne();
    // nobody reaches 0.98
    assertThat(profiles.get(1).ratios()).allMatch(ratio -> ratio.ratio().isEmpty());
    assertThat(profiles.get(1).curves()).allMatch(curve -> curve.steps().isEmpty());
  }

  @Test
  void settingsDoNotMixAndTheStudysOwnComesFirst() {
    List<Course> quick = dl4j().epochs(3).accuracy(SMALL_CNN, ADAM, 0.001, 0.9).list();
    List<Course> full = dl4j().accuracy(SMALL_CNN, MOMENTUM, 0.001, 0.9).list();
    List<Course> both = List.of(quick.get(0), full.get(0));

    assertThat(PerformanceProfile.of(both)).isEmpty();
    assertThat(CellMetrics.of(both))
        .extracting(cell -> cell.workload().key())
        .containsExactly("small-cnn.strided", "small-cnn.strided.epochs3");
  }
}
