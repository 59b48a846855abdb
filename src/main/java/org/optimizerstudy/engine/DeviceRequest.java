package org.optimizerstudy.engine;

import java.util.Optional;
import org.optimizerstudy.experiment.InvalidInputException;

/**
 * A user's request for the devices of an engine.
 *
 * @param device number of a device, or its name or a part of it; if empty, the engine chooses
 * @param lockstep maximum number of trials per session; if empty, as many as fit on the device
 */
public record DeviceRequest(Optional<String> device, Optional<Integer> lockstep) {

  /** A request that leaves everything to the engine. */
  public static final DeviceRequest NONE = new DeviceRequest(Optional.empty(), Optional.empty());

  /** The largest number of trials per session. */
  public static final int MOST_IN_LOCKSTEP = 1_024;

  /**
   * Checks the number of trials.
   *
   * @throws InvalidInputException if it is out of range
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
   * Checks that nothing was requested.
   *
   * @param place context in words, for example "with --engine onednn"
   * @throws InvalidInputException if something was requested; the message names option and place
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
