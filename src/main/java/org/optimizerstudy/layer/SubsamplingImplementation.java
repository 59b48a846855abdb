package org.optimizerstudy.layer;

import java.util.List;
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
  private record Key(List<Long> shape, boolean training) {}

  private final transient KernelCache<Key, MaxPoolingKernels> cache = new KernelCache<>();
  private final boolean rectified;
  private transient MaxPoolingKernels current;
  private boolean stale = true;

  SubsamplingImplementation(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
    rectified = ((OneDnnSubsamplingLayer) conf.getLayer()).isRectified();
  }

  private Window window(int axis) {
    return Window.of(
        input.size(2 + axis),
        layerConf().getKernelSize()[axis],
        layerConf().getStride()[axis],
        layerConf().getPadding()[axis],
        layerConf().getConvolutionMode());
  }

  private MaxPooling pooling() {
    return new MaxPooling(input.size(0), input.size(1), window(0), window(1));
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
            new Key(Shapes.of(input), training),
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
