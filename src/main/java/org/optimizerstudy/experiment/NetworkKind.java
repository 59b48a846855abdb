package org.optimizerstudy.experiment;

/** The networks of the study. */
public enum NetworkKind implements Keyed {
  /** Two convolutions of 32 filters, 3x3, then a softmax layer. */
  SMALL_CNN("small-cnn"),
  /** Four convolutions of 64 filters, 7x7, then a softmax layer. */
  MEDIUM_CNN("medium-cnn"),
  /** Five dense layers of 100 neurons, then a softmax layer. */
  DEEP_MLP("deep-mlp");

  private final String key;

  NetworkKind(String key) {
    this.key = key;
  }

  @Override
  public String key() {
    return key;
  }

  /** Whether the network has convolutions, and with them a {@link Reading}. */
  public boolean isConvolutional() {
    return this != DEEP_MLP;
  }
}
