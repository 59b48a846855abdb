package org.optimizerstudy.network;

import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;

/**
 * Counts the additions and multiplications of convolutions and dense layers; those of other
 * operations are negligible. Padding is counted like any other input.
 *
 * <p>The forward pass of a layer takes 2 M operations per example, where M is the number of
 * multiplications: kernel height x kernel width x input channels x output channels x output
 * positions for a convolution, inputs x outputs for a dense layer. The gradient of the weights
 * takes the same number, and so does the gradient of the input, which the first layer does not
 * need.
 */
public final class FloatingPointOperations {

  private FloatingPointOperations() {}

  /**
   * The number of operations of a training step, divided by the number of examples in the batch.
   */
  public static long perTrainingExample(MultiLayerConfiguration configuration, InputType input) {
    List<InputType> outputs = configuration.getLayerActivationTypes(input);
    long operations = 0;
    boolean isFirst = true;
    for (int i = 0; i < outputs.size(); i++) {
      long multiplications = multiplications(configuration.getConf(i).getLayer(), outputs.get(i));
      operations += (isFirst ? 2 : 3) * 2 * multiplications;
      isFirst = false;
    }
    return operations;
  }

  private static long multiplications(Layer layer, InputType output) {
    if (layer instanceof ConvolutionLayer convolution) {
      InputTypeConvolutional places = (InputTypeConvolutional) output;
      int[] kernel = convolution.getKernelSize();
      return kernel[0]
          * kernel[1]
          * convolution.getNIn()
          * convolution.getNOut()
          * places.getHeight()
          * places.getWidth();
    }
    if (layer instanceof DenseLayer dense) {
      return dense.getNIn() * dense.getNOut();
    }
    if (layer instanceof OutputLayer dense) {
      return dense.getNIn() * dense.getNOut();
    }
    return 0; // pooling has no multiplications
  }
}
