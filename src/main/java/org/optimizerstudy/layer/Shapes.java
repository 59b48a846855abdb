package org.optimizerstudy.layer;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An array's dimensions as a value that can be a key. */
final class Shapes {
  private Shapes() {}

  /**
   * The dimensions of a matrix or of a batch of images.
   *
   * @throws IllegalArgumentException for any other rank
   */
  static List<Long> of(INDArray array) {
    return switch (array.rank()) {
      case 2 -> List.of(array.size(0), array.size(1));
      case 4 -> List.of(array.size(0), array.size(1), array.size(2), array.size(3));
      default ->
          throw new IllegalArgumentException(
              "Expected a matrix or images, got an array of rank " + array.rank());
    };
  }
}
