package org.optimizerstudy.engine.onednn;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Configuration of a convolution and the max pooling after it as one layer that runs on oneDNN:
 * DL4J's {@link ConvolutionLayer} followed by its {@code SubsamplingLayer}, with the same
 * parameters, initialisation and semantics.
 *
 * <p>The activation is applied after pooling, on the smaller maps. The result is the same, because
 * ReLU is monotone and so commutes with max pooling: {@code maxpool(relu(z)) = relu(maxpool(z))}.
 */
public final class OneDnnPooledConvolutionLayer extends ConvolutionLayer {
  private static final long serialVersionUID = 1L;

  private OneDnnSubsamplingLayer pooling;

  /** For deserialisation. */
  public OneDnnPooledConvolutionLayer() {
    super();
  }

  /** The pooling after the convolution. */
  public OneDnnSubsamplingLayer getPooling() {
    return pooling;
  }

  /** Sets the pooling after the convolution. */
  public void setPooling(OneDnnSubsamplingLayer pooling) {
    this.pooling = pooling;
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType inputType) {
    return pooling.getOutputType(layerIndex, super.getOutputType(layerIndex, inputType));
  }

  @Override
  public OneDnnPooledConvolutionLayer clone() {
    OneDnnPooledConvolutionLayer copy = (OneDnnPooledConvolutionLayer) super.clone();
    copy.pooling = (OneDnnSubsamplingLayer) pooling.clone();
    return copy;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> trainingListeners,
      int layerIndex,
      INDArray layerParamsView,
      boolean initializeParams,
      DataType networkDataType) {
    LayerValidation.assertNInNOutSet(
        "OneDnnPooledConvolutionLayer", getLayerName(), layerIndex, getNIn(), getNOut());
    return Instantiation.ready(
        new PooledConvolutionImplementation(conf, networkDataType),
        trainingListeners,
        layerIndex,
        layerParamsView,
        initializeParams);
  }
}
