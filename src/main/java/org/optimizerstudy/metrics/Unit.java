package org.optimizerstudy.metrics;

/** The unit of a measure. */
public enum Unit {
  /** Percentage points of accuracy. */
  POINTS("points"),
  /** Natural logarithm of a loss, or of a ratio of losses. */
  LOG_LOSS("ln loss"),
  /** Cross entropy. */
  NATS("nats"),
  EPOCHS("epochs"),
  BYTES("bytes"),
  RATIO("ratio"),
  /** Share of trials, from 0 to 1. */
  SHARE("share"),
  SECONDS("seconds");

  private final String key;

  Unit(String key) {
    this.key = key;
  }

  /** The name in tables and files. */
  public String key() {
    return key;
  }
}
