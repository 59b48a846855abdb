package org.optimizerstudy.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.optimizerstudy.results.Environment;
import org.optimizerstudy.training.Layers;

/** Machines that this one is not; {@code StudyTest} examines this one. */
class DoctorTest {

  private static Environment environment(String instructionSet, Map<String, String> settings) {
    return new Environment(
        Map.of(), "17", "Linux", "a processor", instructionSet, 8, settings, List.of());
  }

  @Test
  void aProcessorOfUnknownInstructionSetsIsNoObstacle() {
    Doctor.Check check = Doctor.cpu(environment("unknown", Map.of()));

    assertThat(check.found()).startsWith("a processor, 8 cores, instruction sets unknown; speed");
    assertThat(check.remedy()).isEmpty();
  }

  @Test
  void slowerLayersAreNoObstacle() {
    Doctor.Check check = Doctor.layers(new Layers.Choice(Layers.STOCK, Optional.of("because")));

    assertThat(check.found()).isEqualTo("stock, slower; because");
    assertThat(check.remedy()).isEmpty();
  }

  @Test
  void aCoreTypeOfOtherProcessorsIsAnObstacle() {
    Map<String, String> skylake = Map.of("OPENBLAS_CORETYPE", "SKYLAKEX");

    assertThat(Doctor.openBlas(environment("avx512", skylake)).remedy()).isEmpty();
    assertThat(Doctor.openBlas(environment("avx2", skylake)).remedy())
        .contains("unset OPENBLAS_CORETYPE: this CPU has no avx512");
    assertThat(Doctor.openBlas(environment("avx2", Map.of())).remedy()).isEmpty();
  }
}
