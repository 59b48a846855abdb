package org.optimizerstudy.engine.opencl;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutionalFlat;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;

/**
 * A network as the kernels compute it.
 *
 * @param stages in order; the last one makes the scores of the classes
 * @param order where each parameter, in the order of the stages' matrices, stands in DL4J's
 *     flattened order
 */
record NetworkShape(List<Stage> stages, int[] order) {

  /**
   * A layer with what follows it.
   *
   * @param layer with weights
   * @param pooled whether max pooling of 2x2 places with stride 2 follows
   * @param offset parameters of the stages before
   */
  record Stage(LayerShape layer, boolean pooled, int offset) {

    /** Numbers of an example that the next stage takes. */
    int outputs() {
      return pooled
          ? (layer.outHeight() + 1) / 2 * ((layer.outWidth() + 1) / 2) * layer.filters()
          : layer.outputs();
    }
  }

  /**
   * The shape of a DL4J configuration.
   *
   * @param configuration of the layers that {@code network.Networks} makes
   * @param input what it takes
   */
  static NetworkShape of(MultiLayerConfiguration configuration, InputType input) {
    Builder builder = new Builder(input);
    configuration.getConfs().forEach(conf -> builder.add(conf.getLayer()));
    return new NetworkShape(
        List.copyOf(builder.stages), builder.order.stream().mapToInt(i -> i).toArray());
  }

  int parameters() {
    return order.length;
  }

  /** Numbers from a trial's parameters to the next one's in a buffer, so that all are aligned. */
  int stride() {
    return (order.length + 3) / 4 * 4;
  }

  /** Numbers that an example's input has. */
  int inputs() {
    return stages.get(0).layer().inputs();
  }

  /** The classes. */
  int classes() {
    return stages.get(stages.size() - 1).layer().filters();
  }

  /** Puts values of all parameters, such as an accumulator's, into the order of the matrices. */
  float[] fromDl4j(float[] values, int offset) {
    float[] ordered = new float[order.length];
    for (int i = 0; i < order.length; i++) {
      ordered[i] = values[offset + order[i]];
    }
    return ordered;
  }

  /** Puts values in the order of the matrices into DL4J's, from an offset on. */
  void toDl4j(float[] ordered, float[] values, int offset) {
    for (int i = 0; i < order.length; i++) {
      values[offset + order[i]] = ordered[i];
    }
  }

  /** Follows an image of some height, width and channels through the layers. */
  private static final class Builder {

    private final List<Stage> stages = new ArrayList<>();
    private final List<Integer> order = new ArrayList<>();
    private int height = 1;
    private int width = 1;
    private int channels;

    Builder(InputType input) {
      if (input instanceof InputTypeConvolutionalFlat image) {
        height = (int) image.getHeight();
        width = (int) image.getWidth();
        channels = (int) image.getDepth();
      } else {
        channels = (int) input.arrayElementsPerExample();
      }
    }

    void add(Layer layer) {
      if (layer instanceof SubsamplingLayer) {
        Stage last = stages.remove(stages.size() - 1);
        stages.add(new Stage(last.layer(), true, last.offset()));
        height = (height + 1) / 2;
        width = (width + 1) / 2;
      } else if (layer instanceof ConvolutionLayer convolution) {
        int kernel = convolution.getKernelSize()[0];
        int stride = convolution.getStride()[0];
        int filters = (int) convolution.getNOut();
        add(LayerShape.convolution(height, width, channels, kernel, stride, filters));
      } else if (layer instanceof DenseLayer dense) {
        addDense((int) dense.getNOut(), true);
      } else if (layer instanceof OutputLayer output) {
        addDense((int) output.getNOut(), false);
      } else {
        throw new IllegalArgumentException("no kernel for a layer " + layer);
      }
    }

    /** DL4J has the biases first, then the weights as [filters, channels, rows, columns]. */
    private void add(LayerShape layer) {
      int offset = order.size();
      int filters = layer.filters();
      int places = layer.kernelHeight() * layer.kernelWidth();
      for (int term = 0; term < layer.terms(); term++) {
        int place = term / channels;
        int channel = term % channels;
        for (int filter = 0; filter < filters; filter++) {
          order.add(offset + filters + (filter * channels + channel) * places + place);
        }
      }
      IntStream.range(0, filters).forEach(filter -> order.add(offset + filter));
      stages.add(new Stage(layer, false, offset));
      height = layer.outHeight();
      width = layer.outWidth();
      channels = filters;
    }

    /**
     * DL4J has the weights first, as [outputs, inputs], then the biases; and it takes the inputs
     * from an image as [channels, rows, columns].
     */
    private void addDense(int outputs, boolean relu) {
      int offset = order.size();
      int places = height * width;
      int inputs = places * channels;
      for (int input = 0; input < inputs; input++) {
        int channelFirst = input % channels * places + input / channels;
        for (int output = 0; output < outputs; output++) {
          order.add(offset + output * inputs + channelFirst);
        }
      }
      IntStream.range(0, outputs).forEach(output -> order.add(offset + inputs * outputs + output));
      stages.add(new Stage(LayerShape.dense(inputs, outputs, relu), false, offset));
      height = 1;
      width = 1;
      channels = outputs;
    }
  }
}
