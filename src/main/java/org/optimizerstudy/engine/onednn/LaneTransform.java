package org.optimizerstudy.engine.onednn;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Computes {@code Y = T X}, {@code Y = Y + T X} or {@code Y = max(T X, 0)} for a small constant
 * matrix T and a block of columns ("lanes") of wide row-major matrices X and Y.
 */
final class LaneTransform {
  private final Tensor source;
  private final Tensor target;
  private final Primitive product;

  /**
   * @param oneDnn the owner of the primitives
   * @param matrix T
   * @param lanes number of columns of a block
   * @param sourceLanes number of columns of X
   * @param targetLanes number of columns of Y
   * @param kind use of the product
   */
  LaneTransform(
      OneDnn oneDnn,
      double[][] matrix,
      long lanes,
      long sourceLanes,
      long targetLanes,
      OneDnn.Product kind) {
    source = oneDnn.tensor(Axis.matrix(matrix[0].length, lanes, sourceLanes));
    target = oneDnn.tensor(Axis.matrix(matrix.length, lanes, targetLanes));
    product = oneDnn.product(oneDnn.constant(matrix), source, target, kind);
  }

  /** Transforms the block that starts at the given columns. */
  void run(INDArray x, long sourceStart, INDArray y, long targetStart) {
    source.bindFrom(x, sourceStart);
    target.bindFrom(y, targetStart);
    product.run();
  }
}
