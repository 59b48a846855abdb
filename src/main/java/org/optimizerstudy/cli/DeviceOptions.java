package org.optimizerstudy.cli;

import java.util.Optional;
import org.optimizerstudy.engine.DeviceRequest;
import org.optimizerstudy.engine.Engine;
import picocli.CommandLine.Option;

/** Options that select the devices of an engine. */
final class DeviceOptions {

  @Option(
      names = "--device",
      paramLabel = "N|NAME",
      description =
          "The device of the engine: its number or a part of its name, as study doctor lists them"
              + " (default: the GPUs of the best model; a CPU is used only if it is named here).")
  private Optional<String> device = Optional.empty();

  @Option(
      names = "--lockstep",
      paramLabel = "N",
      description =
          "The maximum number of trials that train in lockstep on a device (default: as many as fit"
              + " into its memory).")
  private Optional<Integer> lockstep = Optional.empty();

  /**
   * The requested devices.
   *
   * @throws org.optimizerstudy.experiment.InvalidInputException if a number is out of range
   */
  DeviceRequest request() {
    return new DeviceRequest(device, lockstep);
  }

  /**
   * The engine on the requested devices.
   *
   * @throws org.optimizerstudy.experiment.InvalidInputException if the engine does not support the
   *     request, or devices were requested without an engine; the message names the option
   */
  Optional<Engine> of(Optional<Engine> engine) {
    if (engine.isEmpty()) {
      request().requireNone("without --engine");
    }
    return engine.map(chosen -> chosen.on(request()));
  }
}
