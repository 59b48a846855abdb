package org.optimizerstudy.engine.opencl;

import java.util.stream.IntStream;

/**
 * What a test starts in a JVM of its own, which may crash: builds programs beside threads that stop
 * at safepoints.
 */
final class BuildsBesideSafepoints {

  private static volatile long sum;

  private BuildsBesideSafepoints() {}

  /** Arguments: the number of programs. */
  public static void main(String[] arguments) {
    int programs = Integer.parseInt(arguments[0]);
    for (int i = 0; i < 4; i++) {
      daemon(() -> sum = IntStream.range(0, 1 << 20).asLongStream().sum());
    }
    daemon(System::gc);
    long start = System.nanoTime();
    try (DeviceQueue queue = Devices.open()) {
      for (int i = 0; i < programs; i++) {
        // not one that the driver has compiled before
        String source =
            "kernel void k(global float *a) { a[get_global_id(0)] *= %d; }".formatted(start + i);
        DeviceProgram.build(queue, source, "").close();
      }
    }
    System.out.println("built " + programs);
  }

  private static void daemon(Runnable again) {
    Thread thread =
        new Thread(
            () -> {
              while (true) {
                again.run();
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
