package org.optimizerstudy.engine.onednn;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Configuration of a dense layer that runs on oneDNN: DL4J's {@link DenseLayer} with the same
 * parameters, initialisation and semantics. It also accepts images {@code [N, C, H, W]} directly,
 * with elements numbered in the order c, h, w.
 */
public final class OneDnnDenseLayer extends DenseLayer {
  private static final long serialVersionUID = 1L;

  /** For deserialisation. */
  public OneDnnDenseLayer() {
    super();
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
        "OneDnnDenseLayer", getLayerName(), layerIndex, getNIn(), getNOut());
    return Instantiation.ready(
        new DenseImplementation(conf, networkDataType),
        trainingListeners,
        layerIndex,
        layerParamsView,
        initializeParams);
  }

  /** Rows, for images, too. */
  @Override
  public InputType getOutputType(int layerIndex, InputType inputType) {
    return InputType.feedForward(getNOut());
  }
}
