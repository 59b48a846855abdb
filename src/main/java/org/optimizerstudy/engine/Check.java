package org.optimizerstudy.engine;

import java.util.Optional;
import org.optimizerstudy.experiment.InvalidInputException;

/**
 * The result of a check of the machine.
 *
 * @param subject what was checked
 * @param found what was found
 * @param remedy what to do; empty if the check passed
 */
public record Check(String subject, String found, Optional<String> remedy) {

  /** A check that passed. */
  public static Check ok(String subject, String found) {
    return new Check(subject, found, Optional.empty());
  }

  /** A check that failed, so that a run would fail. */
  public static Check bad(String subject, String found, String remedy) {
    return new Check(subject, found, Optional.of(remedy));
  }

  /** A check that passed or failed. */
  public static Check of(String subject, String found, boolean ok, String remedy) {
    return ok ? ok(subject, found) : bad(subject, found, remedy);
  }

  /**
   * Requires that the check passed.
   *
   * @throws InvalidInputException if it failed; the message says what was found and what to do
   */
  public void require() {
    remedy.ifPresent(
        what -> {
          throw new InvalidInputException(subject + ": found " + found + "; " + what);
        });
  }
}
