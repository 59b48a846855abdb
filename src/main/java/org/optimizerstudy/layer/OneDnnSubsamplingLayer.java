package org.optimizerstudy.layer;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Configuration of max pooling that runs on oneDNN: DL4J's {@link SubsamplingLayer}, optionally
 * followed by ReLU.
 *
 * <p>Max pooling commutes with ReLU, {@code maxpool(relu(x)) = relu(maxpool(x))}, for ReLU is
 * monotone; so the ReLU of a convolution before it is done here, on the smaller maps.
 */
public final class OneDnnSubsamplingLayer extends SubsamplingLayer {
  private static final long serialVersionUID = 1L;

  private boolean rectified;

  /** For deserialisation. */
  public OneDnnSubsamplingLayer() {
    super();
  }

  /** Whether ReLU follows the pooling. */
  public boolean isRectified() {
    return rectified;
  }

  /** Sets whether ReLU follows the pooling. */
  public void setRectified(boolean rectified) {
    this.rectified = rectified;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> trainingListeners,
      int layerIndex,
      INDArray layerParamsView,
      boolean initializeParams,
      DataType networkDataType) {
    SubsamplingImplementation layer = new SubsamplingImplementation(conf, networkDataType);
    layer.setListeners(trainingListeners);
    layer.setIndex(layerIndex);
    layer.setParamsViewArray(layerParamsView);
    layer.setParamTable(initializer().init(conf, layerParamsView, initializeParams));
    return layer;
  }
}
