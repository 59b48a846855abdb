package org.optimizerstudy.oracle;

import java.io.IOException;
import java.nio.file.Path;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** MNIST's 60,000 training images and labels, batch by batch: pixels / 255, labels one-hot. */
record TrainingImages(Idx images, Idx labels) {
  private static final int SIZE = 28;
  private static final float WHITE = 255f;

  static TrainingImages read(Path directory) throws IOException {
    return new TrainingImages(
        Idx.read(directory.resolve("train-images-idx3-ubyte.gz")),
        Idx.read(directory.resolve("train-labels-idx1-ubyte.gz")));
  }

  /** [batch, 28, 28, 1]. */
  TFloat32 pixels(int[] rows) {
    int pixels = SIZE * SIZE;
    float[] values = new float[rows.length * pixels];
    for (int i = 0; i < values.length; i++) {
      values[i] = images.value(rows[i / pixels], i % pixels) / WHITE;
    }
    return TFloat32.tensorOf(Shape.of(rows.length, SIZE, SIZE, 1), DataBuffers.of(values));
  }

  /** [batch, 10]. */
  TFloat32 oneHot(int[] rows) {
    float[] values = new float[rows.length * ParityInputs.CLASSES];
    for (int i = 0; i < rows.length; i++) {
      values[i * ParityInputs.CLASSES + labels.value(rows[i], 0)] = 1;
    }
    return TFloat32.tensorOf(Shape.of(rows.length, ParityInputs.CLASSES), DataBuffers.of(values));
  }
}
