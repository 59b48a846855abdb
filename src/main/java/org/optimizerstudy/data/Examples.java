package org.optimizerstudy.data;

import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Examples of one part of a data set. The arrays are shared and must not be written to.
 *
 * @param features float [examples, pixels] in C order, pixels from 0 to 1
 * @param labels float [examples, classes] in C order, one-hot
 */
public record Examples(INDArray features, INDArray labels) {

  public Examples {
    if (features.size(0) != labels.size(0)) {
      throw new IllegalArgumentException(
          "Features and labels must be of the same examples, found "
              + features.size(0)
              + " and "
              + labels.size(0));
    }
  }

  /** The number of examples. */
  public int size() {
    return (int) features.size(0);
  }

  /** The examples from (inclusive) to (exclusive), as a view. */
  public Examples range(int from, int to) {
    return new Examples(rows(features, from, to), rows(labels, from, to));
  }

  /**
   * What {@code INDArray.get} of an interval gives; of an array that is a view itself it gives
   * nothing where the rows lie further into the whole than the view is long.
   */
  private static INDArray rows(INDArray matrix, int from, int to) {
    return Nd4j.create(
        matrix.data(),
        new long[] {to - from, matrix.size(1)},
        matrix.stride(),
        matrix.offset() + from * matrix.stride(0),
        matrix.ordering());
  }

  /**
   * Reads the examples into the JVM's memory now; what is returned makes arrays of them when it is
   * called, on the device of the calling thread.
   */
  Supplier<Examples> copier() {
    float[] pixels = features.dup('c').data().asFloat();
    float[] classes = labels.dup('c').data().asFloat();
    long[] pixelShape = features.shape();
    long[] classShape = labels.shape();
    return () ->
        new Examples(Nd4j.create(pixels, pixelShape, 'c'), Nd4j.create(classes, classShape, 'c'));
  }

  /** As DL4J's pair of features and labels. */
  public DataSet toDataSet() {
    return new DataSet(features, labels);
  }
}
