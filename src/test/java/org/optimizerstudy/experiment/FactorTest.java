package org.optimizerstudy.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.optimizerstudy.experiment.Factor.BATCH;
import static org.optimizerstudy.experiment.Factor.DATASET;
import static org.optimizerstudy.experiment.Factor.EPOCHS;
import static org.optimizerstudy.experiment.Factor.FILTERS;
import static org.optimizerstudy.experiment.Factor.HYPER_PARAMETERS;
import static org.optimizerstudy.experiment.Factor.INITIALISATION;
import static org.optimizerstudy.experiment.Factor.LEARNING_RATE;
import static org.optimizerstudy.experiment.Factor.NETWORK;
import static org.optimizerstudy.experiment.Factor.OPTIMIZER;
import static org.optimizerstudy.experiment.Factor.READING;
import static org.optimizerstudy.experiment.Factor.SEED;
import static org.optimizerstudy.experiment.Factor.SEMANTICS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FactorTest {

  private static final Trial TRIAL =
      new Trial(
          "mnist",
          NetworkKind.SMALL_CNN,
          Optional.of(Reading.STRIDED),
          OptimizerKind.ADAM,
          Semantics.TENSORFLOW,
          OptionalDouble.of(0.0001),
          -3,
          100,
          100,
          Initialisation.XAVIER);

  private static final FactorValues OTHER =
      TRIAL
          .values()
          .with(
              HYPER_PARAMETERS,
              new HyperParameters(Map.of(HyperParameter.EPSILON, 1e-4, HyperParameter.BETA1, 0.8)))
          .with(BATCH, 50)
          .with(EPOCHS, 1)
          .with(INITIALISATION, Initialisation.TRUNCATED_NORMAL)
          .with(FILTERS, Filters.IN_TOTAL)
          .with(DATASET, "fashion");

  @Test
  void everyFactorIsInOneOrderAndHasItsOwnName() {
    assertThat(Factor.ALL).doesNotHaveDuplicates();
    assertThat(Factor.ALL.stream().map(Factor::key)).doesNotHaveDuplicates();
    assertThat(Factor.AXES)
        .containsExactlyInAnyOrderElementsOf(
            Factor.ALL.stream().filter(factor -> factor != DATASET).toList());
    assertThat(Factor.SETTING)
        .containsExactlyInAnyOrderElementsOf(
            Factor.ALL.stream().filter(factor -> factor.standard().isPresent()).toList());
    assertThat(Factor.COLUMNS.stream().map(Factor::key))
        .containsExactly("network", "reading", "optimizer", "semantics", "learning_rate", "seed");
  }

  @Test
  void onlyWhatIsNotStandardShows() {
    assertThat(TRIAL.values().isStandard()).isTrue();
    assertThat(TRIAL.values().deviations()).isEmpty();
    assertThat(TRIAL.id()).hasToString("small-cnn.strided.adam.tensorflow.lr0.0001.seed-3");
    assertThat(OTHER.isStandard()).isFalse();
    assertThat(OTHER.deviations())
        .isEqualTo(
            "beta1 0.8, epsilon 0.0001, batch 50, 1 epoch, truncated-normal, filters in-total, fashion");
    assertThat(new Trial(OTHER).id())
        .hasToString(
            "small-cnn.strided.adam.tensorflow.lr0.0001.seed-3"
                + ".beta1-0.8.epsilon-0.0001.batch50.epochs1.truncated-normal.filters-in-total.fashion");
  }

  /** A trial has one id, however it is described. */
  @Test
  void defaultsAreNotDeviations() {
    HyperParameters given =
        new HyperParameters(Map.of(HyperParameter.EPSILON, 1e-8, HyperParameter.BETA2, 0.99));
    Trial trial = new Trial(TRIAL.values().with(HYPER_PARAMETERS, given));

    assertThat(trial.id())
        .hasToString("small-cnn.strided.adam.tensorflow.lr0.0001.seed-3.beta2-0.99");
    assertThat(trial.hyperParameters().values())
        .containsExactly(
            Map.entry(HyperParameter.BETA1, 0.9),
            Map.entry(HyperParameter.BETA2, 0.99),
            Map.entry(HyperParameter.EPSILON, 1e-8));
    assertThat(
            new Trial(
                TRIAL
                    .values()
                    .with(
                        HYPER_PARAMETERS,
                        new HyperParameters(Map.of(HyperParameter.EPSILON, 1e-8)))))
        .isEqualTo(TRIAL);
  }

  @Test
  void hyperParametersAreThoseOfTheRuleAndInTheirRange() {
    FactorValues adagrad = TRIAL.values().with(OPTIMIZER, OptimizerKind.ADAGRAD);
    assertThatThrownBy(
            () ->
                new Trial(
                    adagrad.with(
                        HYPER_PARAMETERS,
                        new HyperParameters(Map.of(HyperParameter.EPSILON, 1e-4)))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "hyper-parameters: must be of initial-accumulator for adagrad (tensorflow), found"
                + " epsilon");
    assertThatThrownBy(() -> HYPER_PARAMETERS.parse("beta1-1"))
        .hasMessage("beta1: must be from 0 to below 1 as a float, found 1");
    assertThatThrownBy(() -> HYPER_PARAMETERS.parse("l1-0.5.l1-0.5"))
        .hasMessage("l1: must be present once, found it twice");
    assertThatThrownBy(() -> HYPER_PARAMETERS.parse("epsilonn-1"))
        .hasMessageEndingWith("found \"epsilonn\"; did you mean \"epsilon\"?");
    assertThat(HYPER_PARAMETERS.parse("")).isEqualTo(HyperParameters.NONE);
  }

  @Test
  void equalityIsOfTheValuesThatAreThere() {
    Trial other = new Trial(TRIAL.values().with(SEED, 4L));

    assertThat(other).isNotEqualTo(TRIAL);
    assertThat(other.values().without(SEED)).isEqualTo(TRIAL.values().without(SEED));
    assertThat(other.values().only(NETWORK, READING).key()).isEqualTo("small-cnn.strided");
    assertThat(TRIAL.values().withoutStandard().find(FILTERS)).isEmpty();
    assertThat(TRIAL.values().withoutStandard().get(EPOCHS)).isEqualTo(100);
  }

  @Test
  void textsGiveTheValuesBack() {
    for (FactorValues values : List.of(TRIAL.values(), OTHER)) {
      assertThat(FactorValues.parse(values.texts())).isEqualTo(values);
    }
    assertThat(TRIAL.values().texts()).containsEntry("learning_rate", "0.0001");
    assertThatThrownBy(() -> FactorValues.parse(Map.of("batch", "0")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("must be from 1 to 55000, found 0");
  }

  @Test
  void theStudysOwnComesFirstThenBatchesByTheirSize() {
    FactorValues small = TRIAL.values().with(BATCH, 50);
    FactorValues large = TRIAL.values().with(BATCH, 1000);

    assertThat(new TreeSet<>(List.of(large, small, TRIAL.values())))
        .containsExactly(TRIAL.values(), small, large);
  }

  @Test
  void aValueMustApply() {
    FactorValues deep =
        TRIAL.values().with(NETWORK, NetworkKind.DEEP_MLP).without(READING, FILTERS);
    assertThat(new Trial(deep).id()).hasToString("deep-mlp.adam.tensorflow.lr0.0001.seed-3");
    assertThatThrownBy(() -> new Trial(deep.with(FILTERS, Filters.PER_LAYER)))
        .hasMessage(
            "filters: must be given for a convolutional network and for no other, found per-layer"
                + " for deep-mlp");
    assertThatThrownBy(() -> new Trial(deep.without(LEARNING_RATE)))
        .hasMessage(
            "learning rate: must be given exactly for rules that have one, found none for adam"
                + " (tensorflow)");
    assertThatThrownBy(() -> new Trial(deep.without(SEED)))
        .hasMessage("seed: must be given in every trial, found none");
    assertThat(deep.withIfApplicable(READING, Reading.POOLED)).isEqualTo(deep);
  }

  /** A file's own keys, and the values of a grid that names none. */
  @Test
  void experimentsAreReadByTheDeclarations() throws IOException {
    Path file = Files.createTempDirectory("study").resolve("one.yaml");
    Files.writeString(
        file,
        """
        title: all
        grids:
          - networks: [small-cnn]
            optimizers: [adam]
            filters: [per-layer, in-total]
            semantics: [paper, dl4j]
        """);
    Experiment experiment = new ExperimentReader(file.getParent()).read("one");

    assertThat(experiment.trials("mnist").stream().map(trial -> trial.id().value()))
        .containsExactly(
            "small-cnn.strided.adam.paper.lr0.001.seed1",
            "small-cnn.strided.adam.dl4j.lr0.001.seed1",
            "small-cnn.strided.adam.paper.lr0.001.seed1.filters-in-total",
            "small-cnn.strided.adam.dl4j.lr0.001.seed1.filters-in-total");
    assertThat(experiment.with(SEMANTICS, List.of(Semantics.TENSORFLOW)).trials("mnist"))
        .hasSize(2);
    try (Stream<Path> files = Files.list(file.getParent())) {
      for (Path left : files.toList()) {
        Files.delete(left);
      }
    }
    Files.delete(file.getParent());
  }
}
