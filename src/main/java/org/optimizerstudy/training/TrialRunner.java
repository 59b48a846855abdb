package org.optimizerstudy.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.learning.config.IUpdater;
import org.optimizerstudy.data.Dataset;
import org.optimizerstudy.engine.ComputeDevice;
import org.optimizerstudy.engine.Engine;
import org.optimizerstudy.engine.Engines;
import org.optimizerstudy.engine.Session;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.natives.NativeLibraries;
import org.optimizerstudy.optimizer.RuleCatalogue;
import org.optimizerstudy.results.Environment;
import org.optimizerstudy.results.Provenance;
import org.optimizerstudy.results.TrainingState;
import org.optimizerstudy.results.TrialStatus;

/**
 * Runs trials on a data set: in each epoch the training examples in the seeded order, then
 * validation and test examples, then one record; after the last epoch an evaluation of the whole
 * training set and the predictions of the test images. Used by several threads at once, one session
 * a thread.
 */
public final class TrialRunner {

  /** Any number: the size of the state is proportional to it. */
  private static final int PARAMETERS = 1_000;

  private final Engine engine;
  private final List<ComputeDevice> devices;
  private final Dataset dataset;
  private final Environment environment;
  private final Map<Trial, Provenance> provenances = new ConcurrentHashMap<>();

  /**
   * A runner by a started engine.
   *
   * @param dataset that all trials are on
   */
  public TrialRunner(Engines.Started started, Dataset dataset) {
    this(started.engine(), started.devices(), dataset);
  }

  /**
   * @param engine that trains
   * @param devices of the engine
   * @param dataset that all trials are on
   */
  public TrialRunner(Engine engine, List<ComputeDevice> devices, Dataset dataset) {
    this.engine = engine;
    this.devices = List.copyOf(devices);
    this.dataset = dataset;
    this.environment = Environment.current().with(NativeLibraries.instructionSet());
  }

  /** Key of the engine. */
  public String engine() {
    return engine.key();
  }

  /** Whether the number of workers is the user's to choose. */
  public boolean takesWorkers() {
    return engine.takesWorkers();
  }

  /**
   * How many sessions should be open at once.
   *
   * @param workers that a user asks for
   */
  public int sessions(Optional<Integer> workers) {
    return Engines.sessions(engine, devices, workers);
  }

  /**
   * Where a worker's sessions are: workers take the devices in turn.
   *
   * @param worker from 0
   */
  public ComputeDevice device(int worker) {
    return devices.get(worker % devices.size());
  }

  /** Name of the data set. */
  public String dataset() {
    return dataset.name();
  }

  /** Examples an epoch trains on. */
  public int trainingExamples() {
    return dataset.training().size();
  }

  /**
   * What the trial's records will depend on, on the engine's first device.
   *
   * @throws InvalidInputException if the engine cannot run the trial
   */
  public Provenance provenance(Trial trial) {
    return provenances.computeIfAbsent(trial, this::newProvenance);
  }

  private Provenance newProvenance(Trial trial) {
    engine
        .objection(trial)
        .ifPresent(
            reason -> {
              throw new InvalidInputException(
                  "--engine %s: cannot run %s: %s".formatted(engine.key(), trial.id(), reason));
            });
    IUpdater updater =
        RuleCatalogue.updater(trial.optimizer(), trial.semantics(), trial.learningRate());
    return new Provenance(
            trial,
            updaterJson(updater),
            stateBytes(updater),
            dataset.sha256(),
            engine.key(),
            environment)
        .on(device(0).description());
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
    return run(List.of(new TrialRun(trial, start, listener)), device(0)).get(trial);
  }

  /**
   * Trains several trials in lockstep, each as if it were alone.
   *
   * @param runs at most as many as a session of the device holds
   * @param device of this runner
   * @return how each trial ended
   * @throws InvalidInputException if a state is not of its trial's network and rule
   * @throws IOException if a listener throws it
   */
  public Map<Trial, TrialStatus> run(List<TrialRun> runs, ComputeDevice device) throws IOException {
    List<Trial> trials = runs.stream().map(TrialRun::trial).toList();
    for (Trial trial : trials) {
      if (!trial.dataset().equals(dataset.name())) {
        throw new IllegalArgumentException(
            "The trial is on " + trial.dataset() + ", the runner on " + dataset.name());
      }
    }
    try (Session session = device.open(trials, dataset)) {
      return Lockstep.train(session, runs);
    }
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
