package org.optimizerstudy.engine.opencl;

/**
 * The kernels' arithmetic in plain Java, each sum in the order that the kernels define: cut into
 * slices of {@link StageKernels#SLICE} terms, each fused from 0, and the slices added up from 0.
 */
final class Reference {

  private Reference() {}

  /** A sum in slices. */
  static final class Sum {

    private float total;
    private float slice;
    private int terms;

    void add(float a, float b) {
      slice = Math.fma(a, b, slice);
      terms++;
      if (terms % StageKernels.SLICE == 0) {
        fold();
      }
    }

    private void fold() {
      total += slice;
      slice = 0;
    }

    float value() {
      fold();
      return total;
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

  /** The input of an output place at a kernel place; 0 in the padding. */
  private static float input(
      LayerShape layer, float[] input, int example, int place, int tap, int channel) {
    int y = place / layer.outWidth() * layer.stride() + tap / layer.kernelWidth() - layer.top();
    int x = place % layer.outWidth() * layer.stride() + tap % layer.kernelWidth() - layer.left();
    return y < 0 || y >= layer.height() || x < 0 || x >= layer.width()
        ? 0
        : input[((example * layer.height() + y) * layer.width() + x) * layer.channels() + channel];
  }

  /**
   * @param parameters of the layer
   */
  static float[] forward(LayerShape layer, float[] input, float[] parameters, int examples) {
    int filters = layer.filters();
    float[] output = new float[examples * layer.outputs()];
    for (int i = 0; i < output.length; i++) {
      int place = i / filters;
      int filter = i % filters;
      Sum sum = new Sum();
      for (int k = 0; k < layer.terms(); k++) {
        float value =
            input(
                layer,
                input,
                place / layer.places(),
                place % layer.places(),
                k / layer.channels(),
                k % layer.channels());
        sum.add(value, parameters[k * filters + filter]);
      }
      float z = sum.value() + parameters[layer.terms() * filters + filter];
      output[i] = layer.relu() && z < 0 ? 0 : z;
    }
    return output;
  }

  /** Through the taps in ascending order, and then through the filters. */
  static float[] inputGradient(
      LayerShape layer, float[] gradient, float[] parameters, int examples) {
    float[] result = new float[examples * layer.inputs()];
    int stride = layer.stride();
    for (int i = 0; i < result.length; i++) {
      int channel = i % layer.channels();
      int x = i / layer.channels() % layer.width();
      int y = i / layer.channels() / layer.width() % layer.height();
      int example = i / layer.inputs();
      Sum sum = new Sum();
      for (int tap = 0; tap < layer.kernelHeight() * layer.kernelWidth(); tap++) {
        int outY = y + layer.top() - tap / layer.kernelWidth();
        int outX = x + layer.left() - tap % layer.kernelWidth();
        if (Math.floorMod(outY, stride) != 0 || Math.floorMod(outX, stride) != 0) {
          continue;
        }
        outY = Math.floorDiv(outY, stride);
        outX = Math.floorDiv(outX, stride);
        boolean inside =
            outY >= 0 && outY < layer.outHeight() && outX >= 0 && outX < layer.outWidth();
        for (int filter = 0; filter < layer.filters(); filter++) {
          float value =
              inside
                  ? gradient[
                      ((example * layer.outHeight() + outY) * layer.outWidth() + outX)
                              * layer.filters()
                          + filter]
                  : 0;
          sum.add(value, parameters[(tap * layer.channels() + channel) * layer.filters() + filter]);
        }
      }
      result[i] = sum.value();
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
    float[] result = new float[layer.parameters()];
    for (int i = 0; i < result.length; i++) {
      int k = i / layer.filters();
      Sum sum = new Sum();
      for (int place = 0; place < examples * layer.places(); place++) {
        float value =
            k == layer.terms()
                ? 1
                : input(
                    layer,
                    input,
                    place / layer.places(),
                    place % layer.places(),
                    k / layer.channels(),
                    k % layer.channels());
        sum.add(value, gradient[place * layer.filters() + i % layer.filters()]);
      }
      result[i] = sum.value();
    }
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
