package org.optimizerstudy.engine.opencl;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.opencl.global.OpenCL;
import org.optimizerstudy.results.Device;

/**
 * A device as its driver describes it. Texts are printable lines.
 *
 * @param platform name of the driver's platform, for example "NVIDIA CUDA"
 * @param name the model
 * @param vendor of the device
 * @param driver the driver's version
 * @param version of OpenCL, for example "3.0"
 * @param kind of processor
 * @param memory bytes
 * @param largestAllocation most bytes of one buffer
 * @param computeUnits processors that run work-groups
 * @param localMemory bytes that the work items of a group share
 * @param floats OpenCL's bits {@code CL_FP_...} of float arithmetic
 */
record DeviceDescription(
    String platform,
    String name,
    String vendor,
    String driver,
    String version,
    Kind kind,
    long memory,
    long largestAllocation,
    int computeUnits,
    long localMemory,
    long floats) {

  /** More than any device has. */
  private static final long MOST_BYTES = 1L << 50;

  private static final int MOST_UNITS = 1 << 20;
  private static final Pattern VERSION = Pattern.compile("OpenCL (\\d{1,3}\\.\\d{1,3})( .*)?");

  /** What a device is. */
  enum Kind {
    GPU("GPU"),
    CPU("CPU"),
    OTHER("accelerator");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    private static Kind of(long bits) {
      if ((bits & OpenCL.CL_DEVICE_TYPE_CPU) != 0) {
        return CPU;
      }
      return (bits & OpenCL.CL_DEVICE_TYPE_GPU) != 0 ? GPU : OTHER;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /**
   * Asks the driver.
   *
   * @throws OpenClException if it does not tell, tells what cannot be, or the device cannot be used
   */
  static DeviceDescription read(String platform, DriverInfo device) {
    if (!device.flag(OpenCL.CL_DEVICE_AVAILABLE)) {
      throw new OpenClException("it is not available", OpenCL.CL_DEVICE_NOT_AVAILABLE, null);
    }
    if (!device.flag(OpenCL.CL_DEVICE_COMPILER_AVAILABLE)) {
      throw new OpenClException(
          "its driver has no compiler", OpenCL.CL_COMPILER_NOT_AVAILABLE, null);
    }
    return new DeviceDescription(
        platform,
        device.text(OpenCL.CL_DEVICE_NAME),
        device.text(OpenCL.CL_DEVICE_VENDOR),
        device.text(OpenCL.CL_DRIVER_VERSION),
        version(device.text(OpenCL.CL_DEVICE_VERSION)),
        Kind.of(device.integer(OpenCL.CL_DEVICE_TYPE, Long.MAX_VALUE)),
        device.integer(OpenCL.CL_DEVICE_GLOBAL_MEM_SIZE, MOST_BYTES),
        device.integer(OpenCL.CL_DEVICE_MAX_MEM_ALLOC_SIZE, MOST_BYTES),
        (int) device.integer(OpenCL.CL_DEVICE_MAX_COMPUTE_UNITS, MOST_UNITS),
        device.integer(OpenCL.CL_DEVICE_LOCAL_MEM_SIZE, MOST_BYTES),
        device.integer(OpenCL.CL_DEVICE_SINGLE_FP_CONFIG, Long.MAX_VALUE));
  }

  /** The kernels are OpenCL C 1.2. */
  static String version(String text) {
    Matcher matcher = VERSION.matcher(text);
    if (!matcher.matches() || Double.parseDouble(matcher.group(1)) < 1.2) {
      throw new OpenClException(
          "its version must be \"OpenCL 1.2\" or newer, found \"" + text + "\"",
          OpenCL.CL_INVALID_VALUE,
          null);
    }
    return matcher.group(1);
  }

  /** Whether the driver says that floats have these features. */
  boolean has(long bits) {
    return (floats & bits) == bits;
  }

  /**
   * Options that every program is compiled with. A compiler refuses correct rounding for a device
   * that does not have it.
   *
   * @param floats as above
   */
  static String compilerOptions(long floats) {
    return "-cl-std=CL1.2"
        + ((floats & OpenCL.CL_FP_CORRECTLY_ROUNDED_DIVIDE_SQRT) != 0
            ? " -cl-fp32-correctly-rounded-divide-sqrt"
            : "");
  }

  /** What trial.json records. */
  Device toDevice(Tier tier) {
    return Device.openCl(name, version, tier.toString(), memory, driver);
  }
}
