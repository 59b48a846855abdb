package org.optimizerstudy.experiment;

/** The hyper-parameters of optimizers other than the learning rate. */
public enum HyperParameter implements Keyed {
  /** Share of the velocity that a step keeps, from 0 to below 1. */
  MOMENTUM("momentum", Form.Real.FRACTION),
  /** Decay of RMSProp's mean square, from 0 to below 1. */
  DECAY("decay", Form.Real.FRACTION),
  /** Decay of Adadelta's mean squares, from 0 to below 1. */
  RHO("rho", Form.Real.FRACTION),
  /** Decay of the first moment, from 0 to below 1. */
  BETA1("beta1", Form.Real.FRACTION),
  /** Decay of the second moment, from 0 to below 1. */
  BETA2("beta2", Form.Real.FRACTION),
  /** What keeps a divisor from being 0, positive. */
  EPSILON("epsilon", Form.Real.POSITIVE),
  /** The sum of squared gradients before the first step, positive. */
  INITIAL_ACCUMULATOR("initial-accumulator", Form.Real.POSITIVE),
  /** Strength of the penalty on the parameters' magnitudes, at least 0. */
  L1("l1", Form.Real.NOT_NEGATIVE),
  /** Strength of the penalty on the parameters' squares, at least 0. */
  L2("l2", Form.Real.NOT_NEGATIVE),
  /** Share of the parameter, times the learning rate, that a step subtracts, at least 0. */
  WEIGHT_DECAY("weight-decay", Form.Real.NOT_NEGATIVE);

  private final String key;
  private final Form.Real form;

  HyperParameter(String key, Form.Real form) {
    this.key = key;
    this.form = form;
  }

  @Override
  public String key() {
    return key;
  }

  Form<Double> form() {
    return form;
  }
}
