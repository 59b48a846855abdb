package org.optimizerstudy.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.optimizerstudy.engine.opencl.DeviceKernel.Range;

/** The kernels' exponential and logarithm. */
class ArithmeticTest {

  private static final int COUNT = 1 << 20;
  private static final int GROUP = 64;

  private static final String KERNELS =
      """
      kernel void exponentials(global float *values) {
        values[get_global_id(0)] = exponential(values[get_global_id(0)]);
      }
      kernel void logarithms(global float *values) {
        values[get_global_id(0)] = logarithm(values[get_global_id(0)]);
      }
      """;

  private static float[] onDevice(String kernelName, float... values) {
    KernelSource source = KernelSource.of("arithmetic");
    try (DeviceQueue queue = Devices.open();
        DeviceProgram program = queue.program(source.text() + KERNELS, source.options());
        DeviceKernel kernel = program.kernel(kernelName);
        DeviceBuffer buffer = queue.buffer(4L * values.length)) {
      buffer.write(0, values);
      int group = values.length % GROUP == 0 ? GROUP : 1;
      kernel.set(0, buffer).launch(new Range(values.length / group, 1, 1), new Range(group, 1, 1));
      return buffer.readFloats(0, values.length);
    }
  }

  /** Distance in units in the last place of the exact value. */
  private static double worst(float[] arguments, float[] found, DoubleUnaryOperator exact) {
    double worst = 0;
    for (int i = 0; i < found.length; i++) {
      double expected = exact.applyAsDouble(arguments[i]);
      worst = Math.max(worst, Math.abs(found[i] - expected) / Math.ulp((float) expected));
    }
    return worst;
  }

  @Test
  void theExponentialIsWithinTwoUnitsAndTheReferences() {
    float[] arguments = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      arguments[i] = -106 + 194.7f * i / COUNT;
    }

    float[] found = onDevice("exponentials", arguments);

    assertThat(worst(arguments, found, Math::exp)).isLessThan(2);
    float[] expected = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      expected[i] = Reference.exponential(arguments[i]);
    }
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void theLogarithmIsWithinTwoUnitsAndTheReferences() {
    float[] arguments = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      arguments[i] =
          i < COUNT / 2 ? (i + 1f) / (COUNT / 2) : (float) Math.exp(-40 + 80.0 * i / COUNT);
    }

    float[] found = onDevice("logarithms", arguments);

    assertThat(worst(arguments, found, Math::log)).isLessThan(2);
    float[] expected = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      expected[i] = Reference.logarithm(arguments[i]);
    }
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void specialValuesAreThoseOfMathematics() {
    float nan = Float.NaN;
    float infinity = Float.POSITIVE_INFINITY;

    assertThat(onDevice("exponentials", 0, -0f, nan, infinity, -infinity, 89, -105))
        .containsExactly(1, 1, nan, infinity, 0, infinity, 0);
    assertThat(onDevice("logarithms", 1, nan)).containsExactly(0, nan);
  }
}
