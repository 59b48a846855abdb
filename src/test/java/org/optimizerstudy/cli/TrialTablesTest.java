package org.optimizerstudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.optimizerstudy.experiment.ExperimentReader;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.metrics.Estimate;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.StoredTrial;

class TrialTablesTest {

  private static List<Trial> trials(String experiment) throws IOException {
    return new ExperimentReader(Path.of("experiments")).read(experiment).trials(Trial.MNIST);
  }

  private static List<String> list(String experiment, Optional<Integer> columns)
      throws IOException {
    StringWriter text = new StringWriter();
    new TrialTables(new PrintWriter(text), columns)
        .list(trials(experiment), Estimate.from(List.of()));
    return text.toString().lines().toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"quick", "figure2", "figure3", "paper", "initialisation", "batch-size"})
  void fitATerminal(String experiment) throws IOException {
    assertThat(list(experiment, Optional.of(80))).allMatch(line -> line.length() <= 80);
    assertThat(list(experiment, Optional.of(60))).allMatch(line -> line.length() <= 60);
  }

  @Test
  void sayOnceWhatAllTrialsShare() throws IOException {
    assertThat(list("quick", Optional.of(80)))
        .startsWith(
            "all trials: small-cnn strided dl4j lr0.001 seed1 epochs3",
            "trial             epochs  estimated time",
            "gradient-descent       3             6 s");
  }

  @Test
  void holdWholeIdsWhereThereIsRoomOrNoTerminal() throws IOException {
    String id = "small-cnn.strided.adam.dl4j.lr0.001.seed1.epochs3";

    assertThat(list("quick", Optional.empty())).anyMatch(line -> line.startsWith(id));
    assertThat(list("quick", Optional.of(120))).anyMatch(line -> line.startsWith(id));
    assertThat(list("quick", Optional.of(80))).noneMatch(line -> line.startsWith(id));
  }

  /** The numbers are from records.csv, read by another program; by test it would be epoch 80. */
  @Test
  void showTheBestEpochByValidation() {
    TrialId id = new TrialId("small-cnn.strided.adam.tensorflow.lr0.001.seed1");
    StoredTrial trial =
        (StoredTrial)
            ResultsDirectory.at(Path.of("notebooks-output")).trial(id).read().orElseThrow();
    StringWriter text = new StringWriter();

    new TrialTables(new PrintWriter(text), Optional.empty()).outcome(List.of(trial));

    assertThat(text.toString()).contains(" 98.58% ", " 98.39% (27) ");
  }
}
