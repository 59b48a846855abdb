package org.optimizerstudy.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.optimizerstudy.engine.Engines;
import org.optimizerstudy.experiment.InvalidInputException;

/** What the libraries of CUDA and ND4J's backend throw is simulated, with their own words. */
class CudaExaminationTest {

  private static final String NO_DRIVER =
      "/cache/libjnicudart.so: libcuda.so.1: cannot open shared object file: No such file or"
          + " directory";
  private static final String NO_RUNTIME =
      "/cache/libjnicudart.so: libcudart.so.11.0: cannot open shared object file: No such file or"
          + " directory";

  private static Gpu gpu(String name, String capability) {
    int[] parts = Stream.of(capability.split("\\.")).mapToInt(Integer::parseInt).toArray();
    return new Gpu(name, new Gpu.Capability(parts[0], parts[1]), 8L << 30);
  }

  private static Optional<GpuDriver> answering(int cuda, Gpu... gpus) {
    return Optional.of(() -> new GpuDriver.Answer(cuda, Arrays.asList(gpus)));
  }

  private static Optional<GpuDriver> failing(Throwable thrown) {
    return Optional.of(
        () -> {
          if (thrown instanceof Error error) {
            throw error;
          }
          throw (RuntimeException) thrown;
        });
  }

  private static CudaExamination examine(Optional<GpuDriver> driver) {
    return CudaExamination.of(driver, Optional.of("535.104.05"), () -> true);
  }

  private static CudaExamination examine(Optional<GpuDriver> driver, BooleanSupplier nd4j) {
    return CudaExamination.of(driver, Optional.empty(), nd4j);
  }

  private static void assertRefused(CudaExamination examination, String... parts) {
    assertThatThrownBy(() -> Engines.require(new CudaEngine(), examination.checks()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("--engine nd4j-cuda: ")
        .hasMessageContainingAll(parts);
  }

  @Test
  void takesDevicesThatHaveMachineCode() {
    Gpu ampere = gpu("NVIDIA GeForce RTX 3080", "8.6");
    Gpu ada = gpu("NVIDIA GeForce RTX 4090", "8.9");

    CudaExamination examination = examine(answering(12_020, ampere, ada));

    assertThat(examination.obstacle()).isEmpty();
    assertThat(examination.gpus()).containsExactly(ampere, ada);
    assertThat(examination.driver()).contains("535.104.05 (CUDA 12.2)");
  }

  @Test
  void refusesABuildWithoutCuda() {
    assertRefused(
        examine(Optional.empty()), "built without CUDA", "mvn -B -Pcuda -DskipTests package");
  }

  @Test
  void refusesAMachineWithoutDriver() {
    assertRefused(
        examine(failing(new UnsatisfiedLinkError(NO_DRIVER))),
        "driver is not installed",
        "libcuda.so.1",
        "install the driver");
  }

  @Test
  void refusesADriverWithoutRedistributables() {
    Error thrown = new ExceptionInInitializerError(new UnsatisfiedLinkError(NO_RUNTIME));

    assertRefused(examine(failing(thrown)), "libcudart.so.11.0", "redist", "mvn -B -Pcuda");
  }

  @Test
  void refusesADriverOfCuda10() {
    assertRefused(
        examine(answering(10_020, gpu("Tesla T4", "7.5"))),
        "must support CUDA 11.0 or newer, found 535.104.05 (CUDA 10.2)",
        "450.80.02");
  }

  @Test
  void refusesAMachineWithoutDevice() {
    assertRefused(
        examine(answering(11_060)),
        "the driver finds no CUDA device",
        "nvidia-smi",
        "CUDA_VISIBLE_DEVICES");
  }

  @Test
  void refusesDevicesThatAreTooOldOrTooNew() {
    assertRefused(
        examine(answering(11_040, gpu("GeForce GTX 770", "3.0"))),
        "GPU 0, GeForce GTX 770, must have a compute capability",
        "found 3.0",
        "take another GPU");
    assertRefused(
        examine(answering(12_040, gpu("NVIDIA L4", "8.9"), gpu("NVIDIA H100 PCIe", "9.0"))),
        "GPU 1, NVIDIA H100 PCIe, must have a compute capability",
        "found 9.0",
        "hide it: CUDA_VISIBLE_DEVICES");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.7", "5.0", "5.3", "6.2", "7.0", "7.2", "7.5", "8.0", "8.7", "8.9"})
  void machineCodeRunsOnItsGenerationAndNewerOnesOfIt(String capability) {
    assertThat(gpu("g", capability).capability().isSupported()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.0", "3.0", "3.5", "9.0", "10.0", "12.0"})
  void machineCodeDoesNotRunOnOthers(String capability) {
    assertThat(gpu("g", capability).capability().isSupported()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "libcuda.so.1: cannot open shared object file | driver is not installed",
        "libcudart.so.11.0: cannot open shared object file | CUDA runtime cannot be loaded",
        "No CUDA devices were found in system | finds no CUDA device",
        "libcublas.so.11: cannot open shared object file | libcublas.so.11: cannot open shared",
      })
  void explainsWhatNd4jsBackendThrows(String root, String found) {
    BooleanSupplier nd4j =
        () -> {
          throw new RuntimeException(new UnsatisfiedLinkError(root));
        };

    assertRefused(examine(answering(11_060, gpu("Tesla T4", "7.5")), nd4j), found);
  }

  @Test
  void refusesWhatNd4jsBackendRefuses() {
    assertRefused(examine(answering(11_060, gpu("Tesla T4", "7.5")), () -> false), "cannot run");
  }

  @Test
  void tellsAnErrorOfTheDriverAsItIs() {
    CudaExamination examination =
        examine(failing(new IllegalStateException("cuInit answers with CUDA's error 999")));

    assertRefused(examination, "IllegalStateException: cuInit answers with CUDA's error 999");
    assertThat(examination.gpus()).isEmpty();
    assertThat(examination.driver()).isEmpty();
  }

  @Test
  void asksNd4jOnceAndOnlyWhenAllElseIsWell() {
    List<String> asked = new ArrayList<>();
    BooleanSupplier nd4j = () -> asked.add("nd4j");

    examine(answering(11_060), nd4j);
    assertThat(asked).isEmpty();
    examine(answering(11_060, gpu("Tesla T4", "7.5")), nd4j);
    assertThat(asked).hasSize(1);
  }
}
