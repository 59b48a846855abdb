package org.optimizerstudy.experiment;

import java.util.function.Supplier;

/**
 * What the user gave (a file, an option, a data set) breaks a rule. The message is one line that
 * names the place, the rule and the value found; the program prints it and exits with 2.
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

  /** The same complaint, with the place it concerns in front. */
  public InvalidInputException at(String place) {
    return new InvalidInputException(place + ": " + getMessage(), getCause());
  }

  /**
   * Runs a check whose complaint lacks the place that it concerns, and adds it in front.
   *
   * @param place a key or an option
   * @return what the check returns
   */
  public static <T> T checked(String place, Supplier<T> check) {
    try {
      return check.get();
    } catch (InvalidInputException e) {
      throw e.at(place);
    }
  }

  /** The value found may be anything: it stays one line of bounded length. */
  private static String line(String message) {
    String line = Printable.line(message);
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + " ...";
  }
}
