package org.optimizerstudy.experiment;

/** How the learning rate changes over a training: what it is multiplied by in each epoch. */
public enum Schedule implements Keyed {
  /** The learning rate stays as it is. The default. */
  CONSTANT("constant"),
  /**
   * {@code (1 + cos(pi e / n)) / 2} in epoch e of n, counted from 0 (Loshchilov and Hutter 2017,
   * SGDR, without restarts).
   */
  COSINE("cosine"),
  /** A tenth from half of the epochs on, a hundredth from three quarters on. */
  STEP("step");

  private final String key;

  Schedule(String key) {
    this.key = key;
  }

  @Override
  public String key() {
    return key;
  }

  /**
   * The factor of an epoch.
   *
   * @param epoch from 0 to below {@code epochs}
   * @param epochs of the whole training
   */
  public double factor(int epoch, int epochs) {
    double progress = (double) epoch / epochs;
    return switch (this) {
      case CONSTANT -> 1;
      case COSINE -> (1 + StrictMath.cos(StrictMath.PI * progress)) / 2;
      case STEP -> progress < 0.5 ? 1 : progress < 0.75 ? 0.1 : 0.01;
    };
  }
}
