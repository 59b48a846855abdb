package org.optimizerstudy.experiment;

/** The interpretation of the paper's stride (1,2,2,1). */
public enum Reading implements Keyed {
  /** The convolution itself has stride 2: the text of the paper, the primary reading. */
  STRIDED("strided"),
  /** Convolution of stride 1, then 2x2 max pooling of stride 2: the tutorials of that time. */
  POOLED("pooled");

  private final String key;

  Reading(String key) {
    this.key = key;
  }

  @Override
  public String key() {
    return key;
  }
}
