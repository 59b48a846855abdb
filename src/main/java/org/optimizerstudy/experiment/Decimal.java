package org.optimizerstudy.experiment;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Parses numbers as JSON writes them: decimal, without leading zeros, plus sign, underscores or
 * other bases, so that every text has one meaning.
 */
public final class Decimal {

  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]*)");
  private static final Pattern NUMBER =
      Pattern.compile(WHOLE.pattern() + "(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  /** The maximum length of a number. */
  private static final int MAX_LENGTH = 100;

  private Decimal() {}

  /**
   * A number.
   *
   * @throws InvalidInputException if it is not written as one
   */
  public static double number(String text) {
    if (!isA(NUMBER, text)) {
      throw new InvalidInputException(
          "must be a decimal number such as 0.001 or 1e-3, found " + text);
    }
    return Double.parseDouble(text);
  }

  /**
   * A whole number.
   *
   * @throws InvalidInputException if it is not written as one, or is out of range
   */
  public static long whole(String text, long min, long max) {
    if (!isA(WHOLE, text)) {
      throw new InvalidInputException(
          "must be a whole number in decimal digits such as 8, found " + text);
    }
    try {
      long number = Long.parseLong(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // beyond a long, so out of range too
    }
    throw new InvalidInputException(
        String.format(Locale.ROOT, "must be from %d to %d, found %s", min, max, text));
  }

  private static boolean isA(Pattern pattern, String text) {
    return text.length() <= MAX_LENGTH && pattern.matcher(text).matches();
  }
}
