package org.optimizerstudy.engine.opencl;

import java.util.Arrays;

/**
 * The kernels' arithmetic in plain Java, each sum in the order that the kernels define: cut into
 * slices of {@link StageKernels#SLICE} terms, each fused from 0, and the slices added up from 0. It
 * computes every term in the padding with 0, which the kernels mostly leave out.
 */
final class Reference {

  private static final int PADDING = -1;

  private Reference() {}

  /** Sums in slices, side by side. */
  private static final class Sums {

    private final float[] totals;
    private final float[] slices;
    private int terms;

    Sums(int count) {
      totals = new float[count];
      slices = new float[count];
    }

    /** Adds a term to each sum: a factor times one of the values from an offset on. */
    void add(float factor, float[] values, int offset) {
      for (int i = 0; i < slices.length; i++) {
        slices[i] = Math.fma(factor, values[offset + i], slices[i]);
      }
      terms++;
      if (terms % StageKernels.SLICE == 0) {
        fold();
      }
    }

    private void fold() {
      for (int i = 0; i < slices.length; i++) {
        totals[i] += slices[i];
        slices[i] = 0;
      }
    }

    /** Stores the sums and begins new ones. */
    void take(float[] to, int offset) {
      fold();
      System.arraycopy(totals, 0, to, offset, totals.length);
      Arrays.fill(totals, 0);
      terms = 0;
    }
  }

  static float exponential(float x) {
    if (Float.isNaN(x)) {
      return x;
    }
    if (x > 88.72284f) {
      return Float.POSITIVE_INFINITY;
    }
    if (x < -104f) {
      return 0;
    }
    float n = (float) Math.rint(x * 1.44269504f);
    float r = Math.fma(n, -0.693359375f, x);
    r = Math.fma(n, 2.12194440e-4f, r);
    float p = 1.9875691500e-4f;
    p = Math.fma(p, r, 1.3981999507e-3f);
    p = Math.fma(p, r, 8.3334519073e-3f);
    p = Math.fma(p, r, 4.1665795894e-2f);
    p = Math.fma(p, r, 1.6666665459e-1f);
    p = Math.fma(p, r, 5.0000001201e-1f);
    float power = Math.fma(p, r * r, r) + 1;
    int half = (int) n / 2;
    return power
        * Float.intBitsToFloat((half + 127) << 23)
        * Float.intBitsToFloat(((int) n - half + 127) << 23);
  }

  static float logarithm(float x) {
    if (Float.isNaN(x)) {
      return x;
    }
    int bits = Float.floatToRawIntBits(x) - 0x3f3504f3;
    float n = bits >> 23;
    float r = Float.intBitsToFloat((bits & 0x007fffff) + 0x3f3504f3) - 1;
    float square = r * r;
    float p = 7.0376836292e-2f;
    p = Math.fma(p, r, -1.1514610310e-1f);
    p = Math.fma(p, r, 1.1676998740e-1f);
    p = Math.fma(p, r, -1.2420140846e-1f);
    p = Math.fma(p, r, 1.4249322787e-1f);
    p = Math.fma(p, r, -1.6668057665e-1f);
    p = Math.fma(p, r, 2.0000714765e-1f);
    p = Math.fma(p, r, -2.4999993993e-1f);
    p = Math.fma(p, r, 3.3333331174e-1f);
    p = p * r * square;
    p = Math.fma(n, -2.12194440e-4f, p);
    p = Math.fma(square, -0.5f, p);
    return Math.fma(n, 0.693359375f, r + p);
  }

  /** Where the channels stand that an output place of the batch sees through a tap; or PADDING. */
  private static int input(LayerShape layer, int place, int tap) {
    int example = place / layer.places();
    int at = place - example * layer.places();
    int y = at / layer.outWidth() * layer.stride() + tap / layer.kernelWidth() - layer.top();
    int x = at % layer.outWidth() * layer.stride() + tap % layer.kernelWidth() - layer.left();
    return y < 0 || y >= layer.height() || x < 0 || x >= layer.width()
        ? PADDING
        : ((example * layer.height() + y) * layer.width() + x) * layer.channels();
  }

  /**
   * @param parameters of the layer
   */
  static float[] forward(LayerShape layer, float[] input, float[] parameters, int examples) {
    int filters = layer.filters();
    int channels = layer.channels();
    float[] output = new float[examples * layer.outputs()];
    Sums sums = new Sums(filters);
    for (int place = 0; place < examples * layer.places(); place++) {
      for (int tap = 0; tap < layer.terms() / channels; tap++) {
        int at = input(layer, place, tap);
        for (int channel = 0; channel < channels; channel++) {
          float value = at == PADDING ? 0 : input[at + channel];
          sums.add(value, parameters, (tap * channels + channel) * filters);
        }
      }
      sums.take(output, place * filters);
    }
    for (int i = 0; i < output.length; i++) {
      float z = output[i] + parameters[layer.terms() * filters + i % filters];
      output[i] = layer.relu() && z < 0 ? 0 : z;
    }
    return output;
  }

  /** Through the taps in ascending order, and then through the filters. */
  static float[] inputGradient(
      LayerShape layer, float[] gradient, float[] parameters, int examples) {
    int filters = layer.filters();
    int channels = layer.channels();
    int taps = layer.kernelHeight() * layer.kernelWidth();
    float[] turned = new float[taps * filters * channels];
    for (int i = 0; i < turned.length; i++) {
      int tap = i / channels / filters;
      turned[i] = parameters[(tap * channels + i % channels) * filters + i / channels % filters];
    }
    float[] result = new float[examples * layer.inputs()];
    Sums sums = new Sums(channels);
    for (int place = 0; place < result.length / channels; place++) {
      for (int tap = 0; tap < taps; tap++) {
        int y = place / layer.width() % layer.height() + layer.top() - tap / layer.kernelWidth();
        int x = place % layer.width() + layer.left() - tap % layer.kernelWidth();
        if (Math.floorMod(y, layer.stride()) == 0 && Math.floorMod(x, layer.stride()) == 0) {
          int outY = Math.floorDiv(y, layer.stride());
          int outX = Math.floorDiv(x, layer.stride());
          boolean inside =
              outY >= 0 && outY < layer.outHeight() && outX >= 0 && outX < layer.outWidth();
          int example = place / (layer.height() * layer.width());
          int at = ((example * layer.outHeight() + outY) * layer.outWidth() + outX) * filters;
          for (int filter = 0; filter < filters; filter++) {
            sums.add(
                inside ? gradient[at + filter] : 0, turned, (tap * filters + filter) * channels);
          }
        }
      }
      sums.take(result, place * channels);
    }
    return result;
  }

  /** Sets to 0 what stands where a value is not positive. */
  static void mask(float[] gradient, float[] values) {
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = values[i] > 0 ? gradient[i] : 0;
    }
  }

  static float[] weightGradient(LayerShape layer, float[] input, float[] gradient, int examples) {
    int filters = layer.filters();
    int channels = layer.channels();
    int places = examples * layer.places();
    float[] result = new float[layer.parameters()];
    Sums sums = new Sums(filters);
    int[] seen = new int[places];
    for (int k = 0; k < layer.terms(); k++) {
      for (int place = 0; place < places; place++) {
        if (k % channels == 0) {
          seen[place] = input(layer, place, k / channels);
        }
        float value = seen[place] == PADDING ? 0 : input[seen[place] + k % channels];
        sums.add(value, gradient, place * filters);
      }
      sums.take(result, k * filters);
    }
    for (int place = 0; place < places; place++) {
      sums.add(1, gradient, place * filters);
    }
    sums.take(result, layer.terms() * filters);
    return result;
  }

  /** Of a stage's convolution: where the largest value of each window stands. */
  static int[] largest(LayerShape layer, float[] values, int examples) {
    int height = (layer.outHeight() + 1) / 2;
    int width = (layer.outWidth() + 1) / 2;
    int[] largest = new int[examples * height * width * layer.filters()];
    for (int i = 0; i < largest.length; i++) {
      int filter = i % layer.filters();
      int x = i / layer.filters() % width;
      int y = i / layer.filters() / width % height;
      int example = i / (height * width * layer.filters());
      largest[i] = -1;
      for (int row = 2 * y; row < Math.min(2 * y + 2, layer.outHeight()); row++) {
        for (int column = 2 * x; column < Math.min(2 * x + 2, layer.outWidth()); column++) {
          int at =
              ((example * layer.outHeight() + row) * layer.outWidth() + column) * layer.filters()
                  + filter;
          if (largest[i] < 0 || values[at] > values[largest[i]]) {
            largest[i] = at;
          }
        }
      }
    }
    return largest;
  }

  /**
   * Replaces the scores by their gradient.
   *
   * @return losses in units of 2^-32, and correct predictions
   */
  static long[] loss(float[] scores, byte[] labels, int classes) {
    long loss = 0;
    long correct = 0;
    for (int example = 0; example < labels.length; example++) {
      int at = example * classes;
      float largest = scores[at];
      for (int i = 1; i < classes; i++) {
        largest = scores[at + i] > largest ? scores[at + i] : largest;
      }
      float sum = 0;
      for (int i = 0; i < classes; i++) {
        scores[at + i] = exponential(scores[at + i] - largest);
        sum += scores[at + i];
      }
      int prediction = 0;
      for (int i = 0; i < classes; i++) {
        scores[at + i] /= sum;
        prediction = scores[at + i] > scores[at + prediction] ? i : prediction;
      }
      float probability = scores[at + labels[example]];
      loss += (long) Math.rint(-logarithm(Math.max(probability, 1e-10f)) * 0x1p32f);
      correct += prediction == labels[example] ? 1 : 0;
      scores[at + labels[example]] -= 1;
    }
    return new long[] {loss, correct};
  }
}
