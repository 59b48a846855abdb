package org.optimizerstudy.engine;

import java.util.List;
import java.util.Optional;
import org.optimizerstudy.experiment.Keyed;
import org.optimizerstudy.experiment.Trial;

/**
 * An engine computes trials. All engines give a trial's values the same meaning: the network and
 * its initial parameters come from DL4J's configuration ({@code network.Networks}), the order of
 * batches from {@code data.BatchOrder}, and the update rule from {@code optimizer.RuleCatalogue}.
 * How an engine computes an epoch is not specified. Records of two engines differ by float
 * rounding.
 *
 * <p>An implementation is public, has a constructor without arguments that loads no native library,
 * and is named in {@code META-INF/services/org.optimizerstudy.engine.Engine}.
 *
 * <p>Order of calls: {@link #examine} at any time, {@link #devices} before anything else in the
 * process computes, then the devices' own methods.
 */
public interface Engine extends Keyed {

  /** The name on the command line and in trial.json. */
  @Override
  String key();

  /** A short description, for example "DL4J's stock layers on the CPU". */
  String title();

  /**
   * The reason why the engine cannot run a trial on any machine, for example an unsupported layer.
   *
   * @return the reason in one line; empty if it can run the trial
   */
  default Optional<String> objection(Trial trial) {
    return Optional.empty();
  }

  /**
   * The same engine on the requested devices.
   *
   * @throws org.optimizerstudy.experiment.InvalidInputException if the engine does not support the
   *     request; the message names the option and the engine
   */
  default Engine on(DeviceRequest request) {
    request.requireNone("with --engine " + key());
    return this;
  }

  /** Whether the user can choose the number of sessions per device. */
  default boolean takesWorkers() {
    return true;
  }

  /**
   * Checks whether the engine can run on this machine, without starting it.
   *
   * @return checks of the driver and the devices; the engine can run if no check has a remedy
   * @throws org.optimizerstudy.experiment.InvalidInputException if the environment of the native
   *     libraries is invalid; the message names the variable or directory
   */
  List<Check> examine();

  /**
   * Starts the engine and returns its devices, at least one, the best first. Must be called before
   * ND4J is used, because ND4J keeps its first backend until the process ends.
   *
   * @throws org.optimizerstudy.experiment.InvalidInputException if the engine cannot run here; the
   *     message states the reason and what to do
   */
  List<ComputeDevice> devices();
}
