package org.optimizerstudy.experiment;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * The canonical, readable name of a trial: {@code network.reading.optimizer.semantics.lrRATE.seedN}
 * without the parts that do not apply, followed by every value that is not the standard one, for
 * example {@code small-cnn.strided.adam.tensorflow.lr0.001.seed1.batch50}. Two trials have the same
 * id exactly when all their values are the same.
 *
 * @param value the name, which is also the name of the trial's directory
 */
public record TrialId(String value) implements Comparable<TrialId> {

  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9.-]{0,249}");

  /**
   * @throws InvalidInputException if the text does not have the form of an id
   */
  public TrialId {
    if (!isValid(value)) {
      throw new InvalidInputException(
          "trial id: must be at most 250 small letters, digits, dots and hyphens, found \""
              + value
              + "\"");
    }
  }

  /** Whether a name has the form of an id. */
  public static boolean isValid(String name) {
    return FORM.matcher(name).matches();
  }

  static TrialId of(Trial trial) {
    return new TrialId(trial.values().key());
  }

  /** A number in plain decimal notation with no trailing zeros: 0.0001, not 1.0E-4. */
  public static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  @Override
  public int compareTo(TrialId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
