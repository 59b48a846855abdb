package org.optimizerstudy.engine.onednn;

import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** y, dL/dW, dL/db and dL/dx, for the same random x, W, b and dL/dy of a shape. */
final class Passes {
  final float[][] results;
  final Layout outputLayout;

  Passes(ConvolutionShape shape, LayerKernels kernels) {
    long c = shape.images().size(1);
    INDArray x = array(shape.images(), 1, 1);
    INDArray w = Nd4j.createFromArray(random(weights(shape), 2, 0.05));
    INDArray b = Nd4j.createFromArray(random(shape.filters(), 3, 1));
    INDArray y =
        kernels.forward(
            x, w.reshape(shape.filters(), c, shape.rows().kernel(), shape.columns().kernel()), b);
    outputLayout = Layout.of(y);
    float[] maps = plain(y);
    INDArray dW = Nd4j.valueArrayOf(new long[] {w.length()}, Float.NaN);
    INDArray db = Nd4j.valueArrayOf(new long[] {b.length()}, Float.NaN);
    INDArray dx =
        kernels.backward(
            outputGradient(shape, outputLayout),
            dW.reshape(shape.filters(), c, shape.rows().kernel(), shape.columns().kernel()),
            db,
            true);
    results = new float[][] {maps, dW.toFloatVector(), db.toFloatVector(), plain(dx)};
  }

  private Passes(float[][] results) {
    this.results = results;
    outputLayout = null;
  }

  static INDArray outputGradient(ConvolutionShape shape, Layout layout) {
    return array(layout, 4, 1);
  }

  private static long weights(ConvolutionShape shape) {
    return shape.filters()
        * shape.images().size(1)
        * shape.rows().kernel()
        * shape.columns().kernel();
  }

  private static float[] random(long length, long seed, double scale) {
    Random random = new Random(seed);
    float[] values = new float[(int) length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (scale * random.nextGaussian());
    }
    return values;
  }

  /** The random images of this seed, in that layout. */
  private static INDArray array(Layout layout, long seed, double scale) {
    INDArray plain =
        Nd4j.createFromArray(random(layout.length(), seed, scale))
            .reshape(layout.size(0), layout.size(1), layout.size(2), layout.size(3));
    long block = layout.channelBlock();
    return block == 1
        ? plain
        : plain
            .reshape(layout.size(0), layout.size(1) / block, block, layout.size(2), layout.size(3))
            .permute(0, 1, 3, 4, 2)
            .dup('c');
  }

  private static float[] plain(INDArray images) {
    INDArray rows = images.rank() == 5 ? images.permute(0, 1, 4, 2, 3) : images;
    return rows.dup('c').reshape(-1).toFloatVector();
  }

  /** Direct computation by the definition, in double precision. */
  static Passes exact(ConvolutionShape shape, boolean relu) {
    Window rows = shape.rows();
    Window columns = shape.columns();
    int n = (int) shape.images().size(0);
    int c = (int) shape.images().size(1);
    int k = (int) shape.filters();
    float[] x = random(shape.images().length(), 1, 1);
    float[] w = random(weights(shape), 2, 0.05);
    float[] b = random(k, 3, 1);
    float[] e = random(shape.maps().length(), 4, 1);
    double[] y = new double[e.length];
    double[] dW = new double[w.length];
    double[] db = new double[k];
    double[] dx = new double[x.length];
    for (int pass = 0; pass < 2; pass++) {
      int place = 0;
      for (int image = 0; image < n; image++) {
        for (int filter = 0; filter < k; filter++) {
          for (int p = 0; p < rows.output(); p++) {
            for (int q = 0; q < columns.output(); q++, place++) {
              double gradient = relu && y[place] <= 0 ? 0 : e[place];
              double sum = b[filter];
              for (int channel = 0; channel < c; channel++) {
                for (int i = 0; i < rows.kernel(); i++) {
                  long h = p * rows.stride() + i - rows.before();
                  for (int j = 0; j < columns.kernel(); j++) {
                    long v = q * columns.stride() + j - columns.before();
                    if (h < 0 || h >= rows.input() || v < 0 || v >= columns.input()) {
                      continue;
                    }
                    int pixel =
                        (int) (((image * c + channel) * rows.input() + h) * columns.input() + v);
                    int tap =
                        (int) (((filter * c + channel) * rows.kernel() + i) * columns.kernel() + j);
                    if (pass == 0) {
                      sum += (double) w[tap] * x[pixel];
                    } else {
                      dW[tap] += gradient * x[pixel];
                      dx[pixel] += gradient * w[tap];
                    }
                  }
                }
              }
              if (pass == 0) {
                y[place] = relu ? Math.max(sum, 0) : sum;
              } else {
                db[filter] += gradient;
              }
            }
          }
        }
      }
    }
    return new Passes(new float[][] {floats(y), floats(dW), floats(db), floats(dx)});
  }

  private static float[] floats(double[] values) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }

  /** Root mean squares of the differences divided by those of the exact results. */
  double[] errors(Passes exact) {
    double[] errors = new double[results.length];
    for (int i = 0; i < errors.length; i++) {
      double difference = 0;
      double size = 0;
      for (int j = 0; j < results[i].length; j++) {
        difference += Math.pow((double) results[i][j] - exact.results[i][j], 2);
        size += Math.pow(exact.results[i][j], 2);
      }
      errors[i] = Math.sqrt(difference / size);
    }
    return errors;
  }
}
