package org.optimizerstudy.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.optimizerstudy.data.Dataset;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.optimizer.Trace;
import org.optimizerstudy.optimizer.rule.UpdateRule;
import org.optimizerstudy.results.Device;

/** A processor or graphics card on which an engine computes; used by several threads at once. */
public interface ComputeDevice {

  /** What trial.json records of it; empty for the CPU, which the environment describes. */
  Optional<Device> description();

  /** How many sessions should be open on it at once, each in a thread of its own. */
  int sessions();

  /**
   * How many trials like this one a session should hold, at least one.
   *
   * @param trial network, reading and batch size count
   */
  default int lockstep(Trial trial) {
    return 1;
  }

  /**
   * Computes a few operations with known results.
   *
   * @throws MachineException if a result is wrong or does not arrive; the message is one line
   */
  void test();

  /**
   * Applies an update rule to given gradients as a session on this device does. By default ND4J's
   * arrays are used, and so its backend.
   *
   * @param rule the rule
   * @param start parameters before the first step
   * @return takes a step: from a gradient to the parameters after it
   */
  default UnaryOperator<float[]> trace(UpdateRule rule, float[] start) {
    return new Trace(rule.updater(), start)::step;
  }

  /**
   * Opens a session at the trials' initial parameters. The calling thread, and no other, uses it.
   *
   * @param trials different trials of one network, reading and batch size; at most {@link
   *     #lockstep}
   * @param dataset that the trials are on; the device may keep a copy for further sessions
   * @throws DeviceMemoryException if the device has too little memory for so many trials; {@link
   *     #lockstep} is smaller then
   */
  Session open(List<Trial> trials, Dataset dataset);
}
