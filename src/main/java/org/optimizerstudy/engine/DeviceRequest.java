package org.optimizerstudy.engine;

import java.util.Optional;
import org.optimizerstudy.experiment.InvalidInputException;

/**
 * What a user asks of an engine's devices.
 *
 * @param device a device's number, or its name or a part of it; the engine chooses if empty
 * @param lockstep the most trials of a session; as many as the device takes if empty
 */
public record DeviceRequest(Optional<String> device, Optional<Integer> lockstep) {

  /** The engine chooses everything. */
  public static final DeviceRequest NONE = new DeviceRequest(Optional.empty(), Optional.empty());

  /** The most trials of a session. */
  public static final int MOST_IN_LOCKSTEP = 1_024;

  /**
   * Checks the number of trials.
   *
   * @throws InvalidInputException if it is not one
   */
  public DeviceRequest {
    lockstep
        .filter(count -> count < 1 || count > MOST_IN_LOCKSTEP)
        .ifPresent(
            count -> {
              throw new InvalidInputException(
                  "--lockstep: must be from 1 to %d, found %d".formatted(MOST_IN_LOCKSTEP, count));
            });
  }

  /**
   * Checks that nothing is asked where nothing can be chosen.
   *
   * @param place in words, for example "with --engine onednn"
   * @throws InvalidInputException if something is; the message names option and place
   */
  public void requireNone(String place) {
    device.ifPresent(name -> refuse("--device", place, name));
    lockstep.ifPresent(count -> refuse("--lockstep", place, count.toString()));
  }

  private static void refuse(String option, String place, String found) {
    throw new InvalidInputException(
        "%s: must be left out %s, found \"%s\"".formatted(option, place, found));
  }
}
