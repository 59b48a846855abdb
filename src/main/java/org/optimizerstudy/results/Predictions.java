package org.optimizerstudy.results;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.IntStream;
import org.optimizerstudy.experiment.InvalidInputException;

/**
 * The predictions of a completed trial's network for the test images after the last epoch, in the
 * order of the data set. The file predictions.txt contains one character from 0 to 9 per image and
 * nothing else.
 *
 * @param digits one character per test image
 */
public record Predictions(String digits) implements Serializable {

  /** The size of MNIST's test set, which is the maximum length. */
  static final int MAX = 10_000;

  /**
   * @throws InvalidInputException if there is no digit, another character, or too many digits
   */
  public Predictions {
    int other =
        IntStream.range(0, digits.length()).filter(i -> !isDigit(i, digits)).findFirst().orElse(-1);
    if (other >= 0) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "must hold the digits 0 to 9 alone, found the byte 0x%02x at byte %d",
              (int) digits.charAt(other),
              other + 1));
    }
    if (digits.isEmpty() || digits.length() > MAX) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT, "must hold from 1 to %d digits, found %d", MAX, digits.length()));
    }
  }

  private static boolean isDigit(int i, String digits) {
    return digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
  }

  /**
   * The predictions of a network.
   *
   * @param classes predicted classes from 0 to 9, in the order of the test images
   */
  public static Predictions of(byte[] classes) {
    StringBuilder digits = new StringBuilder(classes.length);
    for (byte digit : classes) {
      digits.append(digit);
    }
    return new Predictions(digits.toString());
  }

  /** The predictions in a file. */
  static Predictions ofBytes(byte[] content) {
    return new Predictions(new String(content, StandardCharsets.ISO_8859_1));
  }

  /** The checksum of the file. */
  String sha256() {
    return Checksum.hex(toBytes());
  }

  byte[] toBytes() {
    return digits.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The number of test images. */
  public int count() {
    return digits.length();
  }

  /** The predicted digit of a test image, counted from 0. */
  public int of(int image) {
    return digits.charAt(image) - '0';
  }
}
