package org.optimizerstudy.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialIdTest {

  private static Trial trial(int batch, int epochs, Initialisation initialisation, String dataset) {
    return new Trial(
        dataset,
        NetworkKind.SMALL_CNN,
        Optional.of(Reading.STRIDED),
        OptimizerKind.ADAM,
        Semantics.TENSORFLOW,
        OptionalDouble.of(0.001),
        1,
        batch,
        epochs,
        initialisation);
  }

  @Test
  void namesTheValuesInOrder() {
    assertThat(trial(100, 100, Initialisation.XAVIER, "mnist").id())
        .hasToString("small-cnn.strided.adam.tensorflow.lr0.001.seed1");
  }

  @Test
  void appendsWhatIsNotDefault() {
    assertThat(trial(50, 3, Initialisation.TRUNCATED_NORMAL, "fashion-8d4fb7e6").id())
        .hasToString(
            "small-cnn.strided.adam.tensorflow.lr0.001.seed1"
                + ".batch50.epochs3.truncated-normal.fashion-8d4fb7e6");
  }

  @Test
  void leavesOutWhatATrialHasNot() {
    Trial trial =
        new Trial(
            "mnist",
            NetworkKind.DEEP_MLP,
            Optional.empty(),
            OptimizerKind.ADADELTA,
            Semantics.DL4J,
            OptionalDouble.empty(),
            2,
            100,
            100,
            Initialisation.XAVIER);

    assertThat(trial.id()).hasToString("deep-mlp.adadelta.dl4j.seed2");
  }

  @Test
  void writesNumbersPlainly() {
    assertThat(TrialId.plain(1e-4)).isEqualTo("0.0001");
    assertThat(TrialId.plain(1.0)).isEqualTo("1");
    assertThat(TrialId.plain(10.0)).isEqualTo("10");
  }

  @Test
  void refusesValuesThatCannotBe() {
    assertThatThrownBy(() -> trial(0, 1, Initialisation.XAVIER, "mnist"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("batch: must be from 1 to 55000, found 0");
    assertThatThrownBy(() -> trial(100, 1, Initialisation.XAVIER, "../up"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("found \"../up\"");
    assertThatThrownBy(
            () ->
                new Trial(
                    "mnist",
                    NetworkKind.DEEP_MLP,
                    Optional.of(Reading.POOLED),
                    OptimizerKind.ADAM,
                    Semantics.DL4J,
                    OptionalDouble.of(0.001),
                    1,
                    100,
                    100,
                    Initialisation.XAVIER))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("found pooled for deep-mlp");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "..", "../x", "a/b", "a\\b", ".hidden", "A", "a b", "a\nb", "<script>"})
  void isNeverAPath(String value) {
    assertThatThrownBy(() -> new TrialId(value))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("trial id");
  }
}
