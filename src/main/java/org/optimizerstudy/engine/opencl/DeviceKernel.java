package org.optimizerstudy.engine.opencl;

import static org.optimizerstudy.engine.opencl.OpenClException.check;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.opencl._cl_kernel;
import org.bytedeco.opencl._cl_program;
import org.bytedeco.opencl.global.OpenCL;

/**
 * A kernel with its arguments, which stay as they are from launch to launch until they are set
 * again. The buffers among them must stay open.
 */
final class DeviceKernel implements AutoCloseable {

  private static final PointerPointer<Pointer> NO_EVENTS = null;

  private final DeviceQueue queue;
  private final String name;
  private final _cl_kernel kernel;
  private final IntPointer integer = new IntPointer(1L);
  private final FloatPointer number = new FloatPointer(1L);
  private final PointerPointer<Pointer> address = new PointerPointer<>(1);
  private final SizeTPointer global = new SizeTPointer(3);
  private final SizeTPointer local = new SizeTPointer(3);

  private DeviceKernel(DeviceQueue queue, String name, _cl_kernel kernel) {
    this.queue = queue;
    this.name = name;
    this.kernel = kernel;
  }

  static DeviceKernel create(DeviceQueue queue, _cl_program program, String name) {
    int[] code = new int[1];
    _cl_kernel kernel = OpenCL.clCreateKernel(program, name, code);
    check("clCreateKernel of " + name, code[0]);
    return new DeviceKernel(queue, name, kernel);
  }

  DeviceKernel set(int index, DeviceBuffer buffer) {
    return set(index, Pointer.sizeof(Pointer.class), address.put(0, buffer.handle()));
  }

  DeviceKernel set(int index, int value) {
    return set(index, Integer.BYTES, integer.put(value));
  }

  DeviceKernel set(int index, float value) {
    return set(index, Float.BYTES, number.put(value));
  }

  private DeviceKernel set(int index, long size, Pointer value) {
    check(
        "clSetKernelArg %d of %s".formatted(index, name),
        OpenCL.clSetKernelArg(kernel, index, size, value));
    return this;
  }

  /**
   * Queues a launch in three dimensions.
   *
   * @param groups work-groups in each dimension
   * @param size work items a group in each dimension
   * @throws OpenClException if the driver refuses
   */
  void launch(Range groups, Range size) {
    put(global, groups.x() * size.x(), groups.y() * size.y(), groups.z() * size.z());
    put(local, size.x(), size.y(), size.z());
    check(
        "launch of " + name,
        OpenCL.clEnqueueNDRangeKernel(
            queue.handle(), kernel, 3, null, global, local, 0, NO_EVENTS, NO_EVENTS));
  }

  private static void put(SizeTPointer sizes, long x, long y, long z) {
    sizes.put(0, x).put(1, y).put(2, z);
  }

  @Override
  public void close() {
    OpenCL.clReleaseKernel(kernel);
    integer.close();
    number.close();
    address.close();
    global.close();
    local.close();
  }

  /**
   * A number in each dimension of a launch.
   *
   * @param x of neighbouring work items
   * @param y the next dimension
   * @param z the slowest dimension
   */
  record Range(long x, long y, long z) {}
}
