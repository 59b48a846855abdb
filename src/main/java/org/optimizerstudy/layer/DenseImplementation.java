package org.optimizerstudy.layer;

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
 * <p>The first layer of a network computes no input gradient: nobody reads it.
 */
final class DenseImplementation extends DenseLayer {
  private static final long serialVersionUID = 1L;

  private final transient KernelCache<Layout, AffineKernels> cache = new KernelCache<>();
  private final boolean rectified;
  private transient AffineKernels current;
  private boolean stale = true;

  DenseImplementation(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
    rectified = layerConf().getActivationFn() instanceof ActivationReLU;
  }

  private AffineOperation operation() {
    return InnerProduct.of(input, layerConf().getNIn(), layerConf().getNOut());
  }

  @Override
  public void setInput(INDArray input, LayerWorkspaceMgr workspaceMgr) {
    super.setInput(input, workspaceMgr);
    stale = true;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    stale = false;
    current =
        cache.get(
            Layout.of(input),
            oneDnn -> new AffineKernels(oneDnn, Layout.of(input), operation(), rectified));
    return current.forward(
        input,
        params.get(DefaultParamInitializer.WEIGHT_KEY),
        params.get(DefaultParamInitializer.BIAS_KEY));
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    if (stale) {
      activate(true, workspaceMgr);
    }
    INDArray weightGradient = gradientViews.get(DefaultParamInitializer.WEIGHT_KEY);
    INDArray biasGradient = gradientViews.get(DefaultParamInitializer.BIAS_KEY);
    INDArray inputGradient = current.backward(epsilon, weightGradient, biasGradient, index > 0);
    Gradient gradient = new DefaultGradient();
    gradient.setGradientFor(DefaultParamInitializer.WEIGHT_KEY, weightGradient);
    gradient.setGradientFor(DefaultParamInitializer.BIAS_KEY, biasGradient);
    return new Pair<>(gradient, inputGradient);
  }

  @Override
  public void close() {
    current = null;
    cache.close();
  }
}
