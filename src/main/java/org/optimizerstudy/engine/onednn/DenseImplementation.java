package org.optimizerstudy.engine.onednn;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.feedforward.dense.DenseLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Matrix product, bias and activation in one oneDNN primitive: {@code y = f(x W + b)}, x {@code [N,
 * I]} or {@code [N, C, H, W]}, W {@code [I, K]}, y {@code [N, K]}.
 *
 * <p>The first layer of a network does not compute dL/dx, which is not used.
 */
final class DenseImplementation extends DenseLayer {
  private static final long serialVersionUID = 1L;

  private final transient AffinePasses passes = new AffinePasses();

  DenseImplementation(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  private LayerKernels kernels(OneDnn oneDnn) {
    return new AffineKernels(
        oneDnn,
        InnerProduct.of(input, layerConf().getNIn(), layerConf().getNOut()),
        layerConf().getActivationFn() instanceof ActivationReLU);
  }

  @Override
  public void setInput(INDArray input, LayerWorkspaceMgr workspaceMgr) {
    super.setInput(input, workspaceMgr);
    passes.newInput();
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    return passes.forward(input, this::kernels, params);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray outputGradient, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    if (!passes.isForwarded()) {
      activate(true, workspaceMgr);
    }
    INDArray inputGradient = passes.backward(outputGradient, gradientViews, index > 0);
    Gradient gradient = new DefaultGradient();
    gradient.setGradientFor(
        DefaultParamInitializer.WEIGHT_KEY, gradientViews.get(DefaultParamInitializer.WEIGHT_KEY));
    gradient.setGradientFor(
        DefaultParamInitializer.BIAS_KEY, gradientViews.get(DefaultParamInitializer.BIAS_KEY));
    return new Pair<>(gradient, inputGradient);
  }

  @Override
  public void close() {
    passes.close();
  }
}
