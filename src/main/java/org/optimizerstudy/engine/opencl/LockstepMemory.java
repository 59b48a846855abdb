package org.optimizerstudy.engine.opencl;

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

  private final DeviceResources opened = new DeviceResources();

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

  /**
   * A buffer with so many bytes for all trials. Drivers may reserve the memory only when it is
   * used, so that it is used at once.
   */
  DeviceBuffer shared(long bytes) {
    DeviceBuffer buffer = opened.add(queue.buffer(bytes));
    buffer.write(0, (byte) 0);
    return buffer;
  }

  /** A kernel of a program, which is compiled once. */
  DeviceKernel kernel(KernelSource source, String name) {
    if (!programs.containsKey(source)) {
      programs.put(source, opened.add(source.compile(queue)));
    }
    return opened.add(programs.get(source).kernel(name)).set(0, slots);
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
    opened.close();
  }
}
