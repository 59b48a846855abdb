package org.optimizerstudy.engine.opencl;

import static org.optimizerstudy.engine.opencl.OpenClException.check;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.opencl.Pfn_notify__cl_program_Pointer;
import org.bytedeco.opencl._cl_program;
import org.bytedeco.opencl.global.OpenCL;

/** A program compiled for a device. */
final class DeviceProgram implements AutoCloseable {

  /** Bytes; no driver gives as many. */
  static final int LARGEST_BINARY = 64 << 20;

  private final DeviceQueue queue;
  private final _cl_program program;

  private DeviceProgram(DeviceQueue queue, _cl_program program) {
    this.queue = queue;
    this.program = program;
  }

  static DeviceProgram build(DeviceQueue queue, String source, String options) {
    _cl_program program;
    try (BytePointer text = new BytePointer(source);
        PointerPointer<BytePointer> texts = new PointerPointer<BytePointer>(1).put(0, text);
        IntPointer code = new IntPointer(1)) {
      program =
          OpenCL.clCreateProgramWithSource(queue.context(), 1, texts, (SizeTPointer) null, code);
      check("clCreateProgramWithSource", code.get());
    }
    return linked(queue, program, options);
  }

  static DeviceProgram load(DeviceQueue queue, byte[] binary, String options) {
    int[] status = new int[1];
    int[] code = new int[1];
    _cl_program program;
    try (SizeTPointer length = new SizeTPointer(new long[] {binary.length})) {
      program =
          OpenCL.clCreateProgramWithBinary(
              queue.context(), 1, queue.device(), length, binary, status, code);
    }
    check("clCreateProgramWithBinary", code[0]);
    if (status[0] != OpenCL.CL_SUCCESS) {
      OpenCL.clReleaseProgram(program);
      throw new OpenClException("clCreateProgramWithBinary", status[0]);
    }
    return linked(queue, program, options);
  }

  private static DeviceProgram linked(DeviceQueue queue, _cl_program program, String options) {
    try {
      link(queue, program, options);
    } catch (OpenClException e) {
      OpenCL.clReleaseProgram(program);
      throw e;
    }
    return new DeviceProgram(queue, program);
  }

  private static void link(DeviceQueue queue, _cl_program program, String options) {
    int code =
        OpenCL.clBuildProgram(
            program, 1, queue.device(), options, (Pfn_notify__cl_program_Pointer) null, null);
    if (code != OpenCL.CL_SUCCESS) {
      throw new BuildException(code, log(queue, program));
    }
  }

  private static String log(DeviceQueue queue, _cl_program program) {
    try (SizeTPointer size = new SizeTPointer(1)) {
      check(
          "clGetProgramBuildInfo",
          OpenCL.clGetProgramBuildInfo(
              program, queue.device(), OpenCL.CL_PROGRAM_BUILD_LOG, 0, null, size));
      try (BytePointer text = new BytePointer(size.get() + 1)) {
        text.put(size.get(), (byte) 0);
        check(
            "clGetProgramBuildInfo",
            OpenCL.clGetProgramBuildInfo(
                program, queue.device(), OpenCL.CL_PROGRAM_BUILD_LOG, size.get(), text, null));
        return text.getString();
      }
    }
  }

  /**
   * A new kernel object, with arguments of its own.
   *
   * @throws OpenClException if the program has no such kernel
   */
  DeviceKernel kernel(String name) {
    return DeviceKernel.create(queue, program, name);
  }

  /**
   * The program as the driver compiled it for this device.
   *
   * @return empty if the driver does not give it
   * @throws OpenClException if the driver fails
   */
  byte[] binary() {
    try (SizeTPointer size = new SizeTPointer(1)) {
      check(
          "clGetProgramInfo",
          OpenCL.clGetProgramInfo(
              program, OpenCL.CL_PROGRAM_BINARY_SIZES, Pointer.sizeof(Pointer.class), size, null));
      if (size.get() < 0 || size.get() > LARGEST_BINARY) {
        throw new OpenClException(
            "a program has %d bytes at most, found %s"
                .formatted(LARGEST_BINARY, Long.toUnsignedString(size.get())),
            OpenCL.CL_INVALID_VALUE,
            null);
      }
      byte[] binary = new byte[(int) size.get()];
      if (binary.length > 0) {
        try (BytePointer bytes = new BytePointer((long) binary.length);
            PointerPointer<BytePointer> list = new PointerPointer<BytePointer>(1).put(0, bytes)) {
          check(
              "clGetProgramInfo",
              OpenCL.clGetProgramInfo(
                  program, OpenCL.CL_PROGRAM_BINARIES, Pointer.sizeof(Pointer.class), list, null));
          bytes.get(binary);
        }
      }
      return binary;
    }
  }

  _cl_program handle() {
    return program;
  }

  @Override
  public void close() {
    OpenCL.clReleaseProgram(program);
  }
}
