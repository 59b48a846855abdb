package org.optimizerstudy.engine.opencl;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.opencl.global.OpenCL;

/** Answers about a device that this machine does not have. */
final class FakeDriver implements DriverInfo.Query {

  /** All float features of OpenCL that there are. */
  static final long ALL_FLOATS = 0xff;

  private final Map<Integer, Object> answers = new HashMap<>();

  /** A GPU of the first tier that works. */
  FakeDriver() {
    answer(OpenCL.CL_DEVICE_AVAILABLE, 1L);
    answer(OpenCL.CL_DEVICE_COMPILER_AVAILABLE, 1L);
    answer(OpenCL.CL_DEVICE_NAME, "NVIDIA H200\0");
    answer(OpenCL.CL_DEVICE_VENDOR, "NVIDIA Corporation\0");
    answer(OpenCL.CL_DRIVER_VERSION, "550.54.15\0");
    answer(OpenCL.CL_DEVICE_VERSION, "OpenCL 3.0 CUDA\0");
    answer(OpenCL.CL_DEVICE_TYPE, (long) OpenCL.CL_DEVICE_TYPE_GPU);
    answer(OpenCL.CL_DEVICE_GLOBAL_MEM_SIZE, 140L << 30);
    answer(OpenCL.CL_DEVICE_MAX_MEM_ALLOC_SIZE, 35L << 30);
    answer(OpenCL.CL_DEVICE_MAX_COMPUTE_UNITS, 132L);
    answer(OpenCL.CL_DEVICE_LOCAL_MEM_SIZE, 48L << 10);
    answer(OpenCL.CL_DEVICE_SINGLE_FP_CONFIG, ALL_FLOATS);
  }

  FakeDriver answer(int parameter, Object value) {
    answers.put(parameter, value);
    return this;
  }

  @Override
  public int ask(int parameter, long size, Pointer value, SizeTPointer actual) {
    Object answer = answers.get(parameter);
    if (answer instanceof Integer code) {
      return code;
    }
    if (answer instanceof Long number) {
      ((LongPointer) value).put(number);
      return OpenCL.CL_SUCCESS;
    }
    byte[] text = ((String) answer).getBytes(StandardCharsets.UTF_8);
    if (actual != null) {
      actual.put(text.length);
    }
    if (value != null) {
      ((BytePointer) value).put(text);
    }
    return OpenCL.CL_SUCCESS;
  }

  DriverInfo info() {
    return new DriverInfo(this);
  }

  /** A device of a machine that is made up. */
  static FoundDevice device(
      int number,
      String platform,
      String name,
      DeviceDescription.Kind kind,
      int gibibytes,
      String... missing) {
    return new FoundDevice(
        number,
        new DeviceDescription(
            platform,
            name,
            "a vendor",
            "1.0",
            "3.0",
            kind,
            (long) gibibytes << 30,
            (long) gibibytes << 28,
            64,
            48 << 10,
            ALL_FLOATS),
        new Tier(List.of(missing)),
        null);
  }
}
