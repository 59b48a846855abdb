package org.optimizerstudy.engine.opencl;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.optimizerstudy.data.BatchOrder;
import org.optimizerstudy.data.Split;
import org.optimizerstudy.engine.DeviceMemoryException;
import org.optimizerstudy.engine.EpochResult;
import org.optimizerstudy.engine.Evaluation;
import org.optimizerstudy.engine.Session;
import org.optimizerstudy.engine.opencl.LockstepNetwork.Batches;
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.network.Networks;
import org.optimizerstudy.optimizer.RuleCatalogue;
import org.optimizerstudy.optimizer.rule.Accumulator;
import org.optimizerstudy.optimizer.rule.UpdateRule;
import org.optimizerstudy.results.TrainingState;

/**
 * Trials of one network, reading and batch size on an OpenCL device. An epoch's orders of examples
 * and scalars of the rules go to the device before it; losses and predictions come back after it.
 */
final class OpenClSession implements Session {

  /** Steps that are queued before the host waits for them, so that progress can be told. */
  private static final int STEPS_AHEAD = 50;

  private final NetworkShape shape;
  private final LockstepNetwork network;
  private final Map<Split, DeviceExamples> examples;
  private final int batch;
  private final DeviceQueue queue;
  private final Map<Trial, Run> active = new LinkedHashMap<>();
  private final DeviceBuffer orders;
  private final DeviceBuffer sequence;
  private final DeviceBuffer scalars;
  private final DeviceBuffer predictions;
  private final int steps;

  /** A trial in its slot. */
  private static final class Run {

    private final int slot;
    private final UpdateRule rule;
    private final IntFunction<float[]> scalars;
    private int epoch;
    private long iterations;

    Run(int slot, UpdateRule rule) {
      this.slot = slot;
      this.rule = rule;
      this.scalars = rule.openClStep().values();
    }
  }

  private OpenClSession(
      DeviceQueue queue,
      NetworkShape shape,
      LockstepNetwork network,
      Map<Split, DeviceExamples> examples,
      int batch,
      int trials) {
    this.queue = queue;
    this.shape = shape;
    this.network = network;
    this.examples = examples;
    this.batch = batch;
    int training = examples.get(Split.TRAINING).size();
    steps = (training + batch - 1) / batch;
    int most = examples.values().stream().mapToInt(DeviceExamples::size).max().orElseThrow();
    orders = network.buffer((long) Integer.BYTES * training * trials);
    sequence = network.buffer((long) Integer.BYTES * most);
    sequence.write(0, IntStream.range(0, most).toArray());
    scalars = network.buffer((long) Float.BYTES * RuleSteps.SCALARS * steps * trials);
    predictions = network.buffer((long) most * trials);
  }

  /**
   * Opens a session.
   *
   * @param queue of the device; stays open
   * @param trials of one network, reading, number of filters and batch size
   * @param examples of each split, in the device's memory; stay open
   * @param tiling has no effect on results
   * @throws DeviceMemoryException if the device has not as much memory
   * @throws OpenClException if the driver refuses a kernel
   */
  static OpenClSession open(
      DeviceQueue queue, List<Trial> trials, Map<Split, DeviceExamples> examples, Tiling tiling) {
    Trial first = trials.get(0);
    if (trials.stream().map(trial -> trial.values().only(Factor.LOCKSTEP)).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "trials in lockstep must have one data set, network, reading, filters and batch size,"
              + " found "
              + trials.stream().map(Trial::id).toList());
    }
    NetworkShape shape =
        NetworkShape.of(Networks.configuration(first), Networks.inputType(first.network()));
    try {
      LockstepNetwork network = LockstepNetwork.open(queue, shape, trials.size(), tiling);
      try {
        OpenClSession session =
            new OpenClSession(queue, shape, network, examples, first.batch(), trials.size());
        trials.forEach(session::begin);
        session.activate();
        return session;
      } catch (RuntimeException e) {
        network.close();
        throw e;
      }
    } catch (OpenClException e) {
      throw e.isOutOfMemory() ? e.toMemory(trials.size()) : e;
    }
  }

  private void begin(Trial trial) {
    UpdateRule rule = RuleCatalogue.rule(trial);
    Run run = new Run(active.size(), rule);
    active.put(trial, run);
    network.rule(run.slot, RuleSteps.ofCatalogue().number(rule));
    network.parameters(run.slot, shape.fromDl4j(initialParameters(trial), 0));
    List<Accumulator> accumulators = rule.accumulators();
    for (int i = 0; i < RuleSteps.ACCUMULATORS; i++) {
      float[] values = new float[shape.parameters()];
      Arrays.fill(values, i < accumulators.size() ? accumulators.get(i).initialValue() : 0);
      network.accumulator(run.slot, i, values);
    }
  }

  /** As DL4J draws them, in its order. */
  private static float[] initialParameters(Trial trial) {
    MultiLayerConfiguration configuration = Networks.configuration(trial);
    MultiLayerNetwork initial = new MultiLayerNetwork(configuration);
    try {
      initial.init();
      return initial.params().reshape(initial.numParams()).toFloatVector();
    } finally {
      initial.close();
    }
  }

  private void activate() {
    if (!active.isEmpty()) {
      network.activate(active.values().stream().mapToInt(run -> run.slot).toArray());
    }
  }

  @Override
  public void restore(Trial trial, TrainingState state) {
    Run run = active.get(trial);
    int parameters = shape.parameters();
    int kept = run.rule.accumulators().size();
    require(parameters, state.parameters().length, "parameters");
    require(kept * parameters, state.updaterState().length, "values of updater state");
    network.parameters(run.slot, shape.fromDl4j(state.parameters(), 0));
    for (int i = 0; i < kept; i++) {
      network.accumulator(run.slot, i, shape.fromDl4j(state.updaterState(), i * parameters));
    }
    run.epoch = state.epoch();
    run.iterations = state.iterations();
  }

  private static void require(int expected, int found, String what) {
    if (found != expected) {
      throw new InvalidInputException(
          "checkpoint: must hold %d %s, found %d; delete the trial's directory to begin it again"
              .formatted(expected, what, found));
    }
  }

  @Override
  public Map<Trial, EpochResult> train(Progress progress) {
    if (active.isEmpty()) {
      return Map.of();
    }
    try {
      return epoch(progress);
    } catch (OpenClException e) {
      throw e.inMidRun("training");
    }
  }

  private Map<Trial, EpochResult> epoch(Progress progress) {
    DeviceExamples training = examples.get(Split.TRAINING);
    active.forEach((trial, run) -> prepare(trial, run, training.size()));
    network.clear();
    Batches batches = new Batches(training, orders, training.size());
    int done = 0;
    int step = 0;
    boolean goesOn = true;
    while (goesOn && done < training.size()) {
      int size = Math.min(batch, training.size() - done);
      network.train(batches, done, size, scalars, step, steps);
      done += size;
      step++;
      if (step % STEPS_AHEAD == 0 || done == training.size()) {
        queue.finish();
        goesOn = progress.trained(done);
      }
    }
    Map<Trial, EpochResult> results = new LinkedHashMap<>();
    for (Map.Entry<Trial, Run> entry : active.entrySet()) {
      results.put(entry.getKey(), result(entry.getValue(), step, done));
    }
    return results;
  }

  /** Sends an epoch's order and scalars to the device. */
  private void prepare(Trial trial, Run run, int size) {
    run.epoch++;
    orders.write((long) run.slot * size, BatchOrder.of(trial.seed(), run.epoch, size));
    float[] values = new float[steps * RuleSteps.SCALARS];
    for (int step = 0; step < steps; step++) {
      float[] ofStep = run.scalars.apply(Math.toIntExact(run.iterations + step));
      System.arraycopy(ofStep, 0, values, step * RuleSteps.SCALARS, ofStep.length);
    }
    scalars.write((long) run.slot * values.length, values);
  }

  private EpochResult result(Run run, int step, int done) {
    int divergence = network.divergence(run.slot);
    boolean isFinite = divergence < 0;
    run.iterations += isFinite ? step : divergence;
    return new EpochResult(
        run.epoch,
        run.iterations,
        network.result(run.slot, isFinite ? done : Math.min(done, (divergence + 1) * batch)));
  }

  @Override
  public Map<Trial, Evaluation> evaluate(Split split) {
    if (active.isEmpty()) {
      return Map.of();
    }
    try {
      return evaluate(examples.get(split));
    } catch (OpenClException e) {
      throw e.inMidRun("evaluation");
    }
  }

  private Map<Trial, Evaluation> evaluate(DeviceExamples of) {
    network.clear();
    Batches batches = new Batches(of, sequence, 0);
    for (int first = 0; first < of.size(); first += StageKernels.PART) {
      network.evaluate(batches, first, Math.min(StageKernels.PART, of.size() - first), predictions);
    }
    queue.finish();
    Map<Trial, Evaluation> evaluations = new LinkedHashMap<>();
    active.forEach(
        (trial, run) ->
            evaluations.put(
                trial,
                new Evaluation(
                    network.result(run.slot, of.size()),
                    predictions.readBytes((long) run.slot * of.size(), of.size()))));
    return evaluations;
  }

  @Override
  public TrainingState state(Trial trial) {
    Run run = active.get(trial);
    int parameters = shape.parameters();
    float[] theta = new float[parameters];
    shape.toDl4j(network.parameters(run.slot), theta, 0);
    int kept = run.rule.accumulators().size();
    float[] accumulators = new float[kept * parameters];
    for (int i = 0; i < kept; i++) {
      shape.toDl4j(network.accumulator(run.slot, i), accumulators, i * parameters);
    }
    return new TrainingState(run.epoch, run.iterations, theta, accumulators);
  }

  @Override
  public void drop(Trial trial) {
    active.remove(trial);
    activate();
  }

  @Override
  public void close() {
    network.close();
  }
}
