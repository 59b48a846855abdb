package org.optimizerstudy.engine.onednn;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Configuration of max pooling that runs on oneDNN: DL4J's {@link SubsamplingLayer}. */
public final class OneDnnSubsamplingLayer extends SubsamplingLayer {
  private static final long serialVersionUID = 1L;

  /** For deserialisation. */
  public OneDnnSubsamplingLayer() {
    super();
  }

  /** The pooling of this layer for images in a given layout. */
  MaxPooling pooling(Layout images) {
    return new MaxPooling(images, window(images, 0), window(images, 1));
  }

  private Window window(Layout images, int axis) {
    return Window.of(images, axis, kernelSize, stride, padding, convolutionMode);
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> trainingListeners,
      int layerIndex,
      INDArray layerParamsView,
      boolean initializeParams,
      DataType networkDataType) {
    return Instantiation.ready(
        new SubsamplingImplementation(conf, networkDataType),
        trainingListeners,
        layerIndex,
        layerParamsView,
        initializeParams);
  }
}
