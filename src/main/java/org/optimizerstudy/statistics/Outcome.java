package org.optimizerstudy.statistics;

/** The result of a comparison. */
public enum Outcome {
  /** The 95 % interval lies above zero. */
  ABOVE("above"),
  /** The 95 % interval lies below zero. */
  BELOW("below"),
  /** Neither, and the difference is smaller than the margin in both directions. */
  NO_DIFFERENCE("no difference"),
  /** None of these, and a difference of the margin or more is excluded. */
  NOT_ABOVE("not above"),
  /** None of these. */
  UNDECIDED("undecided");

  private final String words;

  Outcome(String words) {
    this.words = words;
  }

  /** The outcome in words. */
  public String words() {
    return words;
  }
}
