package org.optimizerstudy.layer;

import java.util.List;
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
 * <p>Takes and gives {@code [N, C, H, W]}; the result is channels-last. The first layer of a
 * network computes no input gradient: nobody reads it.
 */
final class ConvolutionImplementation extends ConvolutionLayer {
  private static final long serialVersionUID = 1L;

  private final transient KernelCache<List<Long>, AffineKernels> cache = new KernelCache<>();
  private final boolean rectified;
  private transient AffineKernels current;
  private boolean stale = true;

  ConvolutionImplementation(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
    rectified = layerConf().getActivationFn() instanceof ActivationReLU;
  }

  private AffineOperation operation() {
    return new Convolution(
        input.size(0), layerConf().getNIn(), layerConf().getNOut(), window(0), window(1));
  }

  private Window window(int axis) {
    return Window.of(
        input.size(2 + axis),
        layerConf().getKernelSize()[axis],
        layerConf().getStride()[axis],
        layerConf().getPadding()[axis],
        layerConf().getConvolutionMode());
  }

  @Override
  public void setInput(INDArray input, LayerWorkspaceMgr workspaceMgr) {
    super.setInput(input, workspaceMgr);
    stale = true;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    validateInputRank();
    validateInputDepth(layerConf().getNIn());
    stale = false;
    current =
        cache.get(Shapes.of(input), oneDnn -> new AffineKernels(oneDnn, operation(), rectified));
    return current.forward(
        input,
        params.get(ConvolutionParamInitializer.WEIGHT_KEY),
        params.get(ConvolutionParamInitializer.BIAS_KEY));
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    if (stale) {
      activate(true, workspaceMgr);
    }
    INDArray weightGradient = gradientViews.get(ConvolutionParamInitializer.WEIGHT_KEY);
    INDArray biasGradient = gradientViews.get(ConvolutionParamInitializer.BIAS_KEY);
    INDArray inputGradient = current.backward(epsilon, weightGradient, biasGradient, index > 0);
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
