package org.optimizerstudy.engine.opencl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.optimizerstudy.engine.BatchResult;
import org.optimizerstudy.engine.opencl.DeviceKernel.Range;

/**
 * A network on a device, in several trials that step at once. Every command takes its place in the
 * queue and returns; what reads results waits for them.
 */
final class LockstepNetwork implements AutoCloseable {

  private static final int GROUP = 64;

  /** Bytes of the kernels' sums_t: a long and two ints. */
  private static final int SUMS = 16;

  /** The kernels' unit of a loss. */
  private static final double UNIT = 0x1p-32;

  private final NetworkShape network;
  private final LockstepMemory memory;
  private final List<StageKernels> stages = new ArrayList<>();
  private final DeviceKernel gather;
  private final DeviceKernel trainingLoss;
  private final DeviceKernel evaluation;
  private final UpdateKernel update;
  private final DeviceBuffer sums;
  private final DeviceBuffer diverged;
  private final DeviceBuffer rules;
  private int active;

  private LockstepNetwork(NetworkShape network, LockstepMemory memory, Tiling tiling) {
    this.network = network;
    this.memory = memory;
    for (NetworkShape.Stage stage : network.stages()) {
      StageKernels before = stages.isEmpty() ? null : stages.get(stages.size() - 1);
      stages.add(new StageKernels(tiling, network, stage, memory, before));
    }
    sums = memory.perTrial(SUMS);
    diverged = memory.perTrial(Integer.BYTES);
    rules = memory.perTrial(Integer.BYTES);
    StageKernels last = stages.get(stages.size() - 1);
    KernelSource source =
        KernelSource.of("arithmetic", "network")
            .with("PIXELS", network.inputs())
            .with("CLASSES", network.classes())
            .with("PART", StageKernels.PART)
            .with("GROUP", GROUP);
    gather = memory.kernel(source, "gather").set(6, memory.input());
    trainingLoss =
        memory
            .kernel(source, "training_loss")
            .set(7, last.output())
            .set(8, last.gradient())
            .set(9, sums)
            .set(10, diverged);
    evaluation = memory.kernel(source, "evaluation").set(4, last.output()).set(5, sums);
    update =
        new UpdateKernel(
                memory.kernel(
                    UpdateKernel.source(network.parameters(), network.stride()), "update"),
                network.parameters())
            .on(rules, diverged, memory.gradients(), memory.parameters(), memory.accumulators());
  }

  /**
   * Compiles the kernels and reserves memory.
   *
   * @param trials how many slots there are
   * @throws OpenClException if the device has not as much memory
   */
  static LockstepNetwork open(DeviceQueue queue, NetworkShape network, int trials, Tiling tiling) {
    LockstepMemory memory = new LockstepMemory(queue, network, trials);
    try {
      return new LockstepNetwork(network, memory, tiling);
    } catch (OpenClException e) {
      memory.close();
      throw e;
    }
  }

  /** Memory that a trial takes. */
  long bytes() {
    return memory.bytesPerTrial();
  }

  /** What a trial takes of the largest buffer. */
  long largestBuffer() {
    return memory.largestPerTrial();
  }

  /** A buffer that goes when the network is closed. */
  DeviceBuffer buffer(long bytes) {
    return memory.shared(bytes);
  }

  /**
   * Says which slots take part in what follows.
   *
   * @param slots in any order, at least one
   */
  void activate(int... slots) {
    memory.slots().write(0, slots);
    active = slots.length;
  }

  /** Sets a trial's rule, its number in {@link RuleSteps}. */
  void rule(int slot, int number) {
    rules.write(slot, number);
  }

  /** Sets a trial's parameters, in the order of the stages' matrices. */
  void parameters(int slot, float... values) {
    memory.parameters().write((long) slot * network.stride(), values);
  }

  float[] parameters(int slot) {
    return memory.parameters().readFloats((long) slot * network.stride(), network.parameters());
  }

  /**
   * Sets an accumulator of a trial.
   *
   * @param number from 0, below {@link RuleSteps#ACCUMULATORS}
   */
  void accumulator(int slot, int number, float... values) {
    memory.accumulators().write(accumulatorAt(slot, number), values);
  }

  float[] accumulator(int slot, int number) {
    return memory.accumulators().readFloats(accumulatorAt(slot, number), network.parameters());
  }

  private long accumulatorAt(int slot, int number) {
    return ((long) RuleSteps.ACCUMULATORS * slot + number) * network.stride();
  }

  /** Begins to count anew: sums of losses and of correct predictions. */
  void clear() {
    sums.write(0, new byte[SUMS * memory.trials()]);
    int[] none = new int[memory.trials()];
    Arrays.fill(none, -1);
    diverged.write(0, none);
  }

  /**
   * Examples in some order.
   *
   * @param examples of which they are
   * @param orders indices of examples, one order after the other
   * @param length of each trial's order; 0 if all trials have the first
   */
  record Batches(DeviceExamples examples, DeviceBuffer orders, int length) {}

  /**
   * One step of training of every active trial.
   *
   * @param batches with an order for each slot
   * @param first of the order's examples
   * @param size how many examples
   * @param scalars of each slot's steps, {@link RuleSteps#SCALARS} a step
   * @param step from 0
   * @param steps for which there are scalars
   */
  void train(Batches batches, int first, int size, DeviceBuffer scalars, int step, int steps) {
    for (int done = 0; done < size; done += StageKernels.PART) {
      int part = Math.min(StageKernels.PART, size - done);
      forward(batches, first + done, part);
      trainingLoss
          .set(1, part)
          .set(2, batches.examples().labels())
          .set(3, batches.orders())
          .set(4, batches.length())
          .set(5, first + done)
          .set(6, step)
          .launch(new Range(1, 1, active), new Range(GROUP, 1, 1));
      for (int i = stages.size() - 1; i >= 0; i--) {
        stages.get(i).backward(part, done == 0, active);
      }
    }
    update.step(size, scalars, step, steps, active);
  }

  /**
   * Counts losses and correct predictions of examples.
   *
   * @param batches with one order for all
   * @param first example
   * @param size how many, at most {@link StageKernels#PART}
   * @param predictions a byte for each of all examples, slot by slot
   */
  void evaluate(Batches batches, int first, int size, DeviceBuffer predictions) {
    forward(batches, first, size);
    evaluation
        .set(1, size)
        .set(2, batches.examples().labels())
        .set(3, first)
        .set(6, predictions)
        .set(7, batches.examples().size())
        .launch(new Range(1, 1, active), new Range(GROUP, 1, 1));
  }

  private void forward(Batches batches, int first, int size) {
    gather
        .set(2, batches.examples().images())
        .set(3, batches.orders())
        .set(4, batches.length())
        .set(5, first);
    StageKernels.each(gather, size, (long) size * network.inputs(), active);
    stages.forEach(stage -> stage.forward(size, active));
  }

  /**
   * What a trial's sums are since they were cleared.
   *
   * @param examples how many were counted
   * @return with a loss that is no number if one of the losses was none
   */
  BatchResult result(int slot, int examples) {
    ByteBuffer bytes =
        ByteBuffer.wrap(sums.readBytes((long) slot * SUMS, SUMS)).order(ByteOrder.nativeOrder());
    long loss = bytes.getLong();
    int correct = bytes.getInt();
    boolean isNumber = bytes.getInt() == 0;
    return new BatchResult(isNumber ? loss * UNIT : Double.NaN, correct, examples);
  }

  /**
   * The step at which a trial's loss was no number for the first time; negative if it always is.
   */
  int divergence(int slot) {
    return diverged.readInts(slot, 1)[0];
  }

  @Override
  public void close() {
    memory.close();
  }
}
