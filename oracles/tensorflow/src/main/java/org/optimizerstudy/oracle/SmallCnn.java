package org.optimizerstudy.oracle;

import static org.optimizerstudy.oracle.ParityInputs.CLASSES;
import static org.optimizerstudy.oracle.ParityInputs.FILTERS;
import static org.optimizerstudy.oracle.ParityInputs.KERNEL;
import static org.optimizerstudy.oracle.ParityInputs.LAST_SIZE;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/**
 * Small-cnn in the strided reading as a TensorFlow graph: two convolutions of 32 filters, 3x3,
 * stride 2, SAME, each with bias and ReLU, then fully connected to 10; mean softmax cross entropy.
 */
final class SmallCnn {
  private final Ops tf;
  private final Placeholder<TFloat32> images;
  private final Placeholder<TFloat32> labels;
  private final List<Variable<TFloat32>> variables = new ArrayList<>();
  private final List<Op> initializers = new ArrayList<>();
  private final Operand<TFloat32> loss;

  SmallCnn(Ops tf, ParityInputs inputs) {
    this.tf = tf;
    images = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 28, 28, 1)));
    labels = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, CLASSES)));
    List<float[]> initial = inputs.parameters();

    Operand<TFloat32> x = convolution(images, initial.get(0), initial.get(1), 1);
    x = convolution(x, initial.get(2), initial.get(3), FILTERS);
    int features = LAST_SIZE * LAST_SIZE * FILTERS;
    x = tf.reshape(x, tf.constant(new int[] {-1, features}));
    Variable<TFloat32> weights =
        variable(rowsByPosition(initial.get(4)), Shape.of(features, CLASSES));
    Variable<TFloat32> bias = variable(initial.get(5), Shape.of(CLASSES));
    Operand<TFloat32> logits = tf.nn.biasAdd(tf.linalg.matMul(x, weights), bias);
    loss =
        tf.math.mean(
            tf.nn.softmaxCrossEntropyWithLogits(logits, labels).loss(), tf.constant(new int[] {0}));
  }

  Placeholder<TFloat32> images() {
    return images;
  }

  Placeholder<TFloat32> labels() {
    return labels;
  }

  List<Variable<TFloat32>> variables() {
    return variables;
  }

  List<Op> initializers() {
    return initializers;
  }

  Operand<TFloat32> loss() {
    return loss;
  }

  /** The loss's gradients by the variables, from TensorFlow's own registry of gradients. */
  List<Output<TFloat32>> gradients(Graph graph) {
    Output<?>[] by = variables.stream().map(Operand::asOutput).toArray(Output<?>[]::new);
    List<Output<TFloat32>> gradients = new ArrayList<>();
    for (Output<?> gradient : graph.addGradients(loss.asOutput(), by)) {
      gradients.add(gradient.expect(TFloat32.class));
    }
    return gradients;
  }

  private Operand<TFloat32> convolution(
      Operand<TFloat32> x, float[] weights, float[] bias, int channels) {
    Variable<TFloat32> filter =
        variable(filterLast(weights, channels), Shape.of(KERNEL, KERNEL, channels, FILTERS));
    Variable<TFloat32> offset = variable(bias, Shape.of(FILTERS));
    return tf.nn.relu(
        tf.nn.biasAdd(tf.nn.conv2d(x, filter, List.of(1L, 2L, 2L, 1L), "SAME"), offset));
  }

  private Variable<TFloat32> variable(float[] initial, Shape shape) {
    Variable<TFloat32> variable = tf.variable(shape, TFloat32.class);
    initializers.add(tf.assign(variable, tf.constant(shape, DataBuffers.of(initial))));
    variables.add(variable);
    return variable;
  }

  /** DL4J's [out, in, height, width] as TensorFlow's [height, width, in, out]. */
  private static float[] filterLast(float[] weights, int channels) {
    int taps = KERNEL * KERNEL;
    float[] result = new float[weights.length];
    for (int out = 0; out < FILTERS; out++) {
      for (int in = 0; in < channels; in++) {
        for (int tap = 0; tap < taps; tap++) {
          result[(tap * channels + in) * FILTERS + out] =
              weights[(out * channels + in) * taps + tap];
        }
      }
    }
    return result;
  }

  /** Rows of the dense weights from DL4J's order (channel, position) to (position, channel). */
  private static float[] rowsByPosition(float[] weights) {
    int positions = LAST_SIZE * LAST_SIZE;
    float[] result = new float[weights.length];
    for (int channel = 0; channel < FILTERS; channel++) {
      for (int position = 0; position < positions; position++) {
        System.arraycopy(
            weights,
            (channel * positions + position) * CLASSES,
            result,
            (position * FILTERS + channel) * CLASSES,
            CLASSES);
      }
    }
    return result;
  }
}
