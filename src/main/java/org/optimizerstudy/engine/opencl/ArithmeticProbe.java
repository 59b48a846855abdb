package org.optimizerstudy.engine.opencl;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.bytedeco.opencl._cl_device_id;

/**
 * Computes on a device what Java computes as well: fused multiply-adds, products with sums,
 * quotients and square roots of wild values, among them denormals, infinities and sums that cancel.
 * A driver's word is not enough, as for a device that flushes denormals by an option.
 */
final class ArithmeticProbe {

  private static final int COUNT = 4_096;
  private static final long SEED = 1;

  private static final String SOURCE =
      """
      #pragma OPENCL FP_CONTRACT OFF
      kernel void probe(global const float *x, global const float *y, global const float *z,
                        global float *fused, global float *separate, global float *quotient,
                        global float *root) {
        const size_t i = get_global_id(0);
        fused[i] = fma(x[i], y[i], z[i]);
        separate[i] = x[i] * y[i] + z[i];
        quotient[i] = x[i] / y[i];
        root[i] = sqrt(x[i]);
      }
      """;

  /** The kernel's results, in the order of its arguments. */
  private static final List<Operation> OPERATIONS =
      List.of(
          new Operation("correctly rounded fused multiply-add", 3, Math::fma),
          new Operation("separately rounded products and sums", 3, (x, y, z) -> x * y + z),
          new Operation(Tier.DIVISION, 2, (x, y, z) -> x / y),
          new Operation(Tier.SQUARE_ROOT, 1, (x, y, z) -> (float) Math.sqrt(x)));

  /**
   * An operation of the kernel.
   *
   * @param feature what a device lacks whose result is another
   * @param operands how many of x, y and z it has
   * @param java the same in Java
   */
  private record Operation(String feature, int operands, Ternary java) {}

  @FunctionalInterface
  private interface Ternary {
    float of(float x, float y, float z);
  }

  private final float[] x = new float[COUNT];
  private final float[] y = new float[COUNT];
  private final float[] z = new float[COUNT];

  ArithmeticProbe() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < COUNT; i++) {
      x[i] = wild(random, i);
      y[i] = wild(random, i / 4);
      // half of the sums cancel but for what a fused multiply-add keeps
      z[i] = i % 128 < 64 ? -x[i] * y[i] : wild(random, i / 16);
    }
  }

  /** Any bits, ordinary numbers, denormals, and numbers whose product is denormal. */
  private static float wild(SplittableRandom random, int sort) {
    int bits = random.nextInt();
    return switch (sort % 4) {
      case 0 -> Float.intBitsToFloat(bits);
      case 1 -> (float) (random.nextDouble() * 4 - 1);
      case 2 -> Float.intBitsToFloat(bits & 0x807fffff);
      default -> Float.intBitsToFloat(bits & 0x807fffff | 0x1f800000);
    };
  }

  /**
   * What a device lacks.
   *
   * @throws OpenClException if the driver fails
   */
  Tier tier(_cl_device_id handle, DeviceDescription device) {
    Set<String> missing = new LinkedHashSet<>(Tier.undeclared(device));
    missing.addAll(lacking(compute(handle)));
    return new Tier(List.copyOf(missing));
  }

  /**
   * Compares with Java, bit by bit; all NaN are one.
   *
   * @param results one array for each operation
   */
  Set<String> lacking(List<float[]> results) {
    Set<String> lacking = new LinkedHashSet<>();
    for (int k = 0; k < OPERATIONS.size(); k++) {
      Operation operation = OPERATIONS.get(k);
      for (int i = 0; i < COUNT; i++) {
        float expected = operation.java().of(x[i], y[i], z[i]);
        if (Float.floatToIntBits(expected) != Float.floatToIntBits(results.get(k)[i])) {
          boolean tiny =
              Stream.of(x[i], y[i], z[i])
                      .limit(operation.operands())
                      .anyMatch(ArithmeticProbe::isDenormal)
                  || operation.operands() == 3 && isDenormal(x[i] * y[i])
                  || isDenormal(expected);
          lacking.add(tiny ? Tier.DENORMALS : operation.feature());
        }
      }
    }
    return lacking;
  }

  private static boolean isDenormal(float value) {
    return value != 0 && Math.abs(value) < Float.MIN_NORMAL;
  }

  /** What Java computes. */
  List<float[]> expected() {
    return OPERATIONS.stream()
        .map(
            operation -> {
              float[] values = new float[COUNT];
              for (int i = 0; i < COUNT; i++) {
                values[i] = operation.java().of(x[i], y[i], z[i]);
              }
              return values;
            })
        .toList();
  }

  private List<float[]> compute(_cl_device_id handle) {
    long bytes = (long) COUNT * Float.BYTES;
    try (DeviceQueue queue = DeviceQueue.open(handle);
        DeviceProgram program = queue.program(SOURCE, "");
        DeviceKernel kernel = program.kernel("probe");
        DeviceBuffer first = queue.buffer(bytes);
        DeviceBuffer second = queue.buffer(bytes);
        DeviceBuffer third = queue.buffer(bytes);
        DeviceBuffer fused = queue.buffer(bytes);
        DeviceBuffer separate = queue.buffer(bytes);
        DeviceBuffer quotient = queue.buffer(bytes);
        DeviceBuffer root = queue.buffer(bytes)) {
      first.write(0, x);
      second.write(0, y);
      third.write(0, z);
      kernel.set(0, first).set(1, second).set(2, third);
      kernel.set(3, fused).set(4, separate).set(5, quotient).set(6, root);
      kernel.launch(new DeviceKernel.Range(COUNT / 64, 1, 1), new DeviceKernel.Range(64, 1, 1));
      return List.of(
          fused.readFloats(0, COUNT),
          separate.readFloats(0, COUNT),
          quotient.readFloats(0, COUNT),
          root.readFloats(0, COUNT));
    }
  }
}
