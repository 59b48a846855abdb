package org.optimizerstudy.experiment;

/** The hyper-parameters of optimizers other than the learning rate. */
public enum HyperParameter implements Keyed {
  /** Share of the velocity that a step keeps, from 0 to below 1. */
  MOMENTUM("momentum", ValueType.Real.FRACTION),
  /** Decay of RMSProp's mean square, from 0 to below 1. */
  DECAY("decay", ValueType.Real.FRACTION),
  /** Decay of Adadelta's mean squares, from 0 to below 1. */
  RHO("rho", ValueType.Real.FRACTION),
  /** Decay of the first moment, from 0 to below 1. */
  BETA1("beta1", ValueType.Real.FRACTION),
  /** Decay of the second moment, from 0 to below 1. */
  BETA2("beta2", ValueType.Real.FRACTION),
  /** What keeps a divisor from being 0, positive. */
  EPSILON("epsilon", ValueType.Real.POSITIVE),
  /** The sum of squared gradients before the first step, positive. */
  INITIAL_ACCUMULATOR("initial-accumulator", ValueType.Real.POSITIVE),
  /** Strength of the penalty on the parameters' magnitudes, at least 0. */
  L1("l1", ValueType.Real.NOT_NEGATIVE),
  /** Strength of the penalty on the parameters' squares, at least 0. */
  L2("l2", ValueType.Real.NOT_NEGATIVE),
  /** Share of the parameter, times the learning rate, that a step subtracts, at least 0. */
  WEIGHT_DECAY("weight-decay", ValueType.Real.NOT_NEGATIVE);

  private final String key;
  private final ValueType.Real type;

  HyperParameter(String key, ValueType.Real type) {
    this.key = key;
    this.type = type;
  }

  @Override
  public String key() {
    return key;
  }

  ValueType<Double> type() {
    return type;
  }
}
