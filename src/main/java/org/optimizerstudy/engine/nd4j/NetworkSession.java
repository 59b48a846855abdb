package org.optimizerstudy.engine.nd4j;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.optimizerstudy.data.Dataset;
import org.optimizerstudy.data.ShuffledBatches;
import org.optimizerstudy.data.Split;
import org.optimizerstudy.engine.BatchResult;
import org.optimizerstudy.engine.EpochResult;
import org.optimizerstudy.engine.Evaluation;
import org.optimizerstudy.engine.Session;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.TrainingState;

/** A session with one trial on a {@link MultiLayerNetwork}. */
final class NetworkSession implements Session {

  private final Trial trial;
  private final TrialNetwork network;
  private final Dataset dataset;
  private final StateViews views;
  private final ShuffledBatches batches;
  private TrainingStep step;
  private int epoch;
  private long iterations;
  private boolean dropped;

  private NetworkSession(Trial trial, TrialNetwork network, Dataset dataset) {
    this.trial = trial;
    this.network = network;
    this.dataset = dataset;
    this.views = new StateViews(network.network());
    this.batches = new ShuffledBatches(dataset.training(), trial.batch(), trial.seed());
  }

  /** A session with one trial. */
  static NetworkSession open(
      List<Trial> trials, UnaryOperator<MultiLayerConfiguration> layers, Dataset dataset) {
    if (trials.size() != 1) {
      throw new IllegalArgumentException("A session holds one trial, found " + trials.size());
    }
    Trial trial = trials.get(0);
    return new NetworkSession(trial, TrialNetwork.create(trial, layers), dataset);
  }

  @Override
  public void restore(Trial restored, TrainingState state) {
    if (step != null) {
      throw new IllegalStateException("A state is restored before the first epoch");
    }
    views.restore(state);
    epoch = state.epoch();
    iterations = state.iterations();
  }

  @Override
  public Map<Trial, EpochResult> train(Progress progress) {
    if (dropped) {
      return Map.of();
    }
    if (step == null) { // it reads the current state of the updater
      step = new TrainingStep(network.network());
    }
    epoch++;
    batches.startEpoch(epoch);
    BatchResult sum = BatchResult.NONE;
    boolean goOn = true;
    while (goOn && batches.hasNext()) {
      BatchResult batch = step.fit(batches.next());
      sum = sum.plus(batch);
      if (batch.isFinite()) {
        iterations++;
        goOn = progress.trained(sum.examples());
      } else {
        goOn = false;
      }
    }
    step.syncStateView();
    return Map.of(trial, new EpochResult(epoch, iterations, sum));
  }

  @Override
  public Map<Trial, Evaluation> evaluate(Split split) {
    return dropped
        ? Map.of()
        : Map.of(trial, NetworkEvaluation.of(network.network(), dataset.of(split)));
  }

  @Override
  public TrainingState state(Trial of) {
    return views.copy(epoch, iterations);
  }

  @Override
  public void drop(Trial out) {
    dropped = true;
  }

  @Override
  public void close() {
    network.close();
  }
}
