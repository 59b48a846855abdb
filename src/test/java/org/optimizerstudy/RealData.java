package org.optimizerstudy;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.optimizerstudy.data.Dataset;

/** The embedded MNIST, read once for all tests, and a small part of it. */
public final class RealData {

  private static final Dataset MNIST = read();

  private RealData() {}

  public static Dataset mnist() {
    return MNIST;
  }

  /** The first examples of each part: real data, but little of it. */
  public static Dataset small(int training, int others) {
    return new Dataset(
        MNIST.name(),
        MNIST.sha256(),
        MNIST.training().range(0, training),
        MNIST.validation().range(0, others),
        MNIST.test().range(0, others));
  }

  private static Dataset read() {
    try {
      return Dataset.mnist();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
