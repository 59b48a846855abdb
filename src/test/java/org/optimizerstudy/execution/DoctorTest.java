package org.optimizerstudy.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.optimizerstudy.engine.Check;
import org.optimizerstudy.engine.DeviceRequest;
import org.optimizerstudy.engine.Engine;
import org.optimizerstudy.engine.Engines;
import org.optimizerstudy.engine.nd4j.Nd4jEngine;
import org.optimizerstudy.engine.opencl.OpenClEngine;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.results.Environment;

/** Machines that this one is not; {@code StudyTest} examines this one. */
class DoctorTest {

  @TempDir Path directory;

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
        .isEqualTo(
            "nd4j: DL4J's stock layers on the CPU, test results are correct; slower: because");
    assertThat(check.remedy()).isEmpty();
  }

  @Test
  void theDoctorListsOpenClDevices() {
    Engine opencl = new OpenClEngine().on(new DeviceRequest(Optional.of("0"), Optional.empty()));
    List<Check> examined = opencl.examine();
    assumeTrue(
        examined.get(examined.size() - 1).remedy().isEmpty(),
        "skipped: no OpenCL device; install pocl-opencl-icd");

    List<Check> checks = Doctor.examine(directory, Optional.of(opencl));

    assertThat(checks)
        .anySatisfy(
            check -> {
              assertThat(check.subject()).isEqualTo("Device 0");
              assertThat(check.found()).contains(" tier", " MiB, ", "driver ", "OpenCL ");
            })
        .anySatisfy(
            check -> {
              assertThat(check.subject()).isEqualTo("Engine");
              assertThat(check.found())
                  .startsWith("opencl: ")
                  .endsWith(", test results are correct");
            });
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
        .hasMessage("Handles: found 64 open files at most; allow at least 128: ulimit -n 1024");
    Machine.heap(512L << 20).require();
    Machine.handles(1024).require();
  }
}
