package org.optimizerstudy.engine.onednn;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The end of what a layer's configuration does to make the layer, the same for all of them.
 *
 * <p>Source: DL4J {@code DenseLayer.instantiate} and its like.
 */
final class Instantiation {

  private Instantiation() {}

  /**
   * Gives a new layer its place in the network and its parameters.
   *
   * @param layer the new layer
   * @param listeners to training
   * @param index number of the layer in the network, from 0
   * @param parameters row vector, the layer's part of the network's parameters
   * @param initialize whether to draw the parameters' first values, or to leave what is there
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
