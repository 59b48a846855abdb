package org.optimizerstudy.engine.onednn;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.OutputLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * Softmax output with cross entropy on oneDNN; see {@link SoftmaxKernels} for the formulas.
 *
 * <p>x is {@code [N, I]} or {@code [N, C, H, W]}, W {@code [I, K]}, probabilities and labels {@code
 * [N, K]}. The forward pass runs once per input. Score, gradient and training activations share its
 * result until the next {@link #setInput}, which MultiLayerNetwork calls for every pass.
 */
final class OutputImplementation extends OutputLayer {
  private static final long serialVersionUID = 1L;

  private final transient KernelCache<Layout, SoftmaxKernels> cache = new KernelCache<>();
  private transient SoftmaxKernels current;

  OutputImplementation(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  public void setInput(INDArray input, LayerWorkspaceMgr workspaceMgr) {
    super.setInput(input, workspaceMgr);
    current = null;
  }

  /** Labels count equally; DL4J's masks of labels are not supported. */
  @Override
  public void setMaskArray(INDArray maskArray) {
    if (maskArray != null) {
      throw new UnsupportedOperationException(
          "labels' mask: must be absent with oneDNN layers, found shape "
              + Arrays.toString(maskArray.shape()));
    }
    super.setMaskArray(null);
  }

  private SoftmaxKernels forward() {
    assertInputSet(false);
    if (current == null) {
      current =
          cache.get(
              Layout.of(input),
              oneDnn ->
                  new SoftmaxKernels(
                      oneDnn, InnerProduct.of(input, layerConf().getNIn(), layerConf().getNOut())));
      current.forward(
          input,
          params.get(DefaultParamInitializer.WEIGHT_KEY),
          params.get(DefaultParamInitializer.BIAS_KEY));
    }
    return current;
  }

  /**
   * The probabilities: in training the layer's own array, valid until its next pass; otherwise a
   * copy, because it is the network's output.
   */
  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    INDArray probabilities = forward().probabilities();
    return training ? probabilities : workspaceMgr.dup(ArrayType.ACTIVATIONS, probabilities);
  }

  @Override
  protected INDArray preOutput(boolean training, LayerWorkspaceMgr workspaceMgr) {
    return workspaceMgr.dup(ArrayType.ACTIVATIONS, forward().logits());
  }

  @Override
  public double computeScore(
      double fullNetRegTerm, boolean training, LayerWorkspaceMgr workspaceMgr) {
    if (labels == null) {
      throw new IllegalStateException("Cannot calculate the score without labels " + layerId());
    }
    double clip = ((LossMCXENT) layerConf().getLossFn()).getSoftmaxClipEps();
    double loss = forward().loss(labels, clip);
    score = (conf().isMiniBatch() ? loss / getInputMiniBatchSize() : loss) + fullNetRegTerm;
    return score;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray outputGradient, LayerWorkspaceMgr workspaceMgr) {
    INDArray weightGradient = gradientViews.get(DefaultParamInitializer.WEIGHT_KEY);
    INDArray biasGradient = gradientViews.get(DefaultParamInitializer.BIAS_KEY);
    INDArray inputGradient = forward().backward(labels, weightGradient, biasGradient, index > 0);
    Gradient gradients = new DefaultGradient();
    gradients.setGradientFor(DefaultParamInitializer.WEIGHT_KEY, weightGradient);
    gradients.setGradientFor(DefaultParamInitializer.BIAS_KEY, biasGradient);
    return new Pair<>(gradients, inputGradient);
  }

  @Override
  public void clear() {
    super.clear();
    current = null;
  }

  @Override
  public void close() {
    current = null;
    cache.close();
  }
}
