package org.optimizerstudy.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.optimizerstudy.experiment.Initialisation;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.StockProvenance;
import org.optimizerstudy.results.TrialStatus;
import org.optimizerstudy.results.TrialWriter;

class SemanticsComparisonTest {

  @TempDir Path directory;

  private void write(
      OptimizerKind optimizer, Semantics semantics, Double rate, double accuracy, boolean ends)
      throws IOException {
    Trial trial =
        new Trial(
            Trial.MNIST,
            NetworkKind.SMALL_CNN,
            Optional.of(Reading.STRIDED),
            optimizer,
            semantics,
            rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate),
            1,
            100,
            2,
            Initialisation.XAVIER);
    try (TrialWriter writer =
        ResultsDirectory.create(directory).trial(trial.id()).begin(StockProvenance.of(trial))) {
      for (int epoch = 1; epoch <= 2; epoch++) {
        writer.append(
            new EpochRecord(epoch, epoch * 550L, 0.5, 0.9, 0.9, 0.4, accuracy * epoch / 2, 1));
      }
      if (ends) {
        writer.finish(new TrialStatus.Completed());
      }
    }
  }

  @Test
  void putsTrialsSideBySideThatDifferInSemanticsOnly() throws IOException {
    write(OptimizerKind.ADAM, Semantics.DL4J, 0.001, 0.97, true);
    write(OptimizerKind.ADAM, Semantics.TENSORFLOW, 0.001, 0.98, true);
    write(OptimizerKind.ADAM, Semantics.TENSORFLOW, 0.01, 0.96, true); // has no counterpart
    write(OptimizerKind.RMSPROP, Semantics.DL4J, 0.001, 0.97, true);
    write(OptimizerKind.RMSPROP, Semantics.TENSORFLOW, 0.001, 0.97, false); // not finished

    List<SemanticsComparison> comparisons =
        SemanticsComparison.of(ResultsDirectory.at(directory).read());

    assertThat(comparisons).hasSize(1);
    assertThat(comparisons.get(0).workload()).isEqualTo("small-cnn.strided.epochs2");
    assertThat(comparisons.get(0).semantics())
        .containsExactly(Semantics.DL4J, Semantics.TENSORFLOW);
    assertThat(comparisons.get(0).rows()).hasSize(1);
    SemanticsComparison.Row row = comparisons.get(0).rows().get(0);
    assertThat(row.optimizer()).isEqualTo(OptimizerKind.ADAM);
    assertThat(row.histories().get(Semantics.TENSORFLOW).finalAccuracy()).isEqualTo(0.98);
  }

  @Test
  void aRuleWithoutLearningRateStandsBesideEveryLearningRate() throws IOException {
    write(OptimizerKind.ADADELTA, Semantics.DL4J, null, 0.97, true);
    write(OptimizerKind.ADADELTA, Semantics.TENSORFLOW, 0.001, 0.2, true);
    write(OptimizerKind.ADADELTA, Semantics.TENSORFLOW, 0.01, 0.5, true);

    List<SemanticsComparison.Row> rows =
        SemanticsComparison.of(ResultsDirectory.at(directory).read()).get(0).rows();

    assertThat(rows)
        .extracting(row -> row.learningRate().getAsDouble())
        .containsExactly(0.001, 0.01);
    assertThat(rows).allMatch(row -> row.histories().get(Semantics.DL4J).finalAccuracy() == 0.97);
  }
}
