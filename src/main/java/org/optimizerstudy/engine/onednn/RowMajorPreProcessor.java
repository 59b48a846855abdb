package org.optimizerstudy.engine.onednn;

import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Passes the activations of a layer on oneDNN to a stock layer, and the gradient back. The stock
 * layer gets a copy, which it may change: images in channel blocks {@code [N, C / B, H, W, B]} as
 * row-major {@code [N, C, H, W]}, other arrays in their shape. The gradient goes back in the shape
 * of the activations.
 */
public final class RowMajorPreProcessor implements InputPreProcessor {
  private static final long serialVersionUID = 1L;

  /** Shape of the last activations, if these were in channel blocks; otherwise null. */
  private transient long[] blocked;

  @Override
  public INDArray preProcess(INDArray input, int miniBatchSize, LayerWorkspaceMgr workspaceMgr) {
    if (input.rank() != 5) {
      blocked = null;
      return input.dup('c');
    }
    long[] s = input.shape();
    blocked = s;
    return input.permute(0, 1, 4, 2, 3).dup('c').reshape('c', s[0], s[1] * s[4], s[2], s[3]);
  }

  @Override
  public INDArray backprop(INDArray output, int miniBatchSize, LayerWorkspaceMgr workspaceMgr) {
    if (blocked == null) {
      return output;
    }
    long[] s = blocked;
    return output
        .dup('c')
        .reshape('c', s[0], s[1], s[4], s[2], s[3])
        .permute(0, 1, 3, 4, 2)
        .dup('c');
  }

  @Override
  public InputType getOutputType(InputType inputType) {
    return inputType;
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray maskArray, MaskState currentMaskState, int minibatchSize) {
    return new Pair<>(maskArray, currentMaskState);
  }

  @Override
  public RowMajorPreProcessor clone() {
    return new RowMajorPreProcessor();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowMajorPreProcessor;
  }

  @Override
  public int hashCode() {
    return RowMajorPreProcessor.class.hashCode();
  }
}
