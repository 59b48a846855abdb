package org.optimizerstudy.layer;

import org.deeplearning4j.exception.DL4JInvalidInputException;
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
 * <p>Takes images {@code [N, C, H, W]} and gives maps {@code [N, K, P, Q]}, either in the channel
 * blocks that the package describes. The first layer of a network computes no input gradient:
 * nobody reads it.
 */
final class ConvolutionImplementation extends ConvolutionLayer {
  private static final long serialVersionUID = 1L;

  private final transient KernelCache<Layout, AffineKernels> cache = new KernelCache<>();
  private final boolean rectified;
  private transient AffineKernels current;
  private boolean stale = true;

  ConvolutionImplementation(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
    rectified = layerConf().getActivationFn() instanceof ActivationReLU;
  }

  private AffineOperation operation() {
    Layout images = Layout.of(input);
    if (images.rank() != 4 || images.size(1) != layerConf().getNIn()) {
      throw new DL4JInvalidInputException(
          "Expected images of %d channels, got an array of shape %s %s"
              .formatted(layerConf().getNIn(), images, layerId()));
    }
    return Convolution.of(
        images, layerConf().getNOut(), window(images, 0), window(images, 1), index > 0);
  }

  private Window window(Layout images, int axis) {
    return Window.of(
        images,
        axis,
        layerConf().getKernelSize(),
        layerConf().getStride(),
        layerConf().getPadding(),
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
    stale = false;
    current =
        cache.get(Layout.of(input), oneDnn -> new AffineKernels(oneDnn, operation(), rectified));
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
