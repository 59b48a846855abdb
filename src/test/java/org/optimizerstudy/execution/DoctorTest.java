package org.optimizerstudy.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.optimizerstudy.engine.Check;
import org.optimizerstudy.engine.Engines;
import org.optimizerstudy.engine.nd4j.Nd4jEngine;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.results.Environment;

/** Machines that this one is not; {@code StudyTest} examines this one. */
class DoctorTest {

  private static Environment environment(String instructionSet, Map<String, String> settings) {
    return new Environment(
        Map.of(), "17", "Linux", "a processor", instructionSet, 8, settings, List.of());
  }

  @Test
  void aProcessorOfUnknownInstructionSetsIsNoObstacle() {
    Check check = Machine.cpu(environment("unknown", Map.of()));

    assertThat(check.found()).startsWith("a processor, 8 cores, instruction sets unknown; speed");
    assertThat(check.remedy()).isEmpty();
  }

  @Test
  void aSlowerEngineIsNoObstacle() {
    Check check = Doctor.started(new Engines.Choice(new Nd4jEngine(), Optional.of("because")));

    assertThat(check.found())
        .isEqualTo("nd4j: DL4J's stock layers on the CPU, computes right; slower: because");
    assertThat(check.remedy()).isEmpty();
  }

  @Test
  void everyVariableThatIsSetHasALine() {
    List<Check> checks =
        Doctor.variables(
            Map.of("OMP_NUM_THREADS", "0", "OPENBLAS_CORETYPE", "HASWELL", "HOME", "/root"));

    assertThat(checks).hasSize(2).allMatch(check -> check.subject().equals("Variable"));
    assertThat(checks.get(0).found()).isEqualTo("OMP_NUM_THREADS=0: native threads per worker");
    assertThat(checks.get(0).remedy().orElseThrow()).contains("found \"0\"; unset it");
    assertThat(checks.get(1).remedy()).isEmpty();
  }

  @Test
  void aSmallHeapAndFewFilesAreObstacles() {
    assertThatThrownBy(() -> Machine.heap(61L << 20).require())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Heap: found 61 MiB; give the JVM at least 512 MiB: STUDY_JAVA_OPTS=-Xmx512m");
    assertThatThrownBy(() -> Machine.handles(64).require())
        .hasMessage("Handles: found 64 open files at most; allow at least 256: ulimit -n 1024");
    Machine.heap(512L << 20).require();
    Machine.handles(1024).require();
  }
}
