package org.optimizerstudy.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.optimizerstudy.data.Dataset;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.optimizer.Trace;
import org.optimizerstudy.optimizer.rule.UpdateRule;
import org.optimizerstudy.results.Device;

/** A processor or graphics card on which an engine computes. It is used by several threads. */
public interface ComputeDevice {

  /** The description for trial.json; empty for the CPU, which the environment describes. */
  Optional<Device> description();

  /** The number of sessions that should be open at once, one thread each. */
  int sessions();

  /**
   * The number of trials like this one that a session should hold, at least one.
   *
   * @param trial trial whose network, reading and batch size determine the number
   */
  default int lockstep(Trial trial) {
    return 1;
  }

  /**
   * Tests the device with a few operations with known results.
   *
   * @throws MachineException if a result is wrong or missing; the message is one line
   */
  void test();

  /**
   * Applies an update rule to given gradients as a session on this device does. The default uses
   * ND4J's arrays and backend.
   *
   * @param rule update rule
   * @param start parameters before the first step
   * @return step function from a gradient to the parameters after the step
   */
  default UnaryOperator<float[]> trace(UpdateRule rule, float[] start) {
    return new Trace(rule.updater(), start)::step;
  }

  /**
   * Opens a session at the trials' initial parameters. Only the calling thread may use it.
   *
   * @param trials different trials of one network, reading and batch size; at most {@link
   *     #lockstep}
   * @param dataset data set of the trials; the device may keep a copy for further sessions
   * @throws DeviceMemoryException if the device has too little memory for so many trials; then
   *     {@link #lockstep} is smaller
   */
  Session open(List<Trial> trials, Dataset dataset);
}
