package org.optimizerstudy.experiment;

/** How the paper's number of filters, 32 of the small CNN and 64 of the medium one, is read. */
public enum Filters implements Keyed {
  /** In each convolution. The default. */
  PER_LAYER("per-layer"),
  /** In all convolutions together, which the paper's word "total" can mean: 16 in each. */
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
