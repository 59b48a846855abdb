package org.optimizerstudy.experiment;

/** The six optimizers of the paper. */
public enum OptimizerKind implements Keyed {
  GRADIENT_DESCENT("gradient-descent"),
  MOMENTUM("momentum"),
  ADAGRAD("adagrad"),
  ADADELTA("adadelta"),
  RMSPROP("rmsprop"),
  ADAM("adam");

  private final String key;

  OptimizerKind(String key) {
    this.key = key;
  }

  @Override
  public String key() {
    return key;
  }

  /**
   * Whether the rule takes a learning rate. Adadelta has none as the paper prints it (equations 6
   * to 9) and in DL4J; TensorFlow multiplies its step by one.
   */
  public boolean hasLearningRate(Semantics semantics) {
    return this != ADADELTA || semantics == Semantics.TENSORFLOW;
  }
}
