package org.optimizerstudy.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.cpu.nativecpu.CpuBackend;
import org.nd4j.linalg.factory.Nd4jBackend;
import org.optimizerstudy.experiment.InvalidInputException;

class BackendsTest {

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
    assertThatCode(
            () -> Backends.requireFirst(List.of(new JCublasBackend(), new Cpu(200)), Backend.CPU))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesTheCpuWhereNd4jWouldTakeCuda() {
    List<Nd4jBackend> present = List.of(new JCublasBackend(), new Cpu(0));

    assertThatThrownBy(() -> Backends.requireFirst(present, Backend.CPU))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("--backend cpu", "JCublasBackend", "BACKEND_PRIORITY_CPU=200");
  }

  @Test
  void refusesCudaWhereNd4jWouldTakeTheCpu() {
    List<Nd4jBackend> present = List.of(new JCublasBackend(), new Cpu(200));

    assertThatThrownBy(() -> Backends.requireFirst(present, Backend.CUDA))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("--backend cuda", "Cpu", "unset", "BACKEND_PRIORITY_CPU");
  }

  @Test
  void onTheCpuThereAreAsManyWorkersAsCores() {
    Devices devices = Backends.place(Backend.CPU);

    assertThat(devices.workers()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(devices.device()).isEmpty();
  }

  @Test
  void readsTheVersionOfTheKernelModule() {
    assertThat(
            Backends.kernelDriver(
                "NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.104.05  Sat Aug 19 2023\n"
                    + "GCC version:  gcc version 12.2.0\n"))
        .contains("535.104.05");
    assertThat(
            Backends.kernelDriver(
                "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  550.54.15  Release\n"))
        .contains("550.54.15");
    assertThat(Backends.kernelDriver("something else")).isEmpty();
  }
}
