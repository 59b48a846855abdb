package org.optimizerstudy.engine;

import java.util.List;
import java.util.Optional;
import org.optimizerstudy.experiment.Keyed;
import org.optimizerstudy.experiment.Trial;

/**
 * What computes trials. All engines give a trial's values the same meaning: the network and its
 * initial parameters are those of DL4J's configuration ({@code network.Networks}), the order of
 * batches is {@code data.BatchOrder}'s, the update rule {@code optimizer.RuleCatalogue}'s. What an
 * engine does between the start and the end of an epoch is its own business; records of two engines
 * differ by float rounding.
 *
 * <p>An implementation is public, has a constructor without arguments that loads no native library,
 * and is named in {@code META-INF/services/org.optimizerstudy.engine.Engine}.
 *
 * <p>Order of calls: {@link #examine} at any time, {@link #devices} before anything else in the
 * process computes, then the devices' own methods.
 */
public interface Engine extends Keyed {

  /** The word for it on the command line and in trial.json. */
  @Override
  String key();

  /** What it is, in a few words, for example "DL4J's stock layers on the CPU". */
  String title();

  /**
   * Why it cannot run a trial anywhere, in one line, for example that it has no such layer or rule.
   *
   * @return empty if it can
   */
  default Optional<String> objection(Trial trial) {
    return Optional.empty();
  }

  /**
   * The same engine on the devices that a user asks for.
   *
   * @throws org.optimizerstudy.experiment.InvalidInputException if something is asked that this
   *     engine does not let a user choose; the message names the option and the engine
   */
  default Engine on(DeviceRequest request) {
    request.requireNone("with --engine " + key());
    return this;
  }

  /** Whether several sessions may share a device, so that a user may say how many. */
  default boolean takesWorkers() {
    return true;
  }

  /**
   * Looks at this machine without starting to compute: the driver and devices that the engine needs
   * and whether it can run.
   *
   * @return what was found, in the order of a reader's questions; the engine can run if no check
   *     has a remedy
   * @throws org.optimizerstudy.experiment.InvalidInputException if the environment of the native
   *     libraries is wrong; the message names the variable or directory
   */
  List<Check> examine();

  /**
   * Where it computes on this machine, the best first; at least one. To be called before anything
   * touches ND4J, which takes one backend for the life of the process.
   *
   * @throws org.optimizerstudy.experiment.InvalidInputException if it cannot run here; the message
   *     says why and what to do
   */
  List<ComputeDevice> devices();
}
