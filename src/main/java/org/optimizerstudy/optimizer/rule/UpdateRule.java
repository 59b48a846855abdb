package org.optimizerstudy.optimizer.rule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * An update rule with the values of its constants: its formula, sources, state per parameter and
 * arithmetic. Immutable.
 *
 * <p>A rule acts on each parameter independently; all symbols of its formula are scalars. {@link
 * Step} describes the arrays. Each rule is one class, and every description of it in the study is
 * derived from that class. Tests evaluate {@link #formula} and compare it with the steps of {@link
 * #kernel}.
 */
public interface UpdateRule {

  /**
   * The rule in exact arithmetic. Its symbols are {@code theta} (the parameter), {@code g} (the
   * gradient), {@code t} (the step, counted from 1), {@code lr} (the learning rate, if the rule has
   * one), the symbols of {@link #constants} and {@link #accumulators}, and names that the formula
   * assigns.
   */
  Formula formula();

  /** The hyper-parameters except the learning rate. */
  List<Constant> constants();

  /** The state per parameter, in the order of the state view. */
  List<Accumulator> accumulators();

  /** The learning rate, or {@link Double#NaN} for a rule that has none. */
  double learningRate();

  /** The kernel or the equations that this rule reproduces, for example {@code DL4J Adam}. */
  String source();

  /** The publication that introduced the rule. */
  Citation citation();

  /** Creates the rule in single precision, for one updater. */
  Kernel kernel();

  /** The same step in OpenCL C. */
  OpenClStep openClStep();

  /** The DL4J configuration of this rule. */
  IUpdater updater();

  /**
   * Whether the step depends on the parameter itself. DL4J gives an updater the gradients alone;
   * see {@link FlatUpdater#setParameters}.
   */
  default boolean readsParameters() {
    return false;
  }

  /** Whether the rule has a learning rate. */
  default boolean hasLearningRate() {
    return !Double.isNaN(learningRate());
  }

  /** Bytes of state per parameter. */
  default int stateBytes() {
    return accumulators().size() * Float.BYTES;
  }

  /**
   * Evaluates the formula for one parameter in double precision.
   *
   * @param theta the parameter before the first step
   * @param gradients one gradient per step
   * @return the parameter after each step
   */
  default double[] exactTrace(double theta, double... gradients) {
    Map<String, Double> values = new HashMap<>();
    constants().forEach(constant -> values.put(constant.symbol(), constant.value()));
    accumulators().forEach(kept -> values.put(kept.symbol(), (double) kept.initialValue()));
    if (hasLearningRate()) {
      values.put("lr", learningRate());
    }
    values.put("theta", theta);
    double[] trace = new double[gradients.length];
    for (int step = 0; step < gradients.length; step++) {
      values.put("t", step + 1.0);
      values.put("g", gradients[step]);
      formula().apply(values);
      trace[step] = values.get("theta");
    }
    return trace;
  }
}
