package org.optimizerstudy.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentReaderTest {

  private static final ExperimentReader PUBLISHED = new ExperimentReader(Path.of("experiments"));

  @TempDir Path directory;

  /**
   * Counted by hand from STUDY's grids: six optimizers, DL4J's Adadelta without a learning rate.
   */
  @ParameterizedTest
  @CsvSource({
    "quick, 6", // 6 optimizers
    "figure2, 24", // 6 optimizers x 2 networks x 2 semantics
    "figure3, 56", // TensorFlow 6 x 5 rates; DL4J 5 x 5 rates + Adadelta once
    "figure4-5, 4", // Adam at 0.01 and 0.0001, 2 semantics
    "deep-mlp, 12", // 6 x 2 semantics
    "deep-mlp-rates, 30", // 6 x 5 rates
    "semantics, 18", // 6 x 3 semantics
    "pooled, 16", // 6 x 2 networks, and Adam at four more rates
    "pooled-figure3, 26", // 5 optimizers x 5 rates, and DL4J's Adadelta once
    "initialisation, 20", // 6 x 2 initialisations, 2 x 2 sizes x 2 initialisations
    "batch-size, 20", // 6 x 3 batches, and full-batch gradient descent at 2 rates
    "full-batch, 15", // 5 rates x 3 semantics
    "tuned, 156", // 36 and Adadelta's 4 cells, and the deep network's 12, three seeds each
    "registered, 1768", // small CNN 720, medium CNN 72, deep network 820, tuned
    "paper, 80", // figure 3's 56, among them figure 4-5's and figure 2's small ones; 12 + 12
  })
  void publishedExperimentsHaveTheirTrials(String name, int trials) throws IOException {
    assertThat(PUBLISHED.read(name).trials(Trial.MNIST)).hasSize(trials).doesNotHaveDuplicates();
  }

  @Test
  void everyPublishedExperimentIsTested() throws IOException {
    assertThat(PUBLISHED.names())
        .containsExactly(
            "batch-size",
            "deep-mlp",
            "deep-mlp-rates",
            "figure2",
            "figure3",
            "figure4-5",
            "full-batch",
            "initialisation",
            "paper",
            "pooled",
            "pooled-figure3",
            "quick",
            "registered",
            "semantics",
            "tuned");
  }

  @Test
  void experimentsShareTrials() throws IOException {
    List<Trial> figure2 = PUBLISHED.read("figure2").trials(Trial.MNIST);
    List<Trial> figure3 = PUBLISHED.read("figure3").trials(Trial.MNIST);

    assertThat(figure3.stream().filter(figure2::contains)).hasSize(12);
  }

  @Test
  void saysThatDl4jsAdadeltaRunsOnce() throws IOException {
    assertThat(PUBLISHED.read("figure3").notes())
        .containsExactly(
            "adadelta under dl4j has no learning rate: it runs once, not once a learning rate");
    assertThat(PUBLISHED.read("figure2").notes()).isEmpty();
  }

  @Test
  void readsAFullBatch() throws IOException {
    Experiment experiment = read("title: t\ngrids: [{networks: [deep-mlp], batches: [full]}]");

    assertThat(experiment.trials(Trial.MNIST)).allMatch(trial -> trial.batch() == 55_000);
  }

  @Test
  void overridesReplaceTheAxes() throws IOException {
    Experiment experiment =
        PUBLISHED
            .read("figure4-5")
            .withEpochs(2)
            .withSeeds(List.of(1L, 2L, 3L))
            .withSemantics(List.of(Semantics.PAPER));

    assertThat(experiment.trials(Trial.MNIST))
        .hasSize(6)
        .allMatch(trial -> trial.epochs() == 2 && trial.semantics() == Semantics.PAPER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "grids: [{networks: [small-cnn]}] | title: must be present, found nothing",
        "title: t | must have grids or include, found neither",
        "title: [t] | title: must be text, found [\"t\"]",
        "[1, 2] | must be a mapping with keys among grids, include, title, found [1,2]",
        "title: t\\ngrid: 1 | grid: unknown key; the keys here are grids, include, title",
        "title: t\\ngrids: [] | grids: must be a list with at least one element, found []",
        "title: t\\ngrids: [{networks: [big-cnn]}] | grids[0].networks[0]: must be one of"
            + " small-cnn, medium-cnn, deep-mlp, found \"big-cnn\"",
        "title: t\\ngrids: [{optimizers: [adam]}] | grids[0].networks: must be present,"
            + " found nothing",
        "title: t\\ngrids: [{networks: [small-cnn], learning-rates: [-0.001]}] |"
            + " grids[0].learning-rates[0]: learning rate: must be positive and finite,"
            + " found -0.001",
        "title: t\\ngrids: [{networks: [small-cnn], learning-rates: [.nan]}] |"
            + " must be valid YAML: Malformed numeric value '.nan'",
        "title: t\\ngrids: [{networks: [small-cnn], learning-rates: [\"0.1\"]}] |"
            + " grids[0].learning-rates[0]: must be a number, found \"0.1\"",
        "title: t\\ngrids: [{networks: [small-cnn], epochs: 0}] |"
            + " grids[0].epochs: epochs: must be from 1 to 100000, found 0",
        "title: t\\ngrids: [{networks: [small-cnn], epochs: 1.5}] |"
            + " grids[0].epochs: must be a whole number, found 1.5",
        "title: t\\ngrids: [{networks: [small-cnn], batches: [0]}] |"
            + " grids[0].batches[0]: batch: must be from 1 to 55000, found 0",
        "title: t\\ngrids: [{networks: [small-cnn], seeds: [1, 1]}] |"
            + " grids[0].seeds[1]: must not be listed twice, found 1",
        "title: t\\ngrids: [{networks: small-cnn}] |"
            + " grids[0].networks: must be a list with at least one element, found \"small-cnn\"",
        "title: t\\ninclude: [nosuch] | include: experiment: must be one of",
        "title: t\\ntitle: u | must be valid YAML: Duplicate field 'title'",
        "title: [ | must be valid YAML",
      })
  void complaintsNameFileKeyRuleAndValue(String yaml, String complaint) {
    assertThatThrownBy(() -> read(yaml.replace("\\n", "\n")))
        .isInstanceOf(InvalidInputException.class)
        .message()
        .contains("test.yaml")
        .contains(complaint.replace("experiment: ", ""))
        .hasLineCount(1);
  }

  @Test
  void complainsOfExperimentsThatIncludeThemselves() throws IOException {
    Files.writeString(directory.resolve("a.yaml"), "title: a\ninclude: [b]");
    Files.writeString(directory.resolve("b.yaml"), "title: b\ninclude: [a]");

    assertThatThrownBy(() -> new ExperimentReader(directory).read("a"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must not lead back to itself");
  }

  @Test
  void complainsOfAnUnknownExperimentWithTheKnownOnes() {
    assertThatThrownBy(() -> PUBLISHED.read("figure1"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("figure2")
        .hasMessageContaining("found \"figure1\"");
  }

  @Test
  void complainsOfTooManyTrials() {
    String rates = "[0.1" + rates() + "]";

    assertThatThrownBy(
            () ->
                read(
                    "title: t\ngrids: [{networks: [small-cnn, medium-cnn], learning-rates: "
                        + rates
                        + ", seeds: [1,2,3,4,5,6,7,8,9]}]"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("at most 100000 trials, found up to 108108");
  }

  private static String rates() {
    StringBuilder rates = new StringBuilder();
    for (int i = 1; i <= 1000; i++) {
      rates.append(",").append(i).append(".5");
    }
    return rates.toString();
  }

  private Experiment read(String yaml) throws IOException {
    Path file = directory.resolve("test.yaml");
    Files.writeString(file, yaml);
    return new ExperimentReader(directory).read(file.toString());
  }
}
