package org.optimizerstudy.optimizer.rule;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;

/** A contiguous vector of floats that is copied to and from arrays in blocks. */
interface FlatView {

  int length();

  void read(int at, float[] into, int length);

  void write(int at, float[] from, int length);

  /** Makes written values visible in the array. */
  void flush();

  /**
   * @throws IllegalArgumentException if the array is not contiguous or not of type float
   */
  static FlatView of(INDArray array) {
    if (array.dataType() != DataType.FLOAT || array.elementWiseStride() != 1) {
      throw new IllegalArgumentException(
          "array: must be contiguous floats, found " + array.shapeInfoToString());
    }
    return Nd4j.getExecutioner().type() == ExecutionerType.NATIVE_CPU
        ? new HostView(array)
        : new CopiedView(array);
  }

  /** Accesses the array's own memory. */
  final class HostView implements FlatView {

    private final FloatBuffer memory;

    HostView(INDArray array) {
      memory =
          new FloatPointer(array.data().addressPointer())
              .position(0)
              .capacity(array.length())
              .asBuffer();
    }

    @Override
    public int length() {
      return memory.capacity();
    }

    @Override
    public void read(int at, float[] into, int length) {
      memory.get(at, into, 0, length);
    }

    @Override
    public void write(int at, float[] from, int length) {
      memory.put(at, from, 0, length);
    }

    @Override
    public void flush() {}
  }

  /** Accesses a copy, for arrays in device memory. */
  final class CopiedView implements FlatView {

    private final INDArray array;
    private final float[] copy;

    CopiedView(INDArray array) {
      this.array = array;
      this.copy = array.toFloatVector();
    }

    @Override
    public int length() {
      return copy.length;
    }

    @Override
    public void read(int at, float[] into, int length) {
      System.arraycopy(copy, at, into, 0, length);
    }

    @Override
    public void write(int at, float[] from, int length) {
      System.arraycopy(from, 0, copy, at, length);
    }

    @Override
    public void flush() {
      array.assign(Nd4j.createFromArray(copy));
    }
  }
}
