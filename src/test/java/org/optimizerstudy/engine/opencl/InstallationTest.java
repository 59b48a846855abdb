package org.optimizerstudy.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.optimizerstudy.engine.opencl.DeviceDescription.Kind.CPU;
import static org.optimizerstudy.engine.opencl.DeviceDescription.Kind.GPU;
import static org.optimizerstudy.engine.opencl.DeviceDescription.Kind.OTHER;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.optimizerstudy.engine.Check;
import org.optimizerstudy.engine.DeviceRequest;

/** Machines that this one is not, and this one. */
class InstallationTest {

  private static final FoundDevice POCL =
      FakeDriver.device(0, "Portable Computing Language", "pthread-haswell", CPU, 16);
  private static final FoundDevice INTEL =
      FakeDriver.device(
          1, "Intel(R) OpenCL Graphics", "UHD Graphics 770", GPU, 64, "denormal numbers");
  private static final FoundDevice SMALL =
      FakeDriver.device(2, "NVIDIA CUDA", "NVIDIA GeForce RTX 4090", GPU, 24);
  private static final FoundDevice SMALL_D =
      FakeDriver.device(3, "NVIDIA CUDA", "NVIDIA GeForce RTX 4090 D", GPU, 24);
  private static final FoundDevice LARGE =
      FakeDriver.device(4, "NVIDIA CUDA", "NVIDIA H200", GPU, 140);
  private static final FoundDevice LARGE_TOO =
      FakeDriver.device(5, "NVIDIA CUDA", "NVIDIA H200", GPU, 140);
  private static final FoundDevice BOARD = FakeDriver.device(6, "Xilinx", "U250", OTHER, 64);

  private static final Installation WORKSTATION =
      new Installation(
          Optional.empty(),
          List.of(POCL, INTEL, SMALL, SMALL_D, LARGE, LARGE_TOO, BOARD),
          List.of("Clover: no device"));

  private static Installation of(FoundDevice... devices) {
    return new Installation(Optional.empty(), List.of(devices), List.of());
  }

  private static DeviceRequest device(String word) {
    return new DeviceRequest(Optional.of(word), Optional.empty());
  }

  private static void assertObstacle(Installation.Selection selection, String... parts) {
    assertThat(selection.devices()).isEmpty();
    Check verdict = selection.verdict();
    assertThat(verdict.found() + "; " + verdict.remedy().orElseThrow())
        .contains(parts)
        .doesNotContain("\n");
  }

  @Test
  void withoutALoaderThereIsNothing() {
    Installation none =
        new Installation(
            Optional.of("UnsatisfiedLinkError: no jniOpenCL in java.library.path"),
            List.of(),
            List.of());

    assertObstacle(
        none.select(DeviceRequest.NONE),
        "OpenCL's loader cannot be loaded: UnsatisfiedLinkError: no jniOpenCL",
        "take another --engine");
    assertThat(none.checks(device("0"))).hasSize(1);
  }

  @Test
  void withoutADriverThereIsAWordWhatToInstall() {
    assertObstacle(
        of().select(DeviceRequest.NONE),
        "no OpenCL driver is installed",
        "install the driver of your GPU",
        "NVIDIA_DRIVER_CAPABILITIES=compute,utility");
  }

  @Test
  void driversWithoutDevicesAreNamed() {
    Installation empty =
        new Installation(
            Optional.empty(),
            List.of(),
            List.of("Clover: no device", "NVIDIA CUDA: OpenCL: clGetDeviceIDs failed: code -1"));

    assertObstacle(
        empty.select(DeviceRequest.NONE),
        "no OpenCL device can be used: Clover: no device; NVIDIA CUDA: OpenCL: clGetDeviceIDs");
  }

  @Test
  void takesTheGpusOfTheBestModel() {
    assertThat(WORKSTATION.select(DeviceRequest.NONE).devices()).containsExactly(LARGE, LARGE_TOO);
    assertThat(of(POCL, INTEL, SMALL).select(DeviceRequest.NONE).devices()).containsExactly(SMALL);
    assertThat(of(POCL, INTEL).select(DeviceRequest.NONE).devices()).containsExactly(INTEL);
  }

  @Test
  void aCpuIsTakenByItsNameAlone() {
    for (Installation none : List.of(of(POCL), of(POCL, BOARD))) {
      assertObstacle(
          none.select(DeviceRequest.NONE),
          "no GPU, and another device must be asked for by --device",
          "0 pthread-haswell (Portable Computing Language)");
    }
    assertThat(of(POCL).select(device("pthread")).devices()).containsExactly(POCL);
    assertThat(WORKSTATION.select(device("portable computing")).devices()).containsExactly(POCL);
  }

  @ParameterizedTest
  @CsvSource({
    "0, pthread-haswell",
    "3, NVIDIA GeForce RTX 4090 D",
    "nvidia geforce rtx 4090, NVIDIA GeForce RTX 4090",
    "4090 d, NVIDIA GeForce RTX 4090 D",
    "770, UHD Graphics 770",
    "Xilinx, U250",
  })
  void aDeviceIsANumberAWholeNameOrAPartOfOne(String word, String name) {
    assertThat(WORKSTATION.select(device(word)).devices())
        .singleElement()
        .satisfies(found -> assertThat(found.description().name()).isEqualTo(name));
  }

  @Test
  void severalAreListed() {
    assertObstacle(
        WORKSTATION.select(device("RTX")),
        "several devices are named \"RTX\"",
        "2 NVIDIA GeForce RTX 4090 (NVIDIA CUDA), 3 NVIDIA GeForce RTX 4090 D (NVIDIA CUDA)");
  }

  @Test
  void twoOfAModelAreToldApartByTheirNumbers() {
    assertObstacle(WORKSTATION.select(device("H200")), "4 NVIDIA H200", "5 NVIDIA H200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "99999999999999999999", "-1", "Radeon", "", " "})
  void noneIsAnsweredWithAll(String word) {
    assertObstacle(
        WORKSTATION.select(device(word)),
        "no device is named \"" + word + "\"",
        "0 pthread-haswell",
        "6 U250 (Xilinx)");
  }

  @Test
  void theDoctorHasALineForEach() {
    List<Check> checks = WORKSTATION.checks(DeviceRequest.NONE);

    assertThat(checks).hasSize(9).allMatch(check -> check.remedy().isEmpty());
    assertThat(checks.get(0).subject()).isEqualTo("Device 0");
    assertThat(checks.get(0).found()).endsWith("; taken by --device alone");
    assertThat(checks.get(1).found())
        .isEqualTo(
            "UHD Graphics 770 (Intel(R) OpenCL Graphics): GPU of a vendor, second tier (without"
                + " denormal numbers), 65536 MiB, at most 16384 MiB a buffer, 64 compute units, 48"
                + " KiB of local memory, driver 1.0, OpenCL 3.0");
    assertThat(checks.get(4).found()).contains("first tier").doesNotContain("--device");
    assertThat(checks.get(7)).isEqualTo(Check.ok("Left out", "Clover: no device"));
    assertThat(checks.get(8).found())
        .isEqualTo("computes on 4 NVIDIA H200 (NVIDIA CUDA), 5 NVIDIA H200 (NVIDIA CUDA)");
  }

  @Test
  void nvidiasDriverIsNamedUnlessTheUserSaysWhichThereAre() {
    assertThat(IcdLoader.namesNvidia(Map.of("PATH", "/bin"))).isTrue();
    assertThat(IcdLoader.namesNvidia(Map.of("OCL_ICD_VENDORS", "/none"))).isFalse();
    assertThat(IcdLoader.namesNvidia(Map.of("OCL_ICD_FILENAMES", ""))).isFalse();
  }

  @Test
  void thisMachineIsRead() {
    Installation here = Installation.read();
    Devices.require(!here.devices().isEmpty());

    FoundDevice device = here.devices().get(0);
    assertThat(device.description().name()).doesNotContain("\0").isNotBlank();
    assertThat(device.description().memory())
        .isGreaterThanOrEqualTo(device.description().largestAllocation())
        .isPositive();
    assertThat(device.description().computeUnits()).isPositive();
    assertThat(here.checks(device("0")))
        .last()
        .isEqualTo(Check.ok("OpenCL", "computes on 0 " + device.title()));
  }
}
