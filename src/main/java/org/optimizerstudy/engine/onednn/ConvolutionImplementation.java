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
 * Convolution, bias and activation in one oneDNN primitive: {@code y = f(W * x + b)}.
 *
 * <p>The input is images {@code [N, C, H, W]}, the output maps {@code [N, K, P, Q]}; both may be in
 * channel blocks, as described in the package documentation. The first layer of a network does not
 * compute dL/dx, which is not used.
 */
final class ConvolutionImplementation extends ConvolutionLayer {
  private static final long serialVersionUID = 1L;

  private final transient AffinePasses passes = new AffinePasses();

  ConvolutionImplementation(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  private LayerKernels kernels(OneDnn oneDnn) {
    return ConvolutionAlgorithm.of(ConvolutionShape.of(Layout.of(input), layerConf()), index > 0)
        .kernels(oneDnn, layerConf().getActivationFn() instanceof ActivationReLU);
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
        ConvolutionParamInitializer.BIAS_KEY,
        gradientViews.get(ConvolutionParamInitializer.BIAS_KEY));
    gradient.setGradientFor(
        ConvolutionParamInitializer.WEIGHT_KEY,
        gradientViews.get(ConvolutionParamInitializer.WEIGHT_KEY),
        'c');
    return new Pair<>(gradient, inputGradient);
  }

  @Override
  public void close() {
    passes.close();
  }
}
