package org.optimizerstudy.engine.opencl;

import java.util.Arrays;
import java.util.List;
import org.optimizerstudy.optimizer.rule.Accumulator;
import org.optimizerstudy.optimizer.rule.UpdateRule;

/** Applies an update rule to given gradients on a device, by the kernel that trials step with. */
final class RuleTrace implements AutoCloseable {

  private final UpdateRule rule;
  private final int count;
  private final DeviceResources resources = new DeviceResources();
  private final DeviceBuffer scalars;
  private final DeviceBuffer gradients;
  private final DeviceBuffer parameters;
  private final UpdateKernel update;
  private int steps;

  /**
   * @param queue of the device; stays open
   * @param start parameters before the first step
   * @throws OpenClException if the device has not as much memory, or the driver refuses the kernel
   */
  RuleTrace(DeviceQueue queue, UpdateRule rule, float[] start) {
    this.rule = rule;
    this.count = start.length;
    try {
      DeviceBuffer slots = resources.add(queue.buffer(Integer.BYTES));
      DeviceBuffer rules = resources.add(queue.buffer(Integer.BYTES));
      DeviceBuffer diverged = resources.add(queue.buffer(Integer.BYTES));
      slots.write(0, 0);
      rules.write(0, RuleSteps.ofCatalogue().number(rule));
      diverged.write(0, -1);
      scalars = resources.add(queue.buffer((long) Float.BYTES * RuleSteps.SCALARS));
      gradients = resources.add(queue.buffer((long) Float.BYTES * count));
      parameters = resources.add(queue.buffer((long) Float.BYTES * count));
      parameters.write(0, start);
      DeviceBuffer accumulators =
          resources.add(queue.buffer(RuleSteps.ACCUMULATORS * (long) Float.BYTES * count));
      List<Accumulator> kept = rule.accumulators();
      for (int i = 0; i < RuleSteps.ACCUMULATORS; i++) {
        float[] values = new float[count];
        Arrays.fill(values, i < kept.size() ? kept.get(i).initialValue() : 0);
        accumulators.write((long) i * count, values);
      }
      DeviceProgram program = resources.add(UpdateKernel.source(count, count).compile(queue));
      update =
          new UpdateKernel(resources.add(program.kernel("update")).set(0, slots), count)
              .on(rules, diverged, gradients, parameters, accumulators);
    } catch (OpenClException e) {
      close();
      throw e;
    }
  }

  /**
   * Applies a step.
   *
   * @param gradient of the length of the parameters
   * @return parameters after the step
   */
  float[] step(float[] gradient) {
    if (gradient.length != count) {
      throw new IllegalArgumentException(
          "step %d: must have %d gradients, found %d".formatted(steps + 1, count, gradient.length));
    }
    gradients.write(0, gradient);
    scalars.write(0, rule.openClStep().values().apply(steps));
    update.step(1, scalars, 0, 1, 1);
    steps++;
    return parameters.readFloats(0, count);
  }

  @Override
  public void close() {
    resources.close();
  }
}
