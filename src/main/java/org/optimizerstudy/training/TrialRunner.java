package org.optimizerstudy.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.optimizerstudy.backend.Devices;
import org.optimizerstudy.backend.NativeLibraries;
import org.optimizerstudy.backend.Processor;
import org.optimizerstudy.data.Dataset;
import org.optimizerstudy.data.ShuffledBatches;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.Environment;
import org.optimizerstudy.results.EpochColumn;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.FinalMeasures;
import org.optimizerstudy.results.Provenance;
import org.optimizerstudy.results.TrainingState;
import org.optimizerstudy.results.TrialStatus;

/**
 * Runs trials on a data set: in each epoch the training examples in the seeded order, then
 * validation and test examples, then one record; after the last epoch an evaluation of the whole
 * training set and the predictions of the test images. Used by several threads at once, one trial a
 * thread.
 */
public final class TrialRunner {

  /** Any number: the size of the state is proportional to it. */
  private static final int PARAMETERS = 1_000;

  private final Dataset dataset;
  private final List<Dataset> copies;
  private final Devices devices;
  private final Layers layers;
  private final Environment environment;

  /**
   * A runner on the CPU.
   *
   * @param dataset that all trials are on
   * @param layers that compute
   */
  public TrialRunner(Dataset dataset, Layers layers) {
    this(dataset, layers, new Processor());
  }

  /**
   * @param dataset that all trials are on; it is copied to each further device
   * @param layers that compute
   * @param devices where
   */
  public TrialRunner(Dataset dataset, Layers layers, Devices devices) {
    this.dataset = dataset;
    this.copies = copies(dataset, devices);
    this.devices = devices;
    this.layers = layers;
    this.environment = Environment.current().with(NativeLibraries.instructionSet());
  }

  private static List<Dataset> copies(Dataset dataset, Devices devices) {
    List<Dataset> copies = new ArrayList<>(List.of(dataset));
    if (devices.count() > 1) {
      Supplier<Dataset> copier = dataset.copier();
      for (int device = 1; device < devices.count(); device++) {
        devices.pin(device);
        copies.add(copier.get());
      }
      devices.pin(0);
    }
    return List.copyOf(copies);
  }

  /** Where the trials run. */
  public Devices devices() {
    return devices;
  }

  /** Name of the data set. */
  public String dataset() {
    return dataset.name();
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
        environment.on(devices.device()));
  }

  /**
   * Trains from the initial parameters to the last epoch and evaluates the network then, or trains
   * until a loss is not finite or the listener ends it.
   *
   * @param trial what to train; its data set is the runner's
   * @param listener hears of every batch and epoch
   * @return completed, diverged, or running if the listener ended it
   * @throws IOException if the listener throws it
   */
  public TrialStatus run(Trial trial, TrialListener listener) throws IOException {
    return run(trial, Optional.empty(), listener);
  }

  /**
   * Trains from the state after an epoch; the rest of the course is, bit by bit, that of a training
   * that was never interrupted.
   *
   * @param start where to go on from; the initial parameters if empty
   * @throws InvalidInputException if the state is not of the trial's network and rule
   */
  public TrialStatus run(Trial trial, Optional<TrainingState> start, TrialListener listener)
      throws IOException {
    if (!trial.dataset().equals(dataset.name())) {
      throw new IllegalArgumentException(
          "The trial is on " + trial.dataset() + ", the runner on " + dataset.name());
    }
    try (TrialNetwork network = TrialNetwork.create(trial, layers)) {
      return train(trial, network.network(), start, listener);
    }
  }

  private TrialStatus train(
      Trial trial, MultiLayerNetwork network, Optional<TrainingState> from, TrialListener listener)
      throws IOException {
    StateViews views = new StateViews(network);
    from.ifPresent(views::restore);
    TrainingStep step = new TrainingStep(network);
    Dataset data = copies.get(devices.current());
    ShuffledBatches batches = new ShuffledBatches(data.training(), trial.batch(), trial.seed());
    int done = from.map(TrainingState::epoch).orElse(0);
    long iterations = from.map(TrainingState::iterations).orElse(0L);
    for (int epoch = done + 1; epoch <= trial.epochs(); epoch++) {
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
      step.syncStateView();
      double seconds = (System.nanoTime() - start) / 1e9;
      BatchResult validation = Evaluation.of(network, data.validation());
      BatchResult test = Evaluation.of(network, data.test());
      if (!test.isFinite()) {
        return new TrialStatus.Diverged(epoch, iterations);
      }
      EpochRecord record =
          new EpochRecord(
                  epoch,
                  iterations,
                  training.loss(),
                  training.accuracy(),
                  validation.accuracy(),
                  test.loss(),
                  test.accuracy(),
                  seconds)
              .with(EpochColumn.VALIDATION_LOSS, validation.loss());
      boolean goesOn = listener.epochDone(record, views.copy(epoch, iterations));
      if (!goesOn && epoch < trial.epochs()) {
        return new TrialStatus.Running();
      }
    }
    BatchResult training = Evaluation.of(network, data.training());
    listener.evaluated(
        new FinalMeasures(training.isFinite() ? training.loss() : Double.NaN, training.accuracy()),
        Evaluation.predictions(network, data.test()));
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
