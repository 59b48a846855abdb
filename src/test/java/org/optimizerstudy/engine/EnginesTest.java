package org.optimizerstudy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.optimizerstudy.experiment.InvalidInputException;

class EnginesTest {

  @Test
  void theCatalogueIsInTheOrderOfItsFile() {
    assertThat(Engines.keys()).startsWith("onednn", "nd4j", "nd4j-cuda").doesNotHaveDuplicates();
    assertThat(Engines.all()).allSatisfy(engine -> assertThat(engine.title()).isNotBlank());
  }

  @Test
  void theFirstThatRunsHereIsTaken() {
    Engines.Choice choice = Engines.choose(Optional.empty());

    assertThat(choice.engine().key()).isEqualTo("onednn");
    assertThat(choice.note()).isEmpty();
    assertThat(Engines.runnable()).extracting(Engine::key).contains("onednn", "nd4j");
  }

  @Test
  void anUnknownKeyIsAnsweredWithThoseThatExist() {
    assertThatThrownBy(() -> Engines.of("nd4jj"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "must be one of %s, found \"nd4jj\"; did you mean \"nd4j\"?",
            String.join(", ", Engines.keys()));
  }

  @Test
  void anObstacleIsARefusalWithItsRemedy() {
    Engine nd4j = Engines.of("nd4j");
    Engines.require(nd4j, List.of(Check.ok("ND4J", "CpuBackend")));

    assertThatThrownBy(
            () ->
                Engines.require(
                    nd4j,
                    List.of(Check.ok("Driver", "1"), Check.bad("ND4J", "it is not", "get it"))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("--engine nd4j: it is not; get it");
  }

  @Test
  void anEngineThatCannotRunHereHasNoDevices() {
    assertThatThrownBy(() -> Engines.of("nd4j-cuda").devices())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("--engine nd4j-cuda: this program was built without CUDA; build");
  }
}
