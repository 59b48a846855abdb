package org.optimizerstudy.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.opencl.global.OpenCL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.optimizerstudy.results.Device;

class DeviceDescriptionTest {

  private final FakeDriver driver = new FakeDriver();

  private DeviceDescription read() {
    return DeviceDescription.read("NVIDIA CUDA", driver.info());
  }

  @Test
  void isWhatTheDriverTells() {
    assertThat(read())
        .isEqualTo(
            new DeviceDescription(
                "NVIDIA CUDA",
                "NVIDIA H200",
                "NVIDIA Corporation",
                "550.54.15",
                "3.0",
                DeviceDescription.Kind.GPU,
                140L << 30,
                35L << 30,
                132,
                48L << 10,
                FakeDriver.ALL_FLOATS));
  }

  @Test
  void aCpuIsOneWhateverElseItIs() {
    driver.answer(
        OpenCL.CL_DEVICE_TYPE, (long) (OpenCL.CL_DEVICE_TYPE_CPU | OpenCL.CL_DEVICE_TYPE_GPU | 1));
    assertThat(read().kind()).isEqualTo(DeviceDescription.Kind.CPU);
    driver.answer(OpenCL.CL_DEVICE_TYPE, (long) OpenCL.CL_DEVICE_TYPE_ACCELERATOR);
    assertThat(read().kind()).isEqualTo(DeviceDescription.Kind.OTHER);
  }

  @Test
  void textsBecomeShortPrintableLines() {
    driver.answer(OpenCL.CL_DEVICE_NAME, "  evil\u001b[31m\n\tname \u202e\0rest");
    assertThat(read().name()).isEqualTo("evil\\u001b[31m name \\u202e");
    driver.answer(OpenCL.CL_DEVICE_NAME, "x".repeat(60_000));
    assertThat(read().name()).hasSize(123).endsWith("x...");
    driver.answer(OpenCL.CL_DEVICE_NAME, "\0");
    assertThat(read().name()).isEqualTo("unnamed");
    driver.answer(OpenCL.CL_DEVICE_NAME, "");
    assertThat(read().name()).isEqualTo("unnamed");
  }

  @Test
  void aTextOfAbsurdLengthIsRefusedBeforeItIsRead() {
    DriverInfo absurd =
        new DriverInfo(
            (int parameter, long size, Pointer value, SizeTPointer actual) -> {
              assertThat(value).isNull();
              actual.put(-1);
              return OpenCL.CL_SUCCESS;
            });

    assertThatThrownBy(() -> absurd.text(OpenCL.CL_DEVICE_NAME))
        .isInstanceOf(OpenClException.class)
        .hasMessageContaining("query 0x102b must be a text of at most 65536 bytes")
        .hasMessageContaining("found 18446744073709551615");
  }

  @Test
  void sizesThatCannotBeAreRefused() {
    for (int parameter :
        List.of(
            OpenCL.CL_DEVICE_GLOBAL_MEM_SIZE,
            OpenCL.CL_DEVICE_MAX_MEM_ALLOC_SIZE,
            OpenCL.CL_DEVICE_MAX_COMPUTE_UNITS,
            OpenCL.CL_DEVICE_LOCAL_MEM_SIZE)) {
      FakeDriver odd = new FakeDriver();
      for (long value : new long[] {-1, Long.MAX_VALUE, (1L << 50) + 1}) {
        odd.answer(parameter, value);
        assertThatThrownBy(() -> DeviceDescription.read("p", odd.info()))
            .isInstanceOf(OpenClException.class)
            .hasMessageContaining("must be from 0 to");
      }
    }
  }

  @Test
  void aDriverThatFailsIsNamedByItsCode() {
    driver.answer(OpenCL.CL_DEVICE_GLOBAL_MEM_SIZE, OpenCL.CL_OUT_OF_RESOURCES);
    assertThatThrownBy(this::read)
        .hasMessage("OpenCL: the query 0x101f failed: out of resources (-5)");
  }

  @Test
  void aPlatformHasTheDriversShortNameUnlessItIsInTheLongOne() {
    FakeDriver platform = new FakeDriver();
    platform.answer(OpenCL.CL_PLATFORM_NAME, "Portable Computing Language\0");
    platform.answer(0x0920, "POCL\0");
    assertThat(Installation.name(platform.info())).isEqualTo("Portable Computing Language, POCL");
    platform.answer(OpenCL.CL_PLATFORM_NAME, "NVIDIA CUDA\0").answer(0x0920, "NV\0");
    assertThat(Installation.name(platform.info())).isEqualTo("NVIDIA CUDA");
    platform.answer(0x0920, OpenCL.CL_INVALID_VALUE);
    assertThat(Installation.name(platform.info())).isEqualTo("NVIDIA CUDA");
  }

  @Test
  void whatCannotRunKernelsIsRefused() {
    driver.answer(OpenCL.CL_DEVICE_COMPILER_AVAILABLE, 0L);
    assertThatThrownBy(this::read).hasMessage("OpenCL: its driver has no compiler");
    driver.answer(OpenCL.CL_DEVICE_AVAILABLE, 0L);
    assertThatThrownBy(this::read).hasMessage("OpenCL: it is not available");
  }

  @ParameterizedTest
  @ValueSource(strings = {"OpenCL 1.1 Mesa", "OpenCL", "3.0", "OpenCL 12345.1", ""})
  void anotherVersionIsRefused(String version) {
    assertThatThrownBy(() -> DeviceDescription.version(version))
        .isInstanceOf(OpenClException.class)
        .hasMessageContaining("must be \"OpenCL 1.2\" or newer, found \"" + version + "\"");
  }

  @Test
  void theCompilerRoundsRightWhereItCan() {
    assertThat(DeviceDescription.compilerOptions(FakeDriver.ALL_FLOATS))
        .isEqualTo("-cl-std=CL1.2 -cl-fp32-correctly-rounded-divide-sqrt");
    assertThat(DeviceDescription.compilerOptions(0x3f)).isEqualTo("-cl-std=CL1.2");
  }

  @Test
  void trialsRecordTier() {
    assertThat(read().toDevice(new Tier(List.of())))
        .isEqualTo(
            new Device(
                "NVIDIA H200", Map.of("opencl", "3.0", "tier", "first"), 140L << 30, "550.54.15"));
    assertThat(read().toDevice(new Tier(List.of("a", "b"))).features())
        .containsEntry("tier", "second: without a, b");
  }
}
