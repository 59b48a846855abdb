package org.optimizerstudy.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class DeviceQueueTest {

  private static final String SOURCE =
      """
      #pragma OPENCL FP_CONTRACT OFF
      kernel void scale(global const float *from, global float *to, int offset, float factor) {
        size_t i = get_global_id(0);
        to[i] = fma(factor, from[i + offset], (float) SHIFT);
      }
      """;

  @Test
  void aKernelComputesWithItsArguments() {
    try (DeviceQueue queue = Devices.open();
        DeviceBuffer from = queue.buffer(5 * Float.BYTES);
        DeviceBuffer to = queue.buffer(4 * Float.BYTES);
        DeviceProgram program = queue.program(SOURCE, "-D SHIFT=10");
        DeviceKernel kernel = program.kernel("scale")) {
      from.write(0, 7f, 1f, 2f);
      from.write(3, 3f, 4f);
      kernel.set(0, from).set(1, to).set(2, 1).set(3, 0.5f);

      kernel.launch(new DeviceKernel.Range(2, 1, 1), new DeviceKernel.Range(2, 1, 1));
      queue.finish();

      assertThat(to.readFloats(0, 4)).containsExactly(10.5f, 11f, 11.5f, 12f);
      assertThat(to.readFloats(2, 2)).containsExactly(11.5f, 12f);
    }
  }

  @Test
  void argumentsStayUntilTheyAreSetAgain() {
    try (DeviceQueue queue = Devices.open();
        DeviceBuffer from = queue.buffer(4);
        DeviceBuffer to = queue.buffer(4);
        DeviceProgram program = queue.program(SOURCE, "-D SHIFT=0");
        DeviceKernel kernel = program.kernel("scale")) {
      from.write(0, 3f);
      kernel.set(0, from).set(1, to).set(2, 0).set(3, 2f);
      DeviceKernel.Range one = new DeviceKernel.Range(1, 1, 1);
      kernel.launch(one, one);
      kernel.set(3, 5f);
      assertThat(to.readFloats(0, 1)).containsExactly(6f);

      kernel.launch(one, one);

      assertThat(to.readFloats(0, 1)).containsExactly(15f);
    }
  }

  @Test
  void aBuildErrorHasTheCompilersWords() {
    try (DeviceQueue queue = Devices.open()) {
      assertThatExceptionOfType(BuildException.class)
          .isThrownBy(() -> queue.program("kernel void broken( { }", ""))
          .withMessageStartingWith("OpenCL: the driver cannot compile a program: ")
          .satisfies(e -> assertThat(e.log()).contains("error"));
    }
  }

  @Test
  void errorsNameTheCall() {
    try (DeviceQueue queue = Devices.open();
        DeviceProgram program = queue.program(SOURCE, "-D SHIFT=0")) {
      assertThatExceptionOfType(OpenClException.class)
          .isThrownBy(() -> program.kernel("absent"))
          .withMessage("OpenCL: clCreateKernel of absent failed: invalid kernel name (-46)");
      assertThatExceptionOfType(OpenClException.class)
          .isThrownBy(() -> queue.buffer(0))
          .withMessage("OpenCL: clCreateBuffer of 0 bytes failed: invalid buffer size (-61)");
    }
  }
}
