package org.optimizerstudy.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.optimizerstudy.experiment.Initialisation;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.figures.Series.Point;
import org.optimizerstudy.metrics.TestAccuracy;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.TrialHistory;
import org.optimizerstudy.results.TrialStatus;
import org.optimizerstudy.statistics.Interval;

class FiguresTest {

  private static final TrialStatus COMPLETED = new TrialStatus.Completed();

  private static TrialHistory history(
      NetworkKind network,
      OptimizerKind optimizer,
      Semantics semantics,
      double rate,
      long seed,
      TrialStatus status,
      double... accuracies) {
    Trial trial =
        new Trial(
            Trial.MNIST,
            network,
            network.isConvolutional() ? Optional.of(Reading.STRIDED) : Optional.empty(),
            optimizer,
            semantics,
            optimizer.hasLearningRate(semantics) ? OptionalDouble.of(rate) : OptionalDouble.empty(),
            seed,
            Trial.DEFAULT_BATCH,
            3,
            Initialisation.XAVIER);
    List<EpochRecord> records = new ArrayList<>();
    for (int i = 0; i < accuracies.length; i++) {
      double loss = 1.0 / (i + seed);
      records.add(new EpochRecord(i + 1, 550L * (i + 1), loss, 0.9, 0.9, 0.5, accuracies[i], 1));
    }
    return new TrialHistory(trial, status, records, OptionalDouble.empty(), Optional.empty());
  }

  private static TrialHistory adam(double rate, long seed, double... accuracies) {
    return history(
        NetworkKind.SMALL_CNN,
        OptimizerKind.ADAM,
        Semantics.TENSORFLOW,
        rate,
        seed,
        COMPLETED,
        accuracies);
  }

  @Test
  void figure2HasADotANetworkAndSaysWhatIsMissing() {
    Figure figure = Figures.of(List.of(adam(0.001, 1, 0.5, 0.6, 0.98))).get(0);

    assertThat(figure.name()).isEqualTo("figure2.strided.tensorflow.epochs3");
    assertThat(figure.series()).hasSize(1);
    Point dot = figure.series().get(0).points().get(0);
    assertThat(dot.interval()).isEqualTo(TestAccuracy.interval(List.of(0.98)));
    assertThat(figure.notes()).hasSize(11).contains("Missing: Adam, medium CNN.");
  }

  @Test
  void seedsShareAPointAndAllAreKept() {
    Figure figure =
        Figures.of(List.of(adam(0.001, 2, 0, 0, 0.96), adam(0.001, 1, 0, 0, 0.98))).get(0);

    Point dot = figure.series().get(0).points().get(0);
    assertThat(dot.seeds()).containsExactly(1L, 2L);
    assertThat(dot.values()).containsExactly(0.98, 0.96);
    assertThat(dot.interval().value()).isCloseTo(0.97, within(1e-12));
    assertThat(FigureCsv.of(figure)).contains(",1 2,0.98 0.96\n");
  }

  @Test
  void figure3NeedsTwoLearningRates() {
    TrialHistory one = adam(0.001, 1, 0, 0, 0.98);
    TrialHistory other = adam(0.005, 1, 0, 0, 0.97);

    assertThat(Figures.of(List.of(one))).extracting(f -> f.kind().number()).containsExactly(2);
    assertThat(Figures.of(List.of(one, other)))
        .extracting(f -> f.kind().number())
        .containsExactly(2, 3);
  }

  @Test
  void aRuleWithoutLearningRateStandsAtEach() {
    TrialHistory adadelta =
        history(
            NetworkKind.SMALL_CNN,
            OptimizerKind.ADADELTA,
            Semantics.DL4J,
            0,
            1,
            COMPLETED,
            0.1,
            0.2,
            0.97);
    List<TrialHistory> histories = new ArrayList<>(List.of(adadelta));
    for (double rate : List.of(0.001, 0.01)) {
      histories.add(
          history(
              NetworkKind.SMALL_CNN,
              OptimizerKind.ADAM,
              Semantics.DL4J,
              rate,
              1,
              COMPLETED,
              0.5,
              0.6,
              0.98));
    }

    Figure figure = Figures.of(histories).get(1);
    Series flat = figure.series().get(0);

    assertThat(flat.points()).extracting(Point::x).containsExactly(0.001, 0.01);
    assertThat(flat.points()).allMatch(point -> point.interval().value() == 0.97);
    assertThat(figure.notes()).anyMatch(note -> note.contains("has no learning rate"));
  }

  @Test
  void aDivergedTrialIsDrawnAsFarAsItCameAndNamed() {
    TrialHistory diverged =
        history(
            NetworkKind.SMALL_CNN,
            OptimizerKind.ADAM,
            Semantics.TENSORFLOW,
            0.01,
            2,
            new TrialStatus.Diverged(3, 1200),
            0.5,
            0.6);
    Figure figure = Figures.of(List.of(adam(0.01, 1, 0.7, 0.8, 0.9), diverged)).get(0);

    assertThat(figure.kind().number()).isEqualTo(4);
    assertThat(figure.series().get(0).points())
        .extracting(point -> point.seeds().size())
        .containsExactly(2, 2, 1);
    assertThat(figure.series().get(0).points().get(0).interval())
        .isEqualTo(new Interval(0.6, 0.5, 0.7));
    assertThat(figure.notes()).contains("Adam, small CNN at 0.01, seed 2: diverged in epoch 3.");
  }

  @Test
  void figure6IsOfTheLossAndHasNoReading() {
    List<TrialHistory> histories =
        IntStream.rangeClosed(1, 2)
            .mapToObj(
                seed ->
                    history(
                        NetworkKind.DEEP_MLP,
                        OptimizerKind.ADAGRAD,
                        Semantics.TENSORFLOW,
                        0.001,
                        seed,
                        COMPLETED,
                        0.5,
                        0.6,
                        0.7))
            .toList();

    Figure figure = Figures.of(histories).get(0);

    assertThat(figure.name()).isEqualTo("figure6.tensorflow.epochs3");
    assertThat(figure.series().get(0).points().get(0).values()).containsExactly(1.0, 0.5);
    assertThat(FigureCsv.of(figure)).startsWith("network,reading,optimizer").contains("train_loss");
  }

  @Test
  void figure7ComparesRulesAndLeavesOutWhatHasOneRuleAlone() {
    List<TrialHistory> histories = new ArrayList<>();
    for (Semantics semantics : List.of(Semantics.DL4J, Semantics.TENSORFLOW)) {
      for (long seed : List.of(1L, 2L)) {
        histories.add(
            history(
                NetworkKind.SMALL_CNN,
                OptimizerKind.ADAGRAD,
                semantics,
                0.001,
                seed,
                COMPLETED,
                0.5,
                0.6,
                0.7 + seed / 100.0));
      }
    }
    histories.add(adam(0.001, 1, 0.5, 0.6, 0.98));

    Figure figure = Figures.of(FigureKind.RULES, histories).get(0);

    assertThat(figure.name()).isEqualTo("figure7.small-cnn.strided.epochs3");
    assertThat(figure.chart().panels()).extracting(Chart.Panel::title).containsExactly("Adagrad");
    assertThat(figure.series())
        .extracting(Series::semantics)
        .containsExactly(Semantics.DL4J, Semantics.TENSORFLOW);
    Point last = figure.series().get(0).points().get(2);
    assertThat(last.interval().low()).isEqualTo(0.71);
    assertThat(last.interval().high()).isEqualTo(0.72);
    assertThat(figure.notes()).contains("Missing: Adam, small CNN, DL4J's rules.");
    assertThat(FigureCsv.of(figure))
        .contains("small-cnn,strided,adagrad,tensorflow,0.001,3,")
        .doesNotContain("adam");
    assertThat(Figures.of(FigureKind.RULES, List.of(histories.get(4)))).isEmpty();
  }

  @Test
  void aRuleWithoutLearningRateIsComparedWithThoseThatHaveOne() {
    List<TrialHistory> histories =
        List.of(
            history(
                NetworkKind.SMALL_CNN,
                OptimizerKind.ADADELTA,
                Semantics.DL4J,
                0,
                1,
                COMPLETED,
                0.1,
                0.2,
                0.97),
            history(
                NetworkKind.SMALL_CNN,
                OptimizerKind.ADADELTA,
                Semantics.TENSORFLOW,
                0.001,
                1,
                COMPLETED,
                0.1,
                0.1,
                0.2));

    assertThat(Figures.of(FigureKind.RULES, histories).get(0).series()).hasSize(2);
  }
}
