package org.optimizerstudy.optimizer;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Gradients with a wider range than in training: scales from 1e-4 to 10, and zeros. */
public final class Gradients {

  private Gradients() {}

  public static float[] parameters(int length, long seed) {
    Random random = new Random(seed);
    float[] parameters = new float[length];
    for (int i = 0; i < length; i++) {
      parameters[i] = (float) random.nextGaussian();
    }
    return parameters;
  }

  public static List<float[]> mixed(int steps, int length, long seed) {
    Random random = new Random(seed);
    double[] scale = new double[length];
    for (int i = 0; i < length; i++) {
      scale[i] = Math.pow(10, -4 + 5.0 * i / Math.max(1, length - 1));
    }
    return Stream.generate(() -> vector(scale, random)).limit(steps).toList();
  }

  private static float[] vector(double[] scale, Random random) {
    float[] gradient = new float[scale.length];
    for (int i = 0; i < gradient.length; i++) {
      boolean zero = random.nextInt(8) == 0;
      gradient[i] = zero ? 0 : (float) (scale[i] * random.nextGaussian());
    }
    return gradient;
  }
}
