package org.optimizerstudy.engine.opencl;

import org.optimizerstudy.data.Dataset;
import org.optimizerstudy.data.Examples;

/**
 * Examples in a device's memory: a byte for each pixel and for each label.
 *
 * @param images [examples, pixels]
 * @param labels [examples]
 * @param size how many
 */
record DeviceExamples(DeviceBuffer images, DeviceBuffer labels, int size) implements AutoCloseable {

  static DeviceExamples copy(DeviceQueue queue, Examples examples) {
    byte[] pixels = pixels(examples);
    byte[] classes = labels(examples);
    DeviceBuffer images = queue.buffer(pixels.length);
    try {
      DeviceBuffer labels = queue.buffer(classes.length);
      images.write(0, pixels);
      labels.write(0, classes);
      return new DeviceExamples(images, labels, examples.size());
    } catch (OpenClException e) {
      images.close();
      throw e;
    }
  }

  /** Undoes the division by 255 of {@code data.Dataset}. */
  static byte[] pixels(Examples examples) {
    float[] features = examples.features().dup('c').data().asFloat();
    byte[] pixels = new byte[features.length];
    for (int i = 0; i < features.length; i++) {
      int value = Math.round(features[i] * 255);
      if (value / 255f != features[i]) {
        throw new IllegalArgumentException(
            "a pixel must be a multiple of 1/255 from 0 to 1, found " + features[i]);
      }
      pixels[i] = (byte) value;
    }
    return pixels;
  }

  static byte[] labels(Examples examples) {
    float[] oneHot = examples.labels().dup('c').data().asFloat();
    byte[] labels = new byte[examples.size()];
    for (int i = 0; i < oneHot.length; i++) {
      if (oneHot[i] == 1) {
        labels[i / Dataset.CLASSES] = (byte) (i % Dataset.CLASSES);
      }
    }
    return labels;
  }

  @Override
  public void close() {
    images.close();
    labels.close();
  }
}
