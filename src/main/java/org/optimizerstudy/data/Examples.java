package org.optimizerstudy.data;

import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The examples of one split of a data set. The arrays are shared and must not be modified.
 *
 * @param features float [examples, pixels] in C order, pixels from 0 to 1
 * @param labels float [examples, classes] in C order, one-hot
 */
public record Examples(INDArray features, INDArray labels) {

  public Examples {
    if (features.size(0) != labels.size(0)) {
      throw new IllegalArgumentException(
          "features and labels must have the same number of examples, found "
              + features.size(0)
              + " and "
              + labels.size(0));
    }
  }

  /** The number of examples. */
  public int size() {
    return (int) features.size(0);
  }

  /** The examples from {@code from} (inclusive) to {@code to} (exclusive), as a view. */
  public Examples range(int from, int to) {
    return new Examples(rows(features, from, to), rows(labels, from, to));
  }

  /**
   * Like {@code INDArray.get} with an interval, which fails for views with rows further into the
   * underlying array than the view's length.
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
   * Copies the examples to the JVM heap. Each call of the returned supplier creates arrays on the
   * device of the calling thread.
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
