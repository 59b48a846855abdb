package org.optimizerstudy.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.TrialId;

class EngineKeyTest {

  private static ObjectNode older(String backend, String layers) {
    return JsonNodeFactory.instance.objectNode().put("backend", backend).put("layers", layers);
  }

  @ParameterizedTest
  @CsvSource({
    "CpuBackend, onednn, onednn",
    "CpuBackend, stock, nd4j",
    "JCublasBackend, stock, nd4j-cuda"
  })
  void olderTrialsHaveTheEngineOfTheirBackendAndLayers(
      String backend, String layers, String engine) {
    ObjectNode json = older(backend, layers);

    EngineKey.require(JsonFields.of(json));

    assertThat(EngineKey.of(json)).isEqualTo(engine);
    assertThat(EngineKey.named(json).path("engine").asText()).isEqualTo(engine);
    assertThat(json.has("engine")).isFalse();
  }

  @Test
  void theMemberGoesBeforeWhatOlderTrialsHave() {
    assertThat(EngineKey.of(older("CpuBackend", "stock").put("engine", "opencl")))
        .isEqualTo("opencl");
  }

  @Test
  void aTrialWithoutAnEngineIsRefused() {
    assertThatThrownBy(() -> EngineKey.require(JsonFields.of(older("CpuBackend", "other"))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("backend and layers: must be one of")
        .hasMessageContaining("found CpuBackend other");
    assertThatThrownBy(
            () -> EngineKey.require(JsonFields.of(JsonNodeFactory.instance.objectNode())))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("backend");
  }

  @Test
  void publishedTrialsNameTheirEngine() {
    StoredTrial trial =
        ResultsDirectory.at(Path.of("notebooks-output"))
            .trial(new TrialId("small-cnn.strided.adam.tensorflow.lr0.001.seed1"))
            .stored();

    assertThat(trial.engine()).isEqualTo("onednn");
  }
}
