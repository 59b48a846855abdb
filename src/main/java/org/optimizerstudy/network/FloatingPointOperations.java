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
 * Counts the additions and multiplications of convolutions and dense layers; what surrounds them is
 * far less. A place in the padding counts as any other.
 *
 * <p>A layer's forward pass takes 2 M operations an example, with M its multiplications: kernel
 * height x kernel width x channels in x channels out x places out for a convolution, inputs x
 * outputs for a dense layer. Its weights' gradient takes as many again, and so does its input's,
 * which the first layer does not need.
 */
public final class FloatingPointOperations {

  private FloatingPointOperations() {}

  /** Of one training step, divided by the examples of its batch. */
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
    return 0; // pooling multiplies nothing
  }
}
