package org.optimizerstudy.engine.opencl;

import static org.optimizerstudy.engine.opencl.OpenClException.check;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.opencl._cl_mem;
import org.bytedeco.opencl.global.OpenCL;

/**
 * Memory of a device. Reads and writes take their place in the queue and return when they are done.
 * Offsets and lengths count elements of the array's type.
 */
final class DeviceBuffer implements AutoCloseable {

  private static final PointerPointer<Pointer> NO_EVENTS = null;

  private final DeviceQueue queue;
  private final _cl_mem memory;
  private final long bytes;

  private DeviceBuffer(DeviceQueue queue, _cl_mem memory, long bytes) {
    this.queue = queue;
    this.memory = memory;
    this.bytes = bytes;
  }

  static DeviceBuffer create(DeviceQueue queue, long bytes) {
    int[] code = new int[1];
    _cl_mem memory =
        OpenCL.clCreateBuffer(queue.context(), OpenCL.CL_MEM_READ_WRITE, bytes, null, code);
    check("clCreateBuffer of %d bytes".formatted(bytes), code[0]);
    return new DeviceBuffer(queue, memory, bytes);
  }

  long bytes() {
    return bytes;
  }

  _cl_mem handle() {
    return memory;
  }

  void write(long offset, float... values) {
    try (FloatPointer host = new FloatPointer(values)) {
      write(offset * Float.BYTES, (long) values.length * Float.BYTES, host);
    }
  }

  void write(long offset, int... values) {
    try (IntPointer host = new IntPointer(values)) {
      write(offset * Integer.BYTES, (long) values.length * Integer.BYTES, host);
    }
  }

  void write(long offset, byte... values) {
    try (BytePointer host = new BytePointer(values)) {
      write(offset, values.length, host);
    }
  }

  float[] readFloats(long offset, int length) {
    float[] values = new float[length];
    try (FloatPointer host = new FloatPointer(length)) {
      read(offset * Float.BYTES, (long) length * Float.BYTES, host);
      host.get(values);
    }
    return values;
  }

  double[] readDoubles(long offset, int length) {
    double[] values = new double[length];
    try (DoublePointer host = new DoublePointer(length)) {
      read(offset * Double.BYTES, (long) length * Double.BYTES, host);
      host.get(values);
    }
    return values;
  }

  int[] readInts(long offset, int length) {
    int[] values = new int[length];
    try (IntPointer host = new IntPointer(length)) {
      read(offset * Integer.BYTES, (long) length * Integer.BYTES, host);
      host.get(values);
    }
    return values;
  }

  byte[] readBytes(long offset, int length) {
    byte[] values = new byte[length];
    try (BytePointer host = new BytePointer(length)) {
      read(offset, length, host);
      host.get(values);
    }
    return values;
  }

  private void write(long offset, long length, Pointer host) {
    check(
        "clEnqueueWriteBuffer",
        OpenCL.clEnqueueWriteBuffer(
            queue.handle(), memory, OpenCL.CL_TRUE, offset, length, host, 0, NO_EVENTS, NO_EVENTS));
  }

  private void read(long offset, long length, Pointer host) {
    check(
        "clEnqueueReadBuffer",
        OpenCL.clEnqueueReadBuffer(
            queue.handle(), memory, OpenCL.CL_TRUE, offset, length, host, 0, NO_EVENTS, NO_EVENTS));
  }

  @Override
  public void close() {
    OpenCL.clReleaseMemObject(memory);
  }
}
