package org.optimizerstudy.experiment;

/** Where the update rule that an optimizer's name stands for is from. */
public enum Semantics implements Keyed {
  /** DL4J's reference updater of that name. The default. */
  DL4J("dl4j"),
  /** The kernel that TensorFlow 1.x applied, with its default constants. */
  TENSORFLOW("tensorflow"),
  /** The equation as the paper prints it. */
  PAPER("paper");

  private final String key;

  Semantics(String key) {
    this.key = key;
  }

  @Override
  public String key() {
    return key;
  }
}
