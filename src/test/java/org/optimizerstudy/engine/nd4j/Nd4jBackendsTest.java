package org.optimizerstudy.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.cpu.nativecpu.CpuBackend;
import org.optimizerstudy.engine.Check;
import org.optimizerstudy.engine.ComputeDevice;

class Nd4jBackendsTest {

  private static final class Cpu extends CpuBackend {
    private final int priority;

    Cpu(int priority) {
      this.priority = priority;
    }

    @Override
    public int getPriority() {
      return priority;
    }
  }

  /** Has the name of ND4J's CUDA backend, and must not be touched where the CPU is asked for. */
  private static final class JCublasBackend extends CpuBackend {
    @Override
    public int getPriority() {
      return 100;
    }

    @Override
    public boolean canRun() {
      throw new AssertionError("CUDA was touched");
    }
  }

  @Test
  void theCpuIsTakenWithoutTouchingCuda() {
    assertThat(Nd4jBackends.cpu(List.of(new JCublasBackend(), new Cpu(200))).remedy()).isEmpty();
  }

  @Test
  void refusesTheCpuWhereNd4jWouldTakeCuda() {
    Check check = Nd4jBackends.cpu(List.of(new JCublasBackend(), new Cpu(0)));

    assertThat(check.found()).isEqualTo("ND4J would take JCublasBackend first");
    assertThat(check.remedy().orElseThrow()).contains("BACKEND_PRIORITY_CPU=200");
  }

  @Test
  void refusesCudaWhereNd4jWouldTakeTheCpu() {
    Check check = Nd4jBackends.cuda(List.of(new JCublasBackend(), new Cpu(200)));

    assertThat(check.found()).isEqualTo("ND4J would take Cpu first");
    assertThat(check.remedy().orElseThrow()).contains("unset", "BACKEND_PRIORITY_CPU");
  }

  @Test
  void onTheCpuThereAreAsManySessionsAsCores() {
    ComputeDevice device = new Nd4jEngine().devices().get(0);

    assertThat(device.sessions()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(device.description()).isEmpty();
  }

  @Test
  void readsTheVersionOfTheKernelModule() {
    assertThat(
            KernelDriver.version(
                "NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.104.05  Sat Aug 19 2023\n"
                    + "GCC version:  gcc version 12.2.0\n"))
        .contains("535.104.05");
    assertThat(
            KernelDriver.version(
                "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  550.54.15  Release\n"))
        .contains("550.54.15");
    assertThat(KernelDriver.version("something else")).isEmpty();
  }
}
