package org.optimizerstudy.experiment;

import java.util.function.Supplier;

/**
 * Input of the user (a file, an option, a data set) breaks a rule. The message is one line that
 * names the place, the rule and the value found. The program prints it and exits with code 2.
 */
public final class InvalidInputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final int MAX_LENGTH = 1_000;

  public InvalidInputException(String message) {
    super(line(message));
  }

  public InvalidInputException(String message, Throwable cause) {
    super(line(message), cause);
  }

  /** The same exception with a place in front of its message. */
  public InvalidInputException at(String place) {
    return new InvalidInputException(place + ": " + getMessage(), getCause());
  }

  /**
   * Runs a check and adds a place in front of the message of its exception.
   *
   * @param place key or option that is checked
   * @return the result of the check
   */
  public static <T> T checked(String place, Supplier<T> check) {
    try {
      return check.get();
    } catch (InvalidInputException e) {
      throw e.at(place);
    }
  }

  /** The message as one line of bounded length, whatever value it quotes. */
  private static String line(String message) {
    String line = Printable.line(message);
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + " ...";
  }
}
