package org.optimizerstudy.engine.onednn;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Configuration of a softmax output layer with the cross entropy loss that runs on oneDNN: DL4J's
 * {@link OutputLayer} with the same parameters, initialisation and semantics. It also accepts
 * images {@code [N, C, H, W]} directly, with elements numbered in the order c, h, w.
 */
public final class OneDnnOutputLayer extends OutputLayer {
  private static final long serialVersionUID = 1L;

  /** For deserialisation. */
  public OneDnnOutputLayer() {
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
        "OneDnnOutputLayer", getLayerName(), layerIndex, getNIn(), getNOut());
    return Instantiation.ready(
        new OutputImplementation(conf, networkDataType),
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
