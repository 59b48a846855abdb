package org.optimizerstudy.engine.onednn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
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
import org.deeplearning4j.nn.conf.preprocessor.ComposableInputPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossNegativeLogLikelihood;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;
import org.slf4j.LoggerFactory;

/**
 * Converts a configuration of stock DL4J layers to layers that run on oneDNN, with the same
 * parameters, initialisation, updaters and semantics. Layers without a counterpart stay stock.
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
   * Converts a configuration. Layers that have no oneDNN counterpart stay stock, and each is named
   * in the log with the reason. See {@link #accelerate(MultiLayerConfiguration, Consumer)}.
   */
  public static MultiLayerConfiguration accelerate(MultiLayerConfiguration stock) {
    return accelerate(stock, LoggerFactory.getLogger(OneDnnLayers.class)::warn);
  }

  /**
   * Converts a configuration. A convolution and the max pooling after it become one layer, so the
   * result may have fewer layers.
   *
   * <p>Layers with a counterpart: convolutions, dense layers with a bias and ReLU or the identity,
   * max pooling, and an output layer of softmax with cross entropy; with any stride, padding,
   * updater, initialisation, l1, l2 and weight decay. Others stay stock. Arrays that a converted
   * layer returns are its own and valid until its next call. The first layer, if it is converted,
   * computes no gradient of the network's input.
   *
   * @param stock a configuration of any layers
   * @param notes receives a line for each layer that stays stock, with the reason
   * @return a new configuration; {@code stock} is not modified
   */
  public static MultiLayerConfiguration accelerate(
      MultiLayerConfiguration stock, Consumer<String> notes) {
    MultiLayerConfiguration result = stock.clone();
    List<NeuralNetConfiguration> layers = new ArrayList<>();
    Map<Integer, InputPreProcessor> processors = new HashMap<>();
    boolean isConverted = false; // of the layer before
    boolean anyConverted = false;
    int index = 0;
    while (index < stock.getConfs().size()) {
      NeuralNetConfiguration layer = result.getConf(index);
      Optional<String> objection = objection(result, index);
      objection.ifPresent(reason -> notes.accept(note(layer.getLayer(), layers.size(), reason)));
      Optional<InputPreProcessor> processor = Optional.ofNullable(result.getInputPreProcess(index));
      (objection.isEmpty()
              ? processor.flatMap(OneDnnLayers::counterpart)
              : rowMajor(processor, isConverted))
          .ifPresent(converted -> processors.put(layers.size(), converted));
      isConverted = objection.isEmpty();
      anyConverted |= isConverted;
      layers.add(layer);
      index++;
      if (isConverted && isPooled(result, index - 1)) {
        layer.setLayer(pooled(layer.getLayer(), result.getConf(index).getLayer()));
        index++;
      } else if (isConverted) {
        layer.setLayer(counterpart(layer.getLayer()));
      }
    }
    result.setConfs(layers);
    result.setInputPreProcessors(processors);
    if (anyConverted) {
      result.setTrainingWorkspaceMode(WorkspaceMode.NONE);
      result.setInferenceWorkspaceMode(WorkspaceMode.NONE);
    }
    return result;
  }

  /**
   * The stock network with the parameters, the updater's state and the counts of iterations and
   * epochs of a converted one. DL4J saves and opens it without this program.
   *
   * @param converted a network with the configuration {@code accelerate(stock)}
   * @param stock the configuration that was converted; it is not modified
   */
  public static MultiLayerNetwork stock(
      MultiLayerNetwork converted, MultiLayerConfiguration stock) {
    MultiLayerConfiguration configuration = stock.clone();
    configuration.setIterationCount(converted.getIterationCount());
    configuration.setEpochCount(converted.getEpochCount());
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    if (network.numParams() != converted.numParams()) {
      throw new IllegalArgumentException(
          "stock: must be the configuration of the converted network, with %d parameters, found %d"
              .formatted(converted.numParams(), network.numParams()));
    }
    network.setParams(converted.params().dup());
    INDArray state = converted.getUpdater().getStateViewArray();
    if (state != null) {
      network.getUpdater().setStateViewArray(network, state.dup(), false);
    }
    return network;
  }

  private static String note(Layer layer, int index, String reason) {
    return "layer %d \"%s\" (%s) stays stock: %s"
        .formatted(index, layer.getLayerName(), layer.getClass().getSimpleName(), reason);
  }

  /** The reason why a layer has no counterpart; empty if it has one. */
  private static Optional<String> objection(MultiLayerConfiguration stock, int index) {
    Layer layer = stock.getConf(index).getLayer();
    InputPreProcessor processor = stock.getInputPreProcess(index);
    boolean isLast = index == stock.getConfs().size() - 1;
    return first(
        List.of(
            when(stock.getDataType() != DataType.FLOAT, "data type " + stock.getDataType()),
            when(processor != null && !isConvertible(processor), "input preprocessor " + processor),
            ofLayer(layer),
            when(
                isLast && layer.getClass() != OutputLayer.class,
                "last layer, but no output layer")));
  }

  private static Optional<String> ofLayer(Layer layer) {
    Optional<String> odd =
        first(
            List.of(
                when(layer.getIDropout() != null, "dropout"),
                when(!none(layer.getConstraints()), "constraints"),
                when(
                    layer instanceof BaseLayer weighted && weighted.getWeightNoise() != null,
                    "weight noise")));
    if (odd.isPresent()) {
      return odd;
    }
    if (layer.getClass() == ConvolutionLayer.class) {
      ConvolutionLayer convolution = (ConvolutionLayer) layer;
      return first(
          List.of(
              when(!convolution.hasBias(), "no bias"),
              hiddenActivation(convolution),
              images(
                  convolution.getCnn2dDataFormat(),
                  convolution.getDilation(),
                  convolution.getConvolutionMode())));
    }
    if (layer.getClass() == SubsamplingLayer.class) {
      SubsamplingLayer pooling = (SubsamplingLayer) layer;
      return first(
          List.of(
              when(
                  pooling.getPoolingType() != PoolingType.MAX,
                  "pooling " + pooling.getPoolingType()),
              images(
                  pooling.getCnn2dDataFormat(),
                  pooling.getDilation(),
                  pooling.getConvolutionMode())));
    }
    if (layer.getClass() == DenseLayer.class) {
      DenseLayer dense = (DenseLayer) layer;
      return first(
          List.of(
              when(!dense.hasBias(), "no bias"),
              hiddenActivation(dense),
              when(dense.hasLayerNorm(), "layer normalisation")));
    }
    if (layer.getClass() == OutputLayer.class) {
      OutputLayer output = (OutputLayer) layer;
      return first(
          List.of(
              when(!output.hasBias(), "no bias"),
              when(
                  !(output.getActivationFn() instanceof ActivationSoftmax),
                  "activation " + output.getActivationFn()),
              when(!isCrossEntropy(output.getLossFn()), "loss " + output.getLossFn())));
    }
    return Optional.of("this kind of layer");
  }

  /** DL4J's negative log likelihood is its cross entropy under another name. */
  private static boolean isCrossEntropy(ILossFunction loss) {
    return (loss.getClass() == LossMCXENT.class
            || loss.getClass() == LossNegativeLogLikelihood.class)
        && ((LossMCXENT) loss).getWeights() == null;
  }

  private static Optional<String> hiddenActivation(BaseLayer layer) {
    IActivation activation = layer.getActivationFn();
    return when(
        !activation.equals(new ActivationReLU()) && !(activation instanceof ActivationIdentity),
        "activation " + activation);
  }

  private static Optional<String> images(CNN2DFormat format, int[] dilation, ConvolutionMode mode) {
    return first(
        List.of(
            when(format != CNN2DFormat.NCHW, "format " + format),
            when(dilation[0] != 1 || dilation[1] != 1, "dilation " + Arrays.toString(dilation)),
            when(mode == ConvolutionMode.Causal, "mode " + mode)));
  }

  private static Optional<String> when(boolean holds, String reason) {
    return holds ? Optional.of(reason) : Optional.empty();
  }

  private static Optional<String> first(List<Optional<String>> reasons) {
    return reasons.stream().flatMap(Optional::stream).findFirst();
  }

  private static boolean none(List<?> list) {
    return list == null || list.isEmpty();
  }

  /** Whether a layer is a convolution that is followed by pooling with a counterpart. */
  private static boolean isPooled(MultiLayerConfiguration stock, int index) {
    return index + 1 < stock.getConfs().size()
        && stock.getInputPreProcess(index + 1) == null
        && stock.getConf(index).getLayer().getClass() == ConvolutionLayer.class
        && stock.getConf(index + 1).getLayer().getClass() == SubsamplingLayer.class
        && objection(stock, index + 1).isEmpty();
  }

  /** A convolution and the pooling after it as one layer. */
  private static Layer pooled(Layer convolution, Layer pooling) {
    OneDnnPooledConvolutionLayer layer = as(OneDnnPooledConvolutionLayer.class, convolution);
    layer.setPooling(as(OneDnnSubsamplingLayer.class, pooling));
    return layer;
  }

  /** The counterpart of a layer without an objection. */
  private static Layer counterpart(Layer layer) {
    if (layer instanceof ConvolutionLayer) {
      return as(OneDnnConvolutionLayer.class, layer);
    }
    if (layer instanceof SubsamplingLayer) {
      return as(OneDnnSubsamplingLayer.class, layer);
    }
    return layer instanceof DenseLayer
        ? as(OneDnnDenseLayer.class, layer)
        : as(OneDnnOutputLayer.class, layer);
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

  /** Whether converted layers have a counterpart of a preprocessor, or need none. */
  private static boolean isConvertible(InputPreProcessor processor) {
    return processor.getClass() == FeedForwardToCnnPreProcessor.class
        || processor.getClass() == CnnToFeedForwardPreProcessor.class
            && ((CnnToFeedForwardPreProcessor) processor).getFormat() == CNN2DFormat.NCHW;
  }

  /** The counterpart of a preprocessor; empty if converted layers need none. */
  private static Optional<InputPreProcessor> counterpart(InputPreProcessor processor) {
    return processor instanceof FeedForwardToCnnPreProcessor images
        ? Optional.of(
            new ImageInputPreProcessor(
                images.getInputHeight(), images.getInputWidth(), images.getNumChannels()))
        : Optional.empty();
  }

  /** The preprocessor of a stock layer, which needs row-major input after a converted layer. */
  private static Optional<InputPreProcessor> rowMajor(
      Optional<InputPreProcessor> processor, boolean afterConverted) {
    if (!afterConverted) {
      return processor;
    }
    InputPreProcessor rowMajor = new RowMajorPreProcessor();
    return Optional.of(
        processor
            .<InputPreProcessor>map(own -> new ComposableInputPreProcessor(rowMajor, own))
            .orElse(rowMajor));
  }
}
