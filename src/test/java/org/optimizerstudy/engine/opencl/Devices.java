package org.optimizerstudy.engine.opencl;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.opencl._cl_device_id;
import org.bytedeco.opencl._cl_platform_id;
import org.bytedeco.opencl.global.OpenCL;

/** The OpenCL device that the tests run on. */
final class Devices {

  private Devices() {}

  /** A queue of the first device of the first platform; without one the test is skipped. */
  static DeviceQueue open() {
    assumeTrue(isLoaded(), "skipped: no OpenCL loader");
    try (PointerPointer<_cl_platform_id> platforms = new PointerPointer<>(1);
        PointerPointer<_cl_device_id> devices = new PointerPointer<>(1);
        IntPointer count = new IntPointer(1L)) {
      int code = OpenCL.clGetPlatformIDs(1, platforms, count);
      assumeTrue(
          code == OpenCL.CL_SUCCESS && count.get() > 0,
          "skipped: no OpenCL platform; install pocl-opencl-icd");
      code =
          OpenCL.clGetDeviceIDs(
              platforms.get(_cl_platform_id.class, 0),
              OpenCL.CL_DEVICE_TYPE_ALL,
              1,
              devices,
              count);
      assumeTrue(code == OpenCL.CL_SUCCESS && count.get() > 0, "skipped: no OpenCL device");
      return DeviceQueue.open(devices.get(_cl_device_id.class, 0));
    }
  }

  private static boolean isLoaded() {
    try {
      Loader.load(OpenCL.class);
      return true;
    } catch (UnsatisfiedLinkError e) {
      return false;
    }
  }
}
