package org.optimizerstudy.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Sample images of the embedded MNIST with their labels, for display. Reads only the test files and
 * does not use DL4J.
 */
public record Samples(List<Image> images) {

  public Samples {
    images = List.copyOf(images);
  }

  /**
   * One image.
   *
   * @param index index in the test files, from 0
   * @param label the digit
   * @param pixels row by row, from 0 (paper) to 255 (ink)
   */
  public record Image(int index, int label, byte[] pixels) {

    /** The value of a pixel, from 0 to 255. */
    public int ink(int row, int column) {
      return Byte.toUnsignedInt(pixels[row * Dataset.IMAGE_SIZE + column]);
    }
  }

  /** The first {@code count} test images of each digit, ordered by digit. */
  public static Samples ofEveryDigit(int count) throws IOException {
    IdxFile images = IdxFile.read(DataFiles.resource("mnist/t10k-images-idx3-ubyte.gz"), 3);
    IdxFile labels = IdxFile.read(DataFiles.resource("mnist/t10k-labels-idx1-ubyte.gz"), 1);
    List<Image> samples = new ArrayList<>();
    for (int digit = 0; digit < Dataset.CLASSES; digit++) {
      int found = 0;
      for (int i = 0; i < labels.examples() && found < count; i++) {
        if (labels.values()[i] == digit) {
          int from = i * Dataset.PIXELS;
          byte[] pixels = new byte[Dataset.PIXELS];
          System.arraycopy(images.values(), from, pixels, 0, Dataset.PIXELS);
          samples.add(new Image(i, digit, pixels));
          found++;
        }
      }
    }
    return new Samples(samples);
  }
}
