package org.optimizerstudy.cli;

import java.util.Optional;
import org.optimizerstudy.engine.DeviceRequest;
import org.optimizerstudy.engine.Engine;
import picocli.CommandLine.Option;

/** The devices of an engine that has a choice of them. */
final class DeviceOptions {

  @Option(
      names = "--device",
      paramLabel = "N|NAME",
      description =
          "The device of the engine, by its number or a part of its name as study doctor lists them"
              + " (default: the GPUs of the best model; a CPU is never taken unless it is given"
              + " here).")
  private Optional<String> device = Optional.empty();

  @Option(
      names = "--lockstep",
      paramLabel = "N",
      description =
          "The most trials that train in lockstep on a device (default: as many as its memory"
              + " holds).")
  private Optional<Integer> lockstep = Optional.empty();

  /**
   * What was asked for.
   *
   * @throws org.optimizerstudy.experiment.InvalidInputException if a number is wrong
   */
  DeviceRequest request() {
    return new DeviceRequest(device, lockstep);
  }

  /**
   * The engine on the devices that were asked for.
   *
   * @throws org.optimizerstudy.experiment.InvalidInputException if the engine has no such choice,
   *     or none was given; the message names the option
   */
  Optional<Engine> of(Optional<Engine> engine) {
    if (engine.isEmpty()) {
      request().requireNone("without --engine");
    }
    return engine.map(chosen -> chosen.on(request()));
  }
}
