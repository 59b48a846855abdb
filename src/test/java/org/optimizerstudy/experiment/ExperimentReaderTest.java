package org.optimizerstudy.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    "filters-in-total, 16", // 6 x 2 networks, and Adam at four more rates
    "full-batch, 15", // 5 rates x 3 semantics
    "tuned, 156", // 36 and Adadelta's 4 cells, and the deep network's 12, three seeds each
    "registered, 1768", // small CNN 720, medium CNN 72, deep network 820, tuned
    "all-dl4j-updaters, 37", // 9 x 4 rates, and Adadelta once
    "all-tensorflow-optimizers, 36", // 9 x 4 rates
    "epsilon, 36", // 2 optimizers x 6 epsilons x 3 semantics
    "inclusion, 144", // 2 x 6 optimizers x 4 rates x 3 seeds
    "schedules, 45", // 5 optimizers x 3 rates x 3 schedules
    "fashion-mnist, 80", // paper's
    "paper, 80", // figure 3's 56, among them figure 4-5's and figure 2's small ones; 12 + 12
  })
  void publishedExperimentsHaveTheirTrials(String name, int trials) throws IOException {
    assertThat(PUBLISHED.read(name).trials(Trial.MNIST)).hasSize(trials).doesNotHaveDuplicates();
  }

  @Test
  void anExperimentNamesItsDataset() throws IOException {
    Experiment experiment = PUBLISHED.read("fashion-mnist");

    assertThat(experiment.dataset()).contains(KnownDataset.FASHION_MNIST);
    assertThat(experiment.trials())
        .hasSize(80)
        .allMatch(trial -> trial.id().value().endsWith(".fashion-mnist"));
    assertThat(PUBLISHED.read("paper").dataset()).isEmpty();
    assertThat(PUBLISHED.read("paper").trials())
        .noneMatch(trial -> trial.id().value().contains("mnist"));
  }

  @Test
  void anIncludedDatasetIsThatOfTheWholeExperiment(@TempDir Path directory) throws IOException {
    String grids = "\ngrids: [{networks: [small-cnn]}]";
    Files.writeString(directory.resolve("a.yaml"), "title: a\ndataset: kmnist" + grids);
    Files.writeString(directory.resolve("b.yaml"), "title: b\ninclude: [a]");
    Files.writeString(directory.resolve("c.yaml"), "title: c\ndataset: kmnist\ninclude: [a]");
    ExperimentReader reader = new ExperimentReader(directory);

    assertThat(reader.read("c").trials()).allMatch(trial -> trial.dataset().equals("kmnist"));
    assertThatThrownBy(() -> reader.read("b"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must have dataset: kmnist, as the included a, found none");
  }

  @Test
  void everyPublishedExperimentIsTested() throws IOException {
    assertThat(PUBLISHED.names())
        .containsExactly(
            "all-dl4j-updaters",
            "all-tensorflow-optimizers",
            "batch-size",
            "deep-mlp",
            "deep-mlp-rates",
            "epsilon",
            "fashion-mnist",
            "figure2",
            "figure3",
            "figure4-5",
            "filters-in-total",
            "full-batch",
            "inclusion",
            "initialisation",
            "paper",
            "pooled",
            "pooled-figure3",
            "quick",
            "registered",
            "schedules",
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
            "adadelta under dl4j has no learning rate: it runs once, not once per learning rate");
    assertThat(PUBLISHED.read("figure2").notes()).isEmpty();
  }

  @Test
  void readsAFullBatch() throws IOException {
    Experiment experiment = read("title: t\ngrids: [{networks: [deep-mlp], batches: [full]}]");

    assertThat(experiment.trials(Trial.MNIST)).allMatch(trial -> trial.batch() == 55_000);
  }

  @Test
  void readsHyperParametersBesideTheirOptimizer() throws IOException {
    Experiment experiment =
        read(
            """
            title: t
            grids:
              - networks: [deep-mlp]
                optimizers: [adam, {adam: {epsilon: 1e-4}}, {adam: {epsilon: 1e-8}}, momentum]
            """);

    assertThat(experiment.trials(Trial.MNIST).stream().map(trial -> trial.id().value()))
        .containsExactly(
            "deep-mlp.adam.dl4j.lr0.001.seed1",
            "deep-mlp.momentum.dl4j.lr0.001.seed1",
            "deep-mlp.adam.dl4j.lr0.001.seed1.epsilon-0.0001");
  }

  @Test
  void overridesReplaceTheAxes() throws IOException {
    Experiment experiment =
        PUBLISHED
            .read("figure4-5")
            .with(Factor.EPOCHS, List.of(2))
            .with(Factor.SEED, List.of(1L, 2L, 3L))
            .with(Factor.SEMANTICS, List.of(Semantics.PAPER));

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
        "title: [t] | title: must be text, in quotes where YAML has another meaning,"
            + " found [t]",
        "[1, 2] | must be a mapping with keys among dataset, grids, include, title, found [1, 2]",
        "title: t\\ngrid: 1 | grid: unknown key; the keys here are dataset, grids, include, title",
        "title: t\\ngrids: [] | grids: must be a list with at least one element, found []",
        "title: t\\ngrids: [{networks: [big-cnn]}] | grids[0].networks[0]: must be one of"
            + " small-cnn, medium-cnn, deep-mlp, found \"big-cnn\"",
        "title: t\\ngrids: [{optimizers: [adam]}] | grids[0].networks: must be present,"
            + " found nothing",
        "title: t\\ngrids: [{networks: [small-cnn], learning-rates: [-0.001]}] |"
            + " grids[0].learning-rates[0]: must be from 1.2e-38 to 3.4e38, the range of a float,"
            + " found -0.001",
        "title: t\\ngrids: [{networks: [small-cnn], learning-rates: [.nan]}] |"
            + " grids[0].learning-rates[0]: must be a decimal number such as 0.001 or 1e-3, found .nan",
        "title: t\\ngrids: [{networks: [small-cnn], learning-rates: [\"0.1\"]}] |"
            + " grids[0].learning-rates[0]: must be a number without quotes, found \"0.1\"",
        "title: t\\ngrids: [{networks: [small-cnn], epochs: 0}] |"
            + " grids[0].epochs: must be from 1 to 100000, found 0",
        "title: t\\ngrids: [{networks: [small-cnn], epochs: 1.5}] |"
            + " grids[0].epochs: must be a whole number in decimal digits such as 8, found 1.5",
        "title: t\\ngrids: [{networks: [small-cnn], batches: [0]}] |"
            + " grids[0].batches[0]: must be from 1 to 55000, found 0",
        "title: t\\ngrids: [{networks: [small-cnn], seeds: [1, 1]}] |"
            + " grids[0].seeds[1]: must not be listed twice, found 1",
        "title: t\\ngrids: [{networks: [small-cnn], optimizers: [{adam: {epsilonn: 1}}]}] |"
            + " grids[0].optimizers[0].adam.epsilonn: unknown key; the keys here are beta1, beta2,"
            + " epsilon; did you mean \"epsilon\"?",
        "title: t\\ngrids: [{networks: [small-cnn], optimizers: [{adam: {beta1: 1}}]}] |"
            + " grids[0].optimizers[0].adam.beta1: must be from 0 to below 1 as a float, found 1",
        "title: t\\ngrids: [{networks: [small-cnn], optimizers: [{adam: {}, rmsprop: {}}]}] |"
            + " grids[0].optimizers[0]: must be one optimizer with its hyper-parameters, found"
            + " adam, rmsprop",
        "title: t\\ngrids: [{networks: [small-cnn], semantics: [tensorflow],"
            + " optimizers: [{adagrad: {epsilon: 1}}]}] | grids[0]: hyper-parameters: must be of"
            + " initial-accumulator for adagrad (tensorflow), found epsilon",
        "title: t\\ngrids: [{networks: [small-cnn], schedules: [constant, cosine]}] | grids[0]:"
            + " schedule: must be constant for adadelta (dl4j), which has no learning rate, found"
            + " cosine",
        "title: t\\ngrids: [{networks: small-cnn}] |"
            + " grids[0].networks: must be a list with at least one element, found small-cnn",
        "title: t\\ndataset: cifar | dataset: must be one of mnist, fashion-mnist, kmnist, found",
        "title: t\\ninclude: [nosuch] | include: experiment: must be one of",
        "title: t\\ntitle: u | title: must be present once, found it in lines 1 and 2",
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

  /** YAML 1.1 gives each of these a value of its own, often not the one that was meant. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "010",
        "0x10",
        "0b1",
        "1_000",
        "1:30",
        "+5",
        "5.0",
        "1e3",
        "\"5\"",
        "'5'",
        "true",
        "yes",
        "~",
        "",
        "null",
        "2001-01-01",
        "99999999999999999999",
        "[5]",
        "{a: 5}",
        "&x 5",
        "!!int \"5\""
      })
  void wholeNumbersAreDecimalDigits(String number) {
    for (String key : List.of("epochs: %s", "seeds: [%s]", "batches: [%s]")) {
      assertThatThrownBy(() -> readGrid(key.formatted(number)))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("grids[0]." + key.substring(0, key.indexOf(':')))
          .hasMessageContaining(": must ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01",
        "00.1",
        "0x1p-3",
        "1_0.5",
        "1:30.5",
        "+0.1",
        ".1",
        "1.",
        "\"0.1\"",
        ".nan",
        ".inf",
        "-.inf",
        "NaN",
        "Infinity",
        "true",
        "~",
        "",
        "1e",
        "0,1",
        "1f",
        "&x 0.1"
      })
  void ratesAreDecimalNumbers(String number) {
    assertThatThrownBy(() -> readGrid("learning-rates: [%s]".formatted(number)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("grids[0].learning-rates")
        .hasMessageContaining(": must ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e40", "1e-46", "1e300", "1e-300", "1e400", "1e-400", "0", "-0.1", "1e-40"})
  void ratesAreInTheRangeOfAFloat(String rate) {
    assertThatThrownBy(() -> readGrid("learning-rates: [%s]".formatted(rate)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "grids[0].learning-rates[0]: must be from 1.2e-38 to 3.4e38, the range of a float, found "
                + rate);
  }

  @Test
  void readsNumbersAsTheyAreWritten() throws IOException {
    List<Trial> trials =
        readGrid(
                "learning-rates: [1e-4, 0.5, 3E+1, 2e-38, 3.4e38]\n    seeds: [-3]\n"
                    + "    optimizers: [adam]")
            .trials(Trial.MNIST);

    assertThat(trials.stream().map(trial -> trial.learningRate().getAsDouble()))
        .containsExactly(1e-4, 0.5, 30.0, 2e-38, 3.4e38);
    assertThat(trials).allMatch(trial -> trial.seed() == -3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "title: t\\ngrids:\\n\\t- networks: [small-cnn] | :3: must be indented with spaces, found a tab",
        "title: t\\ngrids:\\n  - networks: [small-cnn]\\n\\tseeds: [1] | :4: must be indented with spaces",
        "title: t\\ninclude: [\ufeffquick] | :2: must have no control or invisible characters, found U+FEFF",
        "title: t\\ngrids: [{networks: [small-cnn\u200b]}] | :2: must have no control or invisible characters, found"
            + " U+200B; delete it",
        "title: \u001b[31mred | :1: must have no control or invisible characters, found U+001B",
        "title: \"\\e[31mred\" | title: must be one line without control or invisible characters, found"
            + " \"\\e[31mred\"",
        "title: \"a\\x0ab\" | title: must be one line",
        "title: \"a\\u202eb\" | title: must be one line",
        "title: 5 | title: must be text, in quotes where YAML has another meaning, found 5",
        "title: yes | title: must be text, in quotes where YAML has another meaning, found yes",
        "title: t\\ngrids: [{networks: [small_cnn]}] | found \"small_cnn\"; did you mean \"small-cnn\"?",
        "title: t\\ngrids: [{optimizers: [sgd], networks: [small-cnn]}] | found \"sgd\"; did you mean"
            + " \"gradient-descent\"?",
        "title: t\\ngrids: [{optimizers: [nesterov], networks: [small-cnn]}] | did you mean \"momentum\"?",
        "title: t\\ngrids: [{optimizers: [Adam], networks: [small-cnn]}] | did you mean \"adam\"?",
        "title: t\\ngrids: [{epoch: 3, networks: [small-cnn]}] | grids[0].epoch: unknown key; the keys here are"
            + " batches, epochs, filters, initialisations, learning-rates, networks, optimizers, readings,"
            + " schedules, seeds, semantics; did you mean \"epochs\"?",
        "title: t\\ngrids: [{networks: [small-cnn], seeds: [1], seeds: [2]}] | grids[0].seeds: must be present once",
        "title: t\\ngrids: &g [*g] | grids: must be written out, without anchors and aliases, found &g",
        "'' | must be an experiment, found no content",
        "# nothing | must be an experiment, found no content",
        "title: t\\n---\\ntitle: u | :2: must be valid YAML",
      })
  void complaintsNameTheRemedy(String yaml, String complaint) {
    assertThatThrownBy(() -> read(yaml.replace("\\n", "\n").replace("\\t", "\t")))
        .isInstanceOf(InvalidInputException.class)
        .message()
        .contains("test.yaml")
        .contains(complaint)
        .hasLineCount(1);
  }

  @Test
  void aByteOrderMarkInFrontIsNoPartOfTheText() throws IOException {
    assertThat(read("\ufefftitle: t\ngrids: [{networks: [deep-mlp]}]").title()).isEqualTo("t");
  }

  @Test
  void complainsOfWhatIsNotUtf8() throws IOException {
    Path file = directory.resolve("latin.yaml");
    Files.write(file, "title: t\n# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> new ExperimentReader(directory).read(file.toString()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ":2: must be UTF-8, found the byte 0xe9; save the file as UTF-8");
  }

  @Test
  void complainsOfWhatIsNoFile() throws IOException {
    ExperimentReader reader = new ExperimentReader(directory);
    Path other = Files.writeString(directory.resolve("mine"), "title: t");
    Path folder = Files.createDirectory(directory.resolve("folder.yaml"));

    assertThatThrownBy(() -> reader.read(other.toString()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(other + ": an experiment file must end in .yaml; rename it");
    assertThatThrownBy(() -> reader.read(folder.toString()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(folder + ": must be an experiment file, found a directory");
    assertThatThrownBy(() -> reader.read("no.yaml"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("not found: no.yaml");
    assertThatThrownBy(() -> reader.read("/dev/null.yaml"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("not found: /dev/null.yaml");
  }

  @Test
  void complainsOfTitlesOfAnyLength() {
    assertThatThrownBy(
            () -> read("title: " + "t".repeat(301) + "\ngrids: [{networks: [deep-mlp]}]"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("title: must be at most 300 characters, found 301");
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
        .hasMessageContaining(
            "semantics, tuned, or a .yaml file, found \"figure1\"; did you mean \"figure2\"?");
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

  private Experiment readGrid(String line) throws IOException {
    return read("title: t\ngrids:\n  - networks: [small-cnn]\n    " + line);
  }

  private Experiment read(String yaml) throws IOException {
    Path file = directory.resolve("test.yaml");
    Files.writeString(file, yaml);
    return new ExperimentReader(directory).read(file.toString());
  }
}
