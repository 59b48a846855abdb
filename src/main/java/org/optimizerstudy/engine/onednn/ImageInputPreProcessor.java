package org.optimizerstudy.engine.onednn;

import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * DL4J's {@link FeedForwardToCnnPreProcessor}, which reads rows {@code [N, C H W]} as images {@code
 * [N, C, H, W]}, with support for a first layer that computes no input gradient.
 */
public final class ImageInputPreProcessor extends FeedForwardToCnnPreProcessor {
  private static final long serialVersionUID = 1L;

  /** For deserialisation. */
  @JsonCreator
  public ImageInputPreProcessor(
      @JsonProperty("inputHeight") long inputHeight,
      @JsonProperty("inputWidth") long inputWidth,
      @JsonProperty("numChannels") long numChannels) {
    super(inputHeight, inputWidth, numChannels);
  }

  @Override
  public INDArray backprop(INDArray epsilons, int miniBatchSize, LayerWorkspaceMgr workspaceMgr) {
    return epsilons == null ? null : super.backprop(epsilons, miniBatchSize, workspaceMgr);
  }
}
