package org.optimizerstudy.engine.onednn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * Converts a configuration of stock DL4J layers to layers that run on oneDNN, with the same
 * parameters, initialisation, updaters and semantics.
 *
 * <p>The layers own their memory, so the configuration disables workspaces. The native memory of a
 * network is freed when the network becomes unreachable, or immediately by {@code close()} on each
 * of its layers.
 */
public final class OneDnnLayers {
  private OneDnnLayers() {}

  /**
   * The reason why the layers cannot run on this machine.
   *
   * @return the reason in words; empty if oneDNN's native library loads
   */
  public static Optional<String> unavailable() {
    try {
      Loader.load(dnnl.class);
      new OneDnn().close();
      return Optional.empty();
    } catch (LinkageError | OneDnnException e) {
      return Optional.of("oneDNN's native library cannot be used: " + e);
    }
  }

  /**
   * Converts a configuration. A convolution and the max pooling after it become one layer, so the
   * result may have fewer layers.
   *
   * @param stock a configuration of convolution, max pooling, dense and output layers
   * @return a new configuration; {@code stock} is not modified
   * @throws IllegalArgumentException if a layer has no oneDNN counterpart; the message names the
   *     layer and the reason
   */
  public static MultiLayerConfiguration accelerate(MultiLayerConfiguration stock) {
    MultiLayerConfiguration result = stock.clone();
    if (stock.getDataType() != DataType.FLOAT) {
      throw new IllegalArgumentException(
          "data type: must be FLOAT for oneDNN layers, found " + stock.getDataType());
    }
    List<NeuralNetConfiguration> layers = new ArrayList<>();
    Map<Integer, InputPreProcessor> processors = new HashMap<>();
    int index = 0;
    while (index < stock.getConfs().size()) {
      NeuralNetConfiguration layer = result.getConf(index);
      counterpart(result.getInputPreProcess(index))
          .ifPresent(processor -> processors.put(layers.size(), processor));
      layers.add(layer);
      if (isPooled(result, index)) {
        layer.setLayer(pooled(layer.getLayer(), result.getConf(index + 1).getLayer()));
        index += 2;
      } else {
        layer.setLayer(counterpart(layer.getLayer()));
        index++;
      }
    }
    result.setConfs(layers);
    result.setInputPreProcessors(processors);
    result.setTrainingWorkspaceMode(WorkspaceMode.NONE);
    result.setInferenceWorkspaceMode(WorkspaceMode.NONE);
    return result;
  }

  /** Whether a layer is a convolution that is followed by pooling. */
  private static boolean isPooled(MultiLayerConfiguration stock, int index) {
    return index + 1 < stock.getConfs().size()
        && stock.getInputPreProcess(index + 1) == null
        && stock.getConf(index).getLayer().getClass() == ConvolutionLayer.class
        && stock.getConf(index + 1).getLayer().getClass() == SubsamplingLayer.class;
  }

  /** A convolution and the pooling after it as one layer. */
  private static Layer pooled(Layer convolution, Layer pooling) {
    requirePlain(convolution);
    OneDnnPooledConvolutionLayer layer =
        convolution((ConvolutionLayer) convolution, OneDnnPooledConvolutionLayer.class);
    layer.setPooling((OneDnnSubsamplingLayer) counterpart(pooling));
    return layer;
  }

  private static Layer counterpart(Layer layer) {
    requirePlain(layer);
    if (layer.getClass() == ConvolutionLayer.class) {
      return convolution((ConvolutionLayer) layer, OneDnnConvolutionLayer.class);
    }
    if (layer.getClass() == SubsamplingLayer.class) {
      return pooling((SubsamplingLayer) layer);
    }
    if (layer.getClass() == DenseLayer.class) {
      return dense((DenseLayer) layer);
    }
    if (layer.getClass() == OutputLayer.class) {
      return output((OutputLayer) layer);
    }
    throw unsupported(layer, "this kind of layer");
  }

  private static void requirePlain(Layer layer) {
    if (layer.getIDropout() != null || !none(layer.getConstraints())) {
      throw unsupported(layer, "dropout or constraints");
    }
    if (layer instanceof BaseLayer weighted && weighted.getWeightNoise() != null) {
      throw unsupported(layer, "weight noise");
    }
  }

  private static <L extends ConvolutionLayer> L convolution(
      ConvolutionLayer layer, Class<L> target) {
    requireBias(layer, layer.hasBias());
    requireHiddenActivation(layer);
    requireImages(layer, layer.getCnn2dDataFormat(), layer.getDilation());
    return as(target, layer);
  }

  private static Layer pooling(SubsamplingLayer layer) {
    if (layer.getPoolingType() != PoolingType.MAX) {
      throw unsupported(layer, "pooling " + layer.getPoolingType());
    }
    requireImages(layer, layer.getCnn2dDataFormat(), layer.getDilation());
    return as(OneDnnSubsamplingLayer.class, layer);
  }

  private static Layer dense(DenseLayer layer) {
    requireBias(layer, layer.hasBias());
    requireHiddenActivation(layer);
    if (layer.hasLayerNorm()) {
      throw unsupported(layer, "layer normalisation");
    }
    return as(OneDnnDenseLayer.class, layer);
  }

  private static Layer output(OutputLayer layer) {
    requireBias(layer, layer.hasBias());
    if (!(layer.getActivationFn() instanceof ActivationSoftmax)) {
      throw unsupported(layer, "activation " + layer.getActivationFn());
    }
    if (layer.getLossFn().getClass() != LossMCXENT.class
        || ((LossMCXENT) layer.getLossFn()).getWeights() != null) {
      throw unsupported(layer, "loss " + layer.getLossFn());
    }
    return as(OneDnnOutputLayer.class, layer);
  }

  private static void requireBias(Layer layer, boolean bias) {
    if (!bias) {
      throw unsupported(layer, "no bias");
    }
  }

  private static void requireHiddenActivation(BaseLayer layer) {
    IActivation activation = layer.getActivationFn();
    if (!activation.equals(new ActivationReLU()) && !(activation instanceof ActivationIdentity)) {
      throw unsupported(layer, "activation " + activation);
    }
  }

  private static void requireImages(Layer layer, CNN2DFormat format, int[] dilation) {
    if (format != CNN2DFormat.NCHW || dilation[0] != 1 || dilation[1] != 1) {
      throw unsupported(layer, "format %s, dilation %s".formatted(format, dilation[0]));
    }
  }

  private static boolean none(List<?> list) {
    return list == null || list.isEmpty();
  }

  private static IllegalArgumentException unsupported(Layer layer, String what) {
    return new IllegalArgumentException(
        "layer \"%s\" (%s): not supported by oneDNN layers: %s"
            .formatted(layer.getLayerName(), layer.getClass().getSimpleName(), what));
  }

  /** A layer of class {@code target} with all settings of {@code source}, its superclass. */
  private static <L extends Layer> L as(Class<L> target, Layer source) {
    ObjectMapper mapper = NeuralNetConfiguration.mapper();
    ObjectNode settings = mapper.valueToTree(source);
    settings.put("@class", target.getName());
    try {
      return target.cast(mapper.treeToValue(settings, Layer.class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot copy the settings of " + source, e);
    }
  }

  /** The preprocessor of the layers' input; empty if they need none. */
  private static Optional<InputPreProcessor> counterpart(InputPreProcessor processor) {
    if (processor instanceof FeedForwardToCnnPreProcessor images) {
      return Optional.of(
          new ImageInputPreProcessor(
              images.getInputHeight(), images.getInputWidth(), images.getNumChannels()));
    }
    return Optional.ofNullable(processor)
        .filter(other -> !(other instanceof CnnToFeedForwardPreProcessor));
  }
}
