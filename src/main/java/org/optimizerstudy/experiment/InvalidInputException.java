package org.optimizerstudy.experiment;

/**
 * What the user gave (a file, an option, a data set) breaks a rule. The message is one line that
 * names the place, the rule and the value found; the program prints it and exits with 2.
 */
public final class InvalidInputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public InvalidInputException(String message) {
    super(message);
  }

  public InvalidInputException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The same complaint, with the place it concerns in front. */
  public InvalidInputException at(String place) {
    return new InvalidInputException(place + ": " + getMessage(), getCause());
  }
}
