package org.optimizerstudy.experiment;

/** Initial values of weights and biases; the paper does not state them. */
public enum Initialisation implements Keyed {
  /** Weights N(0, 2 / (fan in + fan out)), biases 0. The default. */
  XAVIER("xavier"),
  /**
   * Weights N(0, 0.1^2) cut at two standard deviations, biases 0.1, as in tutorials of that time.
   */
  TRUNCATED_NORMAL("truncated-normal");

  private final String key;

  Initialisation(String key) {
    this.key = key;
  }

  @Override
  public String key() {
    return key;
  }
}
