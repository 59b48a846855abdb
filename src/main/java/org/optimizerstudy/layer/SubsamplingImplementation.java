package org.optimizerstudy.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Max pooling on oneDNN, followed by ReLU if the configuration says so; {@code [N, C, H, W]},
 * channels-last.
 */
final class SubsamplingImplementation extends SubsamplingLayer {
  private static final long serialVersionUID = 1L;

  /** Kernels of one shape, for training or for evaluation. */
  private record Key(Layout input, boolean training) {}

  private final transient KernelCache<Key, MaxPoolingKernels> cache = new KernelCache<>();
  private final boolean rectified;
  private transient MaxPoolingKernels current;
  private boolean stale = true;

  SubsamplingImplementation(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
    rectified = ((OneDnnSubsamplingLayer) conf.getLayer()).isRectified();
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

  private MaxPooling pooling() {
    Layout images = Layout.of(input);
    return new MaxPooling(images, window(images, 0), window(images, 1));
  }

  @Override
  public void setInput(INDArray input, LayerWorkspaceMgr workspaceMgr) {
    super.setInput(input, workspaceMgr);
    stale = true;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    current =
        cache.get(
            new Key(Layout.of(input), training),
            oneDnn -> new MaxPoolingKernels(oneDnn, pooling(), rectified, training));
    stale = !training;
    return current.forward(input);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    if (stale) {
      activate(true, workspaceMgr);
    }
    return new Pair<>(new DefaultGradient(), current.backward(epsilon));
  }

  @Override
  public void close() {
    current = null;
    cache.close();
  }
}
