package org.optimizerstudy.experiment;

/** The interpretation of the paper's number of filters: 32 (small CNN) and 64 (medium CNN). */
public enum Filters implements Keyed {
  /** The number is that of each convolution. This is the default. */
  PER_LAYER("per-layer"),
  /** The number is that of all convolutions together, as the paper's word "total" can mean. */
  IN_TOTAL("in-total");

  private final String key;

  Filters(String key) {
    this.key = key;
  }

  @Override
  public String key() {
    return key;
  }
}
