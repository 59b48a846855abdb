package org.optimizerstudy.engine.opencl;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * The buffers, programs and kernels of a network that is trained in several trials at once. A trial
 * has a slot of each buffer; {@link #slots} lists those of the trials that are still in training,
 * and is the first argument of every kernel.
 */
final class LockstepMemory implements AutoCloseable {

  private final DeviceQueue queue;
  private final int trials;

  /** The last one opened first. */
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  private final Map<KernelSource, DeviceProgram> programs = new HashMap<>();
  private final DeviceBuffer slots;
  private final DeviceBuffer input;
  private final DeviceBuffer parameters;
  private final DeviceBuffer accumulators;
  private final DeviceBuffer gradients;
  private final DeviceBuffer partials;
  private long bytesPerTrial;
  private long largestPerTrial;

  /**
   * Reserves what all stages share.
   *
   * @throws OpenClException if the device has not as much memory
   */
  LockstepMemory(DeviceQueue queue, NetworkShape network, int trials) {
    this.queue = queue;
    this.trials = trials;
    try {
      long each = (long) Float.BYTES * network.stride();
      slots = perTrial(Integer.BYTES);
      input = perTrial((long) Float.BYTES * network.inputs() * StageKernels.PART);
      parameters = perTrial(each);
      accumulators = perTrial(RuleSteps.ACCUMULATORS * each);
      gradients = perTrial(each);
      partials = perTrial(Float.BYTES * StageKernels.partials(network));
    } catch (OpenClException e) {
      close();
      throw e;
    }
  }

  /** A buffer with so many bytes for each trial. */
  DeviceBuffer perTrial(long bytes) {
    bytesPerTrial += bytes;
    largestPerTrial = Math.max(largestPerTrial, bytes);
    return shared(bytes * trials);
  }

  /** A buffer with so many bytes for all trials. */
  DeviceBuffer shared(long bytes) {
    return add(queue.buffer(bytes));
  }

  /** A kernel of a program, which is compiled once. */
  DeviceKernel kernel(KernelSource source, String name) {
    if (!programs.containsKey(source)) {
      programs.put(source, add(source.compile(queue)));
    }
    return add(programs.get(source).kernel(name)).set(0, slots);
  }

  private <T extends AutoCloseable> T add(T resource) {
    opened.push(resource);
    return resource;
  }

  /** Of all buffers. */
  long bytesPerTrial() {
    return bytesPerTrial;
  }

  /** Of the largest buffer. */
  long largestPerTrial() {
    return largestPerTrial;
  }

  int trials() {
    return trials;
  }

  DeviceBuffer slots() {
    return slots;
  }

  /** Of the network. */
  DeviceBuffer input() {
    return input;
  }

  DeviceBuffer parameters() {
    return parameters;
  }

  /** {@link RuleSteps#ACCUMULATORS} for each parameter. */
  DeviceBuffer accumulators() {
    return accumulators;
  }

  /** Of the loss, by the parameters, summed over the batch. */
  DeviceBuffer gradients() {
    return gradients;
  }

  /** Gradients by the parameters of one stage, slice by slice. */
  DeviceBuffer partials() {
    return partials;
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) { // none of them throws
        throw new IllegalStateException(e);
      }
    }
  }
}
