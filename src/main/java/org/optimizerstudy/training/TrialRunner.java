package org.optimizerstudy.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.learning.config.IUpdater;
import org.optimizerstudy.data.Dataset;
import org.optimizerstudy.engine.ComputeDevice;
import org.optimizerstudy.engine.DeviceMemoryException;
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
 * Runs trials on a data set. Each epoch trains on the examples in seeded order, evaluates
 * validation and test examples, and creates one record. After the last epoch it evaluates the whole
 * training set and predicts the test images. Can be used by several threads, with one session per
 * thread.
 */
public final class TrialRunner {

  /** An arbitrary number, because the state size is proportional to it. */
  private static final int PARAMETERS = 1_000;

  private final Engine engine;
  private final List<ComputeDevice> devices;
  private final Dataset dataset;
  private final Environment environment;
  private final Map<Trial, Provenance> provenances = new ConcurrentHashMap<>();

  /**
   * Creates a runner for a started engine.
   *
   * @param dataset data set of all trials
   */
  public TrialRunner(Engines.Started started, Dataset dataset) {
    this(started.engine(), started.devices(), dataset);
  }

  /**
   * @param engine engine that trains
   * @param devices devices of the engine
   * @param dataset data set of all trials
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
   * The number of sessions that should be open at once.
   *
   * @param workers the number that a user asked for
   */
  public int sessions(Optional<Integer> workers) {
    return Engines.sessions(engine, devices, workers);
  }

  /**
   * The device of a worker; workers are assigned to devices round-robin.
   *
   * @param worker number of the worker, from 0
   */
  public ComputeDevice device(int worker) {
    return devices.get(worker % devices.size());
  }

  /** Name of the data set. */
  public String dataset() {
    return dataset.name();
  }

  /**
   * The provenance of the trial's records on the engine's first device.
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
    IUpdater updater = RuleCatalogue.rule(trial).updater();
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
   * Trains from the initial parameters to the last epoch and then evaluates the network. Training
   * ends earlier if a loss is not finite or the listener stops it.
   *
   * @param trial the trial; its data set must be that of the runner
   * @param listener receives the events of the trial
   * @return completed, diverged, or running if the listener stopped it
   * @throws IOException if the listener throws it
   */
  public TrialStatus run(Trial trial, TrialListener listener) throws IOException {
    return run(trial, Optional.empty(), listener);
  }

  /**
   * Resumes training from the state after an epoch. The remaining records are bit-identical to
   * those of an uninterrupted training.
   *
   * @param start the state to resume from; the initial parameters if empty
   * @throws InvalidInputException if the state does not match the trial's network and rule
   */
  public TrialStatus run(Trial trial, Optional<TrainingState> start, TrialListener listener)
      throws IOException {
    return run(List.of(new TrialRun(trial, start, listener)), device(0)).get(trial);
  }

  /**
   * Trains several trials in lockstep; each gives the same results as alone. If the device has too
   * little memory for all, they are trained half by half.
   *
   * @param runs trials, at most the number that a session of the device holds
   * @param device device of this runner
   * @return how each trial ended
   * @throws InvalidInputException if a state does not match its trial's network and rule
   * @throws IOException if a listener throws it
   */
  public Map<Trial, TrialStatus> run(List<TrialRun> runs, ComputeDevice device) throws IOException {
    List<Trial> trials = runs.stream().map(TrialRun::trial).toList();
    for (Trial trial : trials) {
      if (!trial.dataset().equals(dataset.name())) {
        throw new IllegalArgumentException(
            "dataset: must be " + dataset.name() + ", found " + trial.dataset());
      }
    }
    Session opened;
    try {
      opened = device.open(trials, dataset);
    } catch (DeviceMemoryException e) {
      if (runs.size() == 1) {
        throw e;
      }
      return inHalves(runs, device, e);
    }
    try (Session session = opened) {
      return Lockstep.train(session, runs);
    }
  }

  /** The second half does not begin if the first one was stopped. */
  private Map<Trial, TrialStatus> inHalves(
      List<TrialRun> runs, ComputeDevice device, DeviceMemoryException cause) throws IOException {
    int half = runs.size() / 2;
    TrialRun first = runs.get(0);
    first
        .listener()
        .noted(
            "%d trial%s in lockstep instead of %d: %s"
                .formatted(half, half == 1 ? "" : "s", runs.size(), cause.getMessage()));
    Map<Trial, TrialStatus> ended = new LinkedHashMap<>(run(runs.subList(0, half), device));
    List<TrialRun> others = runs.subList(half, runs.size());
    if (ended.values().stream().allMatch(TrialStatus::isFinal)) {
      ended.putAll(run(others, device));
    } else {
      for (TrialRun other : others) {
        ended.put(other.trial(), new TrialStatus.Running());
        other.listener().ended(new TrialStatus.Running());
      }
    }
    return ended;
  }

  /** Bytes of updater state per parameter; DL4J stores it as float, like the parameters. */
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
