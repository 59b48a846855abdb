package org.optimizerstudy.training;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Matrices {@code [N, K]} of class scores or labels, one row an example, read in bulk. */
final class Rows {
  private Rows() {}

  /** The elements in row-major order. */
  static float[] floats(INDArray matrix) {
    INDArray rows = isPlain(matrix) ? matrix : matrix.castTo(DataType.FLOAT).dup('c');
    float[] values = new float[Math.toIntExact(rows.length())];
    ((FloatPointer) rows.data().addressPointer()).get(values);
    return values;
  }

  private static boolean isPlain(INDArray matrix) {
    return matrix.dataType() == DataType.FLOAT
        && matrix.stride(1) == 1
        && matrix.stride(0) == matrix.size(1);
  }

  /** In how many rows the largest score (the first of them) stands where the largest label does. */
  static int agreements(float[] scores, float[] labels, int classes) {
    int count = 0;
    for (int row = 0; row < scores.length; row += classes) {
      if (argMax(scores, row, classes) == argMax(labels, row, classes)) {
        count++;
      }
    }
    return count;
  }

  private static int argMax(float[] values, int from, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      if (values[from + i] > values[from + best]) {
        best = i;
      }
    }
    return best;
  }
}
