package org.optimizerstudy.engine.opencl;

import static org.optimizerstudy.engine.opencl.OpenClException.check;

import java.util.Optional;
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
  private final String options;
  private final Optional<ProgramCache> cache;

  private DeviceQueue(
      _cl_device_id device,
      _cl_context context,
      _cl_command_queue queue,
      String options,
      Optional<ProgramCache> cache) {
    this.device = device;
    this.context = context;
    this.queue = queue;
    this.options = options;
    this.cache = cache;
  }

  /**
   * Opens a context and a queue, by a call that drivers of OpenCL 1.2 have too.
   *
   * @param cache keeps the compiled programs, if there is one
   * @throws OpenClException if the driver refuses
   */
  @SuppressWarnings("deprecation")
  static DeviceQueue open(_cl_device_id device, Optional<ProgramCache> cache) {
    String options =
        DeviceDescription.compilerOptions(
            DriverInfo.of(device).integer(OpenCL.CL_DEVICE_SINGLE_FP_CONFIG, Long.MAX_VALUE));
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
    return new DeviceQueue(device, context, queue, options, cache);
  }

  /** Opens a context and a queue without a cache. */
  static DeviceQueue open(_cl_device_id device) {
    return open(device, Optional.empty());
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
   * Compiles a program, or takes it from the cache.
   *
   * @param source OpenCL C
   * @param macros further options of the compiler, for example {@code -D SIZE=4}
   * @throws BuildException if the compiler refuses it
   */
  DeviceProgram program(String source, String macros) {
    String all = (options + " " + macros).strip();
    Optional<byte[]> binary = cache.flatMap(programs -> programs.read(source, all));
    if (binary.isPresent()) {
      try {
        return DeviceProgram.load(this, binary.get(), all);
      } catch (OpenClException e) {
        // the driver does not take what it gave: compiled again below
      }
    }
    DeviceProgram program = build(source, all);
    cache.ifPresent(programs -> programs.write(source, all, program.binary()));
    return program;
  }

  private DeviceProgram build(String source, String all) {
    try {
      return DeviceProgram.build(this, source, all);
    } catch (BuildException e) {
      throw cache.map(programs -> e.keptIn(programs.writeLog(source, all, e.log()))).orElse(e);
    }
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
