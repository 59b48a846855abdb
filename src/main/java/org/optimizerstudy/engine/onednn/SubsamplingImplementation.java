package org.optimizerstudy.engine.onednn;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Max pooling on oneDNN of images {@code [N, C, H, W]}, in channel blocks or row-major. */
final class SubsamplingImplementation extends SubsamplingLayer {
  private static final long serialVersionUID = 1L;

  /** Kernels of one shape, for training or for evaluation. */
  private record Key(Layout input, boolean training) {}

  private final transient KernelCache<Key, MaxPoolingKernels> cache = new KernelCache<>();
  private transient MaxPoolingKernels current;
  private boolean stale = true;

  SubsamplingImplementation(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  private MaxPooling pooling() {
    return ((OneDnnSubsamplingLayer) layerConf()).pooling(Layout.of(input));
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
            oneDnn -> new MaxPoolingKernels(oneDnn, pooling(), training));
    stale = !training;
    return current.forward(input);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray outputGradient, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    if (stale) {
      activate(true, workspaceMgr);
    }
    return new Pair<>(new DefaultGradient(), current.backward(outputGradient));
  }

  @Override
  public void close() {
    current = null;
    cache.close();
  }
}
