package org.optimizerstudy.engine.onednn;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Convolution, bias, max pooling and activation: {@code y = f(maxpool(W * x + b))}, see {@link
 * PooledConvolutionKernels} and, for {@link WinogradConvolution}, {@link PooledKernels}.
 *
 * <p>The input is images {@code [N, C, H, W]}, the output pooled maps {@code [N, K, P, Q]}; both
 * may be in channel blocks, as described in the package documentation. The first layer of a network
 * does not compute dL/dx, which is not used.
 */
final class PooledConvolutionImplementation extends ConvolutionLayer {
  private static final long serialVersionUID = 1L;

  /** Kernels of one shape, for training or for evaluation. */
  private record Key(Layout input, boolean training) {}

  private final transient KernelCache<Key, LayerKernels> cache = new KernelCache<>();
  private transient LayerKernels current;
  private boolean stale = true;

  PooledConvolutionImplementation(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  private LayerKernels kernels(OneDnn oneDnn, boolean training) {
    OneDnnPooledConvolutionLayer layer = (OneDnnPooledConvolutionLayer) layerConf();
    boolean relu = layer.getActivationFn() instanceof ActivationReLU;
    WinogradConvolution winograd =
        WinogradConvolution.of(ConvolutionShape.of(Layout.of(input), layer));
    if (winograd.isWorthwhile()) {
      return new PooledKernels(
          winograd.kernels(oneDnn, relu),
          new MaxPoolingKernels(oneDnn, layer.getPooling().pooling(winograd.output()), training));
    }
    return new PooledConvolutionKernels(
        oneDnn, PooledConvolution.of(Layout.of(input), layer, index == 0), relu, training);
  }

  @Override
  public void setInput(INDArray input, LayerWorkspaceMgr workspaceMgr) {
    super.setInput(input, workspaceMgr);
    stale = true;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    stale = !training;
    current = cache.get(new Key(Layout.of(input), training), oneDnn -> kernels(oneDnn, training));
    return current.forward(
        input,
        params.get(ConvolutionParamInitializer.WEIGHT_KEY),
        params.get(ConvolutionParamInitializer.BIAS_KEY));
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray outputGradient, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    if (stale) {
      activate(true, workspaceMgr);
    }
    INDArray weightGradient = gradientViews.get(ConvolutionParamInitializer.WEIGHT_KEY);
    INDArray biasGradient = gradientViews.get(ConvolutionParamInitializer.BIAS_KEY);
    INDArray inputGradient =
        current.backward(outputGradient, weightGradient, biasGradient, index > 0);
    Gradient gradient = new DefaultGradient();
    gradient.setGradientFor(ConvolutionParamInitializer.BIAS_KEY, biasGradient);
    gradient.setGradientFor(ConvolutionParamInitializer.WEIGHT_KEY, weightGradient, 'c');
    return new Pair<>(gradient, inputGradient);
  }

  @Override
  public void close() {
    current = null;
    cache.close();
  }
}
