package org.optimizerstudy.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;

/**
 * The OpenCL device that the tests run on. Without one they are skipped; with the environment
 * variable REQUIRE_OPENCL set they fail.
 */
final class Devices {

  /** Read once for all tests. */
  private static final class Here {
    private static final List<FoundDevice> DEVICES = Installation.read().devices();
  }

  private Devices() {}

  /** The first device of this machine. */
  static FoundDevice first() {
    require(!Here.DEVICES.isEmpty());
    return Here.DEVICES.get(0);
  }

  /** Skips the test without an OpenCL device, or fails it where there must be one. */
  static void require(boolean isThere) {
    if (System.getenv("REQUIRE_OPENCL") != null) {
      assertThat(isThere).as("an OpenCL device, which REQUIRE_OPENCL asks for").isTrue();
    }
    assumeTrue(isThere, "skipped: no OpenCL device; install pocl-opencl-icd");
  }

  /** A queue of the first device. Without a cache, since POCL keeps what it compiles. */
  static DeviceQueue open() {
    return DeviceQueue.open(first().handle());
  }
}
