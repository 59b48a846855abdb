package org.optimizerstudy.engine.opencl;

import org.optimizerstudy.engine.opencl.DeviceKernel.Range;

/** The kernel {@code update}: a step of every trial's update rule. */
final class UpdateKernel {

  private static final int GROUP = 64;

  private final DeviceKernel kernel;
  private final int parameters;

  /**
   * @param kernel of {@link #source}, with its slots
   * @param parameters of a trial
   */
  UpdateKernel(DeviceKernel kernel, int parameters) {
    this.kernel = kernel;
    this.parameters = parameters;
  }

  /**
   * The program, with the rules of the catalogue.
   *
   * @param parameters of a trial
   * @param stride numbers from a trial's parameters to the next one's
   */
  static KernelSource source(int parameters, int stride) {
    return KernelSource.of("update")
        .after(RuleSteps.ofCatalogue().source())
        .with("PARAMETERS", parameters)
        .with("STRIDE", stride)
        .with("ACCUMULATORS", RuleSteps.ACCUMULATORS)
        .with("SCALARS", RuleSteps.SCALARS);
  }

  /**
   * Sets what stays from step to step.
   *
   * @param rules number of each slot's rule, in {@link RuleSteps}
   * @param diverged of each slot: not negative if its parameters stay as they are
   * @param gradients of the loss, summed over the batch
   * @param parameters that are updated
   * @param accumulators {@link RuleSteps#ACCUMULATORS} for each parameter
   */
  UpdateKernel on(
      DeviceBuffer rules,
      DeviceBuffer diverged,
      DeviceBuffer gradients,
      DeviceBuffer parameters,
      DeviceBuffer accumulators) {
    kernel.set(4, rules).set(6, diverged).set(7, gradients).set(8, parameters).set(9, accumulators);
    return this;
  }

  /**
   * Queues a step.
   *
   * @param examples of the batch
   * @param scalars of each slot's steps, {@link RuleSteps#SCALARS} a step
   * @param step from 0
   * @param steps for which there are scalars
   * @param trials how many slots take it
   */
  void step(int examples, DeviceBuffer scalars, int step, int steps, int trials) {
    kernel.set(1, (float) examples).set(2, step).set(3, steps).set(5, scalars);
    kernel.launch(new Range((parameters + GROUP - 1) / GROUP, 1, trials), new Range(GROUP, 1, 1));
  }
}
