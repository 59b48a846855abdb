package org.optimizerstudy.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Initial parameters of small-cnn (strided) and the order of its batches, which both frameworks
 * start from: a directory of .npy files, in DL4J's layouts.
 *
 * @param parameters {@code 0_W} [32,1,3,3] (out, in, height, width), {@code 0_b} [32], {@code 1_W}
 *     [32,32,3,3], {@code 1_b}, {@code 2_W} [1568,10] (inputs in the order channel, height, width),
 *     {@code 2_b} [10]
 * @param batches a row a step, each of indices into the 60,000 training images
 */
record ParityInputs(List<float[]> parameters, int[][] batches) {
  static final int CLASSES = 10;
  static final int FILTERS = 32;
  static final int KERNEL = 3;
  static final int LAST_SIZE = 7;

  private static final List<String> NAMES = List.of("0_W", "0_b", "1_W", "1_b", "2_W", "2_b");
  private static final List<int[]> SHAPES =
      List.of(
          new int[] {FILTERS, 1, KERNEL, KERNEL},
          new int[] {FILTERS},
          new int[] {FILTERS, FILTERS, KERNEL, KERNEL},
          new int[] {FILTERS},
          new int[] {FILTERS * LAST_SIZE * LAST_SIZE, CLASSES},
          new int[] {CLASSES});
  private static final String BATCHES = "batches.npy";

  private static final int STEPS = 100;
  private static final int BATCH = 100;
  private static final int VALIDATION = 5_000;
  private static final int IMAGES = 60_000;

  static ParityInputs read(Path directory) throws IOException {
    List<float[]> parameters = new ArrayList<>();
    for (int i = 0; i < NAMES.size(); i++) {
      Npy array = Npy.read(directory.resolve(NAMES.get(i) + ".npy"));
      if (!Arrays.equals(withoutOnes(array.shape()), withoutOnes(SHAPES.get(i)))) {
        throw new IOException(
            "%s has the shape %s, not %s"
                .formatted(
                    NAMES.get(i), Arrays.toString(array.shape()), Arrays.toString(SHAPES.get(i))));
      }
      parameters.add(array.floats());
    }
    Npy batches = Npy.read(directory.resolve(BATCHES));
    int[] rows = batches.ints();
    int size = batches.shape()[1];
    int[][] split = new int[batches.shape()[0]][];
    Arrays.setAll(split, step -> Arrays.copyOfRange(rows, step * size, (step + 1) * size));
    return new ParityInputs(parameters, split);
  }

  void write(Path directory) throws IOException {
    Files.createDirectories(directory);
    for (int i = 0; i < NAMES.size(); i++) {
      Npy.of(parameters.get(i), SHAPES.get(i)).write(directory.resolve(NAMES.get(i) + ".npy"));
    }
    int[] rows = Arrays.stream(batches).flatMapToInt(Arrays::stream).toArray();
    Npy.of(rows, batches.length, batches[0].length).write(directory.resolve(BATCHES));
  }

  /**
   * A stand-in for an export of the study: Glorot's uniform weights (the bound is sqrt(6 / (fan-in
   * + fan-out))), zero biases, and random batches of the training part.
   */
  static ParityInputs random(long seed) {
    Random random = new Random(seed);
    List<float[]> parameters = new ArrayList<>();
    for (int[] shape : SHAPES) {
      float[] values = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
      if (shape.length > 1) {
        int taps = shape.length == 4 ? KERNEL * KERNEL : 1;
        double bound = Math.sqrt(6.0 / (taps * (shape[0] + shape[1])));
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
      }
      parameters.add(values);
    }
    int[][] batches = new int[STEPS][];
    Arrays.setAll(batches, step -> random.ints(BATCH, VALIDATION, IMAGES).toArray());
    return new ParityInputs(parameters, batches);
  }

  private static int[] withoutOnes(int[] shape) {
    return Arrays.stream(shape).filter(size -> size != 1).toArray();
  }
}
