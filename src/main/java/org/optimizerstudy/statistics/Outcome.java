package org.optimizerstudy.statistics;

/** What a comparison of two means found. */
public enum Outcome {
  /** The 95 % interval lies above zero. */
  ABOVE("above"),
  /** It lies below zero. */
  BELOW("below"),
  /** Neither, and the difference is smaller than the margin either way. */
  NO_DIFFERENCE("no difference"),
  /** None of these, and an advantage of the margin or more is excluded. */
  NOT_ABOVE("not above"),
  /** Otherwise. */
  UNDECIDED("undecided");

  private final String words;

  Outcome(String words) {
    this.words = words;
  }

  /** For a reader. */
  public String words() {
    return words;
  }
}
