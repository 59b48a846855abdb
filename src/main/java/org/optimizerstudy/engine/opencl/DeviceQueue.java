package org.optimizerstudy.engine.opencl;

import static org.optimizerstudy.engine.opencl.OpenClException.check;

import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.opencl.Pfn_notify_String_Pointer_long_Pointer;
import org.bytedeco.opencl._cl_command_queue;
import org.bytedeco.opencl._cl_context;
import org.bytedeco.opencl._cl_device_id;
import org.bytedeco.opencl.global.OpenCL;

/**
 * A device's context with one queue, in which commands run in the order of their calls. Used by one
 * thread at once. What is made in it is to be closed before it.
 */
final class DeviceQueue implements AutoCloseable {

  private final _cl_device_id device;
  private final _cl_context context;
  private final _cl_command_queue queue;

  private DeviceQueue(_cl_device_id device, _cl_context context, _cl_command_queue queue) {
    this.device = device;
    this.context = context;
    this.queue = queue;
  }

  /**
   * Opens a context and a queue, by a call that drivers of OpenCL 1.2 have too.
   *
   * @throws OpenClException if the driver refuses
   */
  @SuppressWarnings("deprecation")
  static DeviceQueue open(_cl_device_id device) {
    int[] code = new int[1];
    _cl_context context =
        OpenCL.clCreateContext(
            (SizeTPointer) null,
            1,
            device,
            (Pfn_notify_String_Pointer_long_Pointer) null,
            null,
            code);
    check("clCreateContext", code[0]);
    _cl_command_queue queue = OpenCL.clCreateCommandQueue(context, device, 0, code);
    if (code[0] != OpenCL.CL_SUCCESS) {
      OpenCL.clReleaseContext(context);
      throw new OpenClException("clCreateCommandQueue", code[0]);
    }
    return new DeviceQueue(device, context, queue);
  }

  /**
   * Reserves memory of the device; its content is undefined.
   *
   * @param bytes at least one
   * @throws OpenClException if there is not as much
   */
  DeviceBuffer buffer(long bytes) {
    return DeviceBuffer.create(this, bytes);
  }

  /**
   * Compiles a program.
   *
   * @param source OpenCL C
   * @param options of the compiler, for example {@code -D SIZE=4}
   * @throws BuildException if the compiler refuses it
   */
  DeviceProgram program(String source, String options) {
    return DeviceProgram.build(this, source, options);
  }

  /**
   * Hands the commands so far to the device and returns.
   *
   * @throws OpenClException if the device is lost
   */
  void flush() {
    check("clFlush", OpenCL.clFlush(queue));
  }

  /**
   * Waits until all commands have run.
   *
   * @throws OpenClException if one failed or the device is lost
   */
  void finish() {
    check("clFinish", OpenCL.clFinish(queue));
  }

  _cl_device_id device() {
    return device;
  }

  _cl_context context() {
    return context;
  }

  _cl_command_queue handle() {
    return queue;
  }

  @Override
  public void close() {
    OpenCL.clReleaseCommandQueue(queue);
    OpenCL.clReleaseContext(context);
  }
}
