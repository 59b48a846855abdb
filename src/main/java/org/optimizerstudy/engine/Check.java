package org.optimizerstudy.engine;

import java.util.Optional;
import org.optimizerstudy.experiment.InvalidInputException;

/**
 * One thing that a run needs.
 *
 * @param subject what was looked at
 * @param found what was found
 * @param remedy what to do, empty if all is well
 */
public record Check(String subject, String found, Optional<String> remedy) {

  /** All is well. */
  public static Check ok(String subject, String found) {
    return new Check(subject, found, Optional.empty());
  }

  /** A run would fail. */
  public static Check bad(String subject, String found, String remedy) {
    return new Check(subject, found, Optional.of(remedy));
  }

  /** All is well, or else there is a remedy. */
  public static Check of(String subject, String found, boolean ok, String remedy) {
    return ok ? ok(subject, found) : bad(subject, found, remedy);
  }

  /**
   * Stops a command that would fail.
   *
   * @throws InvalidInputException if there is a remedy; the message says what was found
   */
  public void require() {
    remedy.ifPresent(
        what -> {
          throw new InvalidInputException(subject + ": found " + found + "; " + what);
        });
  }
}
