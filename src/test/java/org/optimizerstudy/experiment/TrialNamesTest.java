package org.optimizerstudy.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialNamesTest {

  private static List<Trial> trials(String experiment) throws IOException {
    return new ExperimentReader(Path.of("experiments")).read(experiment).trials(Trial.MNIST);
  }

  @Test
  void leaveOutWhatAllTrialsShare() throws IOException {
    List<Trial> quick = trials("quick");
    TrialNames names = TrialNames.of(quick);

    assertThat(names.shared()).isEqualTo("small-cnn strided dl4j lr0.001 seed1 epochs3");
    assertThat(quick.stream().map(names::of))
        .containsExactly("gradient-descent", "momentum", "adagrad", "adadelta", "rmsprop", "adam");
  }

  @Test
  void alwaysNameTheOptimizer() throws IOException {
    List<Trial> rates = trials("figure4-5");
    TrialNames names = TrialNames.of(rates);

    assertThat(names.shared()).isEqualTo("small-cnn strided seed1");
    assertThat(names.of(rates.get(0))).isEqualTo("adam dl4j lr0.01");
    assertThat(TrialNames.of(rates.subList(0, 1)).of(rates.get(0))).isEqualTo("adam");
    assertThat(TrialNames.of(rates.subList(0, 1)).shared())
        .isEqualTo("small-cnn strided dl4j lr0.01 seed1");
  }

  /** A default that only some trials have is told too. */
  @Test
  void nameDefaultsThatDiffer() throws IOException {
    List<Trial> batches = trials("batch-size");
    TrialNames names = TrialNames.of(batches);

    assertThat(batches.stream().map(names::of))
        .contains("adam lr0.001 batch50", "adam lr0.001 batch100", "adadelta batch128");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "batch-size",
        "deep-mlp",
        "deep-mlp-rates",
        "figure2",
        "figure3",
        "figure4-5",
        "filters-in-total",
        "initialisation",
        "paper",
        "pooled",
        "pooled-figure3",
        "quick",
        "semantics"
      })
  void tellTheTrialsOfEachExperimentApart(String experiment) throws IOException {
    List<Trial> trials = trials(experiment);
    TrialNames names = TrialNames.of(trials);

    assertThat(trials.stream().map(names::of)).doesNotHaveDuplicates();
  }
}
