package org.optimizerstudy.engine.nd4j;

import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.optimizerstudy.data.Examples;
import org.optimizerstudy.engine.BatchResult;
import org.optimizerstudy.optimizer.rule.ParameterUpdate;

/**
 * One step of stochastic gradient descent. The result is bit-identical to that of {@code
 * MultiLayerNetwork.fit(DataSet)}, without the overhead of DL4J's solver. The step also returns the
 * loss and the number of correct predictions of the batch before the update.
 *
 * <p>With the gradients G summed over N examples, the updater u and the parameters theta: {@code
 * theta = theta - u(G / N)}. The iteration count grows by one. The updater's state is written to
 * the network's state view by {@link #syncStateView}.
 *
 * <p>Source: DL4J {@code StochasticGradientDescent}, {@code BaseMultiLayerUpdater}.
 */
public final class TrainingStep {

  /** The maximum number of examples per pass; larger batches are processed in parts. */
  private static final int PART = 1_000;

  private final MultiLayerNetwork network;
  private final INDArray gradients;
  private final List<ParameterUpdate> updates;
  private INDArray labels;
  private int correct;

  /**
   * Creates a step for a network.
   *
   * @param network an initialised network with its final updaters; a listener is added to it
   * @throws IllegalArgumentException if a layer has regularisation, gradient normalisation or
   *     constraints, which this step does not apply
   */
  public TrainingStep(MultiLayerNetwork network) {
    for (Layer layer : network.getLayers()) {
      requirePlain(layer);
    }
    this.network = network;
    MultiLayerUpdater updater = (MultiLayerUpdater) network.getUpdater();
    this.gradients = flat(updater.getFlattenedGradientsView());
    INDArray parameters = flat(network.params());
    this.updates =
        updater.getUpdaterBlocks().stream().map(block -> update(block, parameters)).toList();
    network.addListeners(new PredictionCounter());
  }

  private static void requirePlain(Layer layer) {
    org.deeplearning4j.nn.conf.layers.Layer settings = layer.conf().getLayer();
    GradientNormalization normalization = settings.getGradientNormalization();
    boolean normalized = normalization != null && normalization != GradientNormalization.None;
    boolean regularized =
        layer.paramTable().keySet().stream()
            .map(settings::getRegularizationByParam)
            .anyMatch(list -> list != null && !list.isEmpty());
    boolean constrained = settings.getConstraints() != null && !settings.getConstraints().isEmpty();
    if (normalized || regularized || constrained) {
      throw new IllegalArgumentException(
          "Regularisation, gradient normalisation and constraints are not applied here: layer "
              + settings.getLayerName());
    }
  }

  /** The update of the parameters that share an updater. */
  private static ParameterUpdate update(UpdaterBlock block, INDArray allParameters) {
    return new ParameterUpdate(
        block.getGradientUpdater(),
        allParameters.get(
            NDArrayIndex.interval(block.getParamOffsetStart(), block.getParamOffsetEnd())),
        flat(block.getGradientView()));
  }

  private static INDArray flat(INDArray view) {
    return view.reshape(view.length());
  }

  /**
   * Trains on one batch.
   *
   * @param batch features with the examples along the first dimension, and one-hot labels
   * @return loss and correct predictions before the update
   */
  public BatchResult fit(DataSet batch) {
    int examples = batch.numExamples();
    BatchResult result = examples <= PART ? pass(batch) : passes(batch);
    int divisor = network.conf().isMiniBatch() ? examples : 1;
    MultiLayerConfiguration configuration = network.getLayerWiseConfigurations();
    int iteration = configuration.getIterationCount();
    for (ParameterUpdate update : updates) {
      update.step(divisor, iteration, configuration.getEpochCount());
    }
    configuration.setIterationCount(iteration + 1);
    return result;
  }

  /**
   * Writes the updater's state to the network's state view. Must be called before the view is read,
   * for example after an epoch. Nothing else may write to the view between a step and this call.
   */
  public void syncStateView() {
    updates.forEach(ParameterUpdate::syncStateView);
  }

  /** Computes the sum of the gradients over the examples in the view. */
  private BatchResult pass(DataSet batch) {
    int examples = batch.numExamples();
    labels = batch.getLabels();
    network.setInput(batch.getFeatures());
    network.setLabels(labels);
    network.computeGradientAndScore();
    double lossSum = network.conf().isMiniBatch() ? network.score() * examples : network.score();
    return new BatchResult(lossSum, correct, examples);
  }

  /** Processes a large batch in parts, to limit the memory of its activations. */
  private BatchResult passes(DataSet batch) {
    Examples examples = new Examples(batch.getFeatures(), batch.getLabels());
    INDArray sum = gradients.like();
    BatchResult result = BatchResult.NONE;
    for (int from = 0; from < examples.size(); from += PART) {
      Examples part = examples.range(from, Math.min(from + PART, examples.size()));
      result = result.plus(pass(part.toDataSet()));
      sum.addi(gradients);
    }
    gradients.assign(sum);
    return result;
  }

  /** Counts correct predictions while the activations of the pass exist. */
  private final class PredictionCounter extends BaseTrainingListener {

    @Override
    public void onBackwardPass(Model model) {
      INDArray probabilities =
          network.getOutputLayer().activate(true, LayerWorkspaceMgr.noWorkspaces());
      correct = Rows.agreements(Rows.of(probabilities), Rows.of(labels));
    }
  }
}
