package org.optimizerstudy.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.optimizerstudy.data.Dataset;
import org.optimizerstudy.data.ShuffledBatches;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.Environment;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.Provenance;
import org.optimizerstudy.results.TrialStatus;

/**
 * Runs trials on a data set: in each epoch the training examples in the seeded order, then
 * validation and test examples, then one record. Used by several threads at once, one trial a
 * thread.
 */
public final class TrialRunner {

  /** Any number: the size of the state is proportional to it. */
  private static final int PARAMETERS = 1_000;

  private final Dataset dataset;
  private final Layers layers;
  private final Environment environment;

  /**
   * @param dataset that all trials are on
   * @param layers that compute
   */
  public TrialRunner(Dataset dataset, Layers layers) {
    this.dataset = dataset;
    this.layers = layers;
    this.environment = Environment.current();
  }

  /** Examples an epoch trains on. */
  public int trainingExamples() {
    return dataset.training().size();
  }

  /** What the trial's records will depend on. */
  public Provenance provenance(Trial trial) {
    IUpdater updater = TrialNetwork.updater(trial);
    return new Provenance(
        trial,
        updaterJson(updater),
        stateBytes(updater),
        dataset.sha256(),
        Nd4j.getBackend().getClass().getSimpleName(),
        layers.key(),
        environment);
  }

  /**
   * Trains from the initial parameters to the last epoch, or until a loss is not finite.
   *
   * @param trial what to train; its data set is the runner's
   * @param listener hears of every batch and epoch
   * @return completed or diverged
   * @throws IOException if the listener throws it
   */
  public TrialStatus run(Trial trial, TrialListener listener) throws IOException {
    if (!trial.dataset().equals(dataset.name())) {
      throw new IllegalArgumentException(
          "The trial is on " + trial.dataset() + ", the runner on " + dataset.name());
    }
    try (TrialNetwork network = TrialNetwork.create(trial, layers)) {
      return train(trial, network.network(), listener);
    }
  }

  private TrialStatus train(Trial trial, MultiLayerNetwork network, TrialListener listener)
      throws IOException {
    TrainingStep step = new TrainingStep(network);
    ShuffledBatches batches = new ShuffledBatches(dataset.training(), trial.batch(), trial.seed());
    long iterations = 0;
    for (int epoch = 1; epoch <= trial.epochs(); epoch++) {
      long start = System.nanoTime();
      BatchResult training = BatchResult.NONE;
      batches.startEpoch(epoch);
      while (batches.hasNext()) {
        BatchResult batch = step.fit(batches.next());
        if (!batch.isFinite()) {
          return new TrialStatus.Diverged(epoch, iterations);
        }
        iterations++;
        training = training.plus(batch);
        listener.batchDone(epoch, training.examples());
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      BatchResult validation = Evaluation.of(network, dataset.validation());
      BatchResult test = Evaluation.of(network, dataset.test());
      if (!test.isFinite()) {
        return new TrialStatus.Diverged(epoch, iterations);
      }
      listener.epochDone(
          new EpochRecord(
              epoch,
              iterations,
              training.loss(),
              training.accuracy(),
              validation.accuracy(),
              test.loss(),
              test.accuracy(),
              seconds));
    }
    return new TrialStatus.Completed();
  }

  /** Of the updater's state for a parameter; DL4J holds it in the parameters' type, float. */
  private static double stateBytes(IUpdater updater) {
    return (double) updater.stateSize(PARAMETERS) * Float.BYTES / PARAMETERS;
  }

  private static JsonNode updaterJson(IUpdater updater) {
    try {
      return new ObjectMapper()
          .readTree(NeuralNetConfiguration.mapper().writeValueAsString(updater));
    } catch (JsonProcessingException | org.nd4j.shade.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException("DL4J cannot write " + updater + " as JSON", e);
    }
  }
}
