package org.optimizerstudy.engine.opencl;

import static org.optimizerstudy.engine.opencl.OpenClException.check;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.opencl.Pfn_notify__cl_program_Pointer;
import org.bytedeco.opencl._cl_program;
import org.bytedeco.opencl.global.OpenCL;

/** A program compiled for a device. */
final class DeviceProgram implements AutoCloseable {

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

  _cl_program handle() {
    return program;
  }

  @Override
  public void close() {
    OpenCL.clReleaseProgram(program);
  }
}
