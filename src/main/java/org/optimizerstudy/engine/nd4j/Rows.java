package org.optimizerstudy.engine.nd4j;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A copy of a matrix [examples, classes] of class scores or one-hot labels.
 *
 * @param values values in row-major order
 * @param classes number of values per row
 */
record Rows(float[] values, int classes) {

  static Rows of(INDArray matrix) {
    int classes = (int) matrix.size(1);
    if (!isPlain(matrix) || Nd4j.getExecutioner().type() != ExecutionerType.NATIVE_CPU) {
      return new Rows(matrix.castTo(DataType.FLOAT).dup('c').data().asFloat(), classes);
    }
    float[] values = new float[(int) matrix.length()];
    new FloatPointer(matrix.data().addressPointer()).get(values);
    return new Rows(values, classes);
  }

  private static boolean isPlain(INDArray matrix) {
    return matrix.dataType() == DataType.FLOAT
        && matrix.stride(1) == 1
        && matrix.stride(0) == matrix.size(1);
  }

  int count() {
    return values.length / classes;
  }

  /** The column of the largest value of a row; the first one if there are several. */
  int largest(int row) {
    int largest = 0;
    for (int i = 1; i < classes; i++) {
      if (get(row, i) > get(row, largest)) {
        largest = i;
      }
    }
    return largest;
  }

  float get(int row, int column) {
    return values[row * classes + column];
  }

  /** The number of rows in which both matrices have their largest value in the same column. */
  static int agreements(Rows scores, Rows labels) {
    int count = 0;
    for (int row = 0; row < labels.count(); row++) {
      count += scores.largest(row) == labels.largest(row) ? 1 : 0;
    }
    return count;
  }
}
