package org.optimizerstudy.engine.onednn;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The last part of instantiating a layer from its configuration, common to all layers.
 *
 * <p>Source: DL4J {@code DenseLayer.instantiate} and equivalents.
 */
final class Instantiation {

  private Instantiation() {}

  /**
   * Sets the index and the parameters of a new layer.
   *
   * @param layer the new layer
   * @param listeners to training
   * @param index index of the layer in the network, from 0
   * @param parameters the layer's part of the network's parameters, a row vector
   * @param initialize whether to draw initial values; otherwise the parameters are kept
   * @return the layer
   */
  static Layer ready(
      Layer layer,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize) {
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(
        layer.conf().getLayer().initializer().init(layer.conf(), parameters, initialize));
    return layer;
  }
}
