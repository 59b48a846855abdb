package org.optimizerstudy.engine.opencl;

import java.util.Map;
import org.bytedeco.opencl.global.OpenCL;
import org.optimizerstudy.engine.DeviceMemoryException;
import org.optimizerstudy.engine.MachineException;

/** OpenCL refused a call; the message names the call and the code. */
class OpenClException extends MachineException {
  private static final long serialVersionUID = 1L;

  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(OpenCL.CL_DEVICE_NOT_FOUND, "device not found"),
          Map.entry(OpenCL.CL_DEVICE_NOT_AVAILABLE, "device not available"),
          Map.entry(OpenCL.CL_COMPILER_NOT_AVAILABLE, "compiler not available"),
          Map.entry(OpenCL.CL_MEM_OBJECT_ALLOCATION_FAILURE, "memory cannot be allocated"),
          Map.entry(OpenCL.CL_OUT_OF_RESOURCES, "out of resources"),
          Map.entry(OpenCL.CL_OUT_OF_HOST_MEMORY, "out of host memory"),
          Map.entry(OpenCL.CL_BUILD_PROGRAM_FAILURE, "build failure"),
          Map.entry(OpenCL.CL_INVALID_VALUE, "invalid value"),
          Map.entry(OpenCL.CL_INVALID_BINARY, "invalid binary"),
          Map.entry(OpenCL.CL_INVALID_KERNEL_NAME, "invalid kernel name"),
          Map.entry(OpenCL.CL_INVALID_ARG_SIZE, "invalid argument size"),
          Map.entry(OpenCL.CL_INVALID_KERNEL_ARGS, "invalid kernel arguments"),
          Map.entry(OpenCL.CL_INVALID_WORK_GROUP_SIZE, "invalid work-group size"),
          Map.entry(OpenCL.CL_INVALID_BUFFER_SIZE, "invalid buffer size"));

  private final int code;

  OpenClException(String call, int code) {
    this(call + " failed: " + name(code), code, null);
  }

  OpenClException(String message, int code, Throwable cause) {
    super("OpenCL: " + message);
    initCause(cause);
    this.code = code;
  }

  /**
   * Checks what a call returned.
   *
   * @throws OpenClException if it is not success
   */
  static void check(String call, int code) {
    if (code != OpenCL.CL_SUCCESS) {
      throw new OpenClException(call, code);
    }
  }

  /** What OpenCL returned. */
  int code() {
    return code;
  }

  /** Whether the device's memory, or the host's, is too small for what was asked. */
  boolean isOutOfMemory() {
    return code == OpenCL.CL_MEM_OBJECT_ALLOCATION_FAILURE
        || code == OpenCL.CL_INVALID_BUFFER_SIZE
        || code == OpenCL.CL_OUT_OF_RESOURCES
        || code == OpenCL.CL_OUT_OF_HOST_MEMORY;
  }

  /**
   * The same as what a session with fewer trials may solve.
   *
   * @param trials of the session
   */
  DeviceMemoryException toMemory(int trials) {
    return new DeviceMemoryException(
        "the device has too little memory for %d trial%s in lockstep (%s); end other programs that use it or take another --device"
            .formatted(trials, trials == 1 ? "" : "s", getMessage()));
  }

  /**
   * The same after a session had begun.
   *
   * @param what was computed
   */
  OpenClException inMidRun(String what) {
    return new OpenClException(
        "the device failed in %s (%s); progress is saved, run the same command to resume; if it fails again, restart the machine or take another --device"
            .formatted(what, getMessage()),
        code,
        this);
  }

  private static String name(int code) {
    return NAMES.containsKey(code) ? "%s (%d)".formatted(NAMES.get(code), code) : "code " + code;
  }
}
