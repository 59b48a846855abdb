package org.optimizerstudy.optimizer.dl4j;

import static org.optimizerstudy.experiment.HyperParameter.BETA1;
import static org.optimizerstudy.experiment.HyperParameter.BETA2;
import static org.optimizerstudy.experiment.HyperParameter.EPSILON;

import java.util.List;
import org.nd4j.linalg.learning.AdaBeliefUpdater;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.optimizerstudy.experiment.HyperParameters;
import org.optimizerstudy.optimizer.rule.Accumulator;
import org.optimizerstudy.optimizer.rule.Citation;
import org.optimizerstudy.optimizer.rule.Constant;
import org.optimizerstudy.optimizer.rule.Formula;
import org.optimizerstudy.optimizer.rule.Kernel;
import org.optimizerstudy.optimizer.rule.OpenClStep;
import org.optimizerstudy.optimizer.rule.Require;
import org.optimizerstudy.optimizer.rule.RuleConfiguration;

/**
 * DL4J's AdaBelief: Adam that divides by how far the gradients are from their mean. The epsilon is
 * added to the accumulator at every step and also outside the root.
 *
 * <pre>
 * m = b1 m + (1 - b1) g;
 * s = b2 s + (1 - b2) (g - m)^2 + eps;
 * theta -= lr sqrt(1 - b2^t) / (1 - b1^t) * m / (sqrt(s) + eps)
 * </pre>
 *
 * <p>{@code theta} is a parameter, {@code g} its gradient, {@code lr} the learning rate, {@code m}
 * the first moment, {@code s} the mean square of the gradients' distance from it, {@code b1} and
 * {@code b2} their decays, {@code t} the step counted from 1 and {@code eps} a small constant.
 * Memory: 8 bytes per parameter. Sources: DL4J {@code AdaBelief}; Zhuang and others 2020.
 *
 * <p>It is its own configuration, because that of DL4J 1.0.0-M2.1 fails in every network: its
 * {@code instantiate} reads the second dimension of a vector. DL4J's op is as here.
 *
 * @param learningRate {@code lr}, positive and finite
 * @param beta1 {@code b1}, from 0 to below 1
 * @param beta2 {@code b2}, from 0 to below 1
 * @param epsilon {@code eps}, positive and finite
 */
public record AdaBelief(
    @JsonProperty("learningRate") double learningRate,
    @JsonProperty("beta1") double beta1,
    @JsonProperty("beta2") double beta2,
    @JsonProperty("epsilon") double epsilon)
    implements RuleConfiguration {

  private static final Formula FORMULA =
      Formula.of(
          "m = b1 m + (1 - b1) g",
          "s = b2 s + (1 - b2) (g - m)^2 + eps",
          "theta -= lr sqrt(1 - b2^t) / (1 - b1^t) * m / (sqrt(s) + eps)");

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public AdaBelief {
    Require.positive("learningRate", learningRate);
    Require.decay("beta1", beta1);
    Require.decay("beta2", beta2);
    Require.positive("epsilon", epsilon);
  }

  /** The rule with these hyper-parameters. */
  public static AdaBelief of(double learningRate, HyperParameters values) {
    return new AdaBelief(learningRate, values.get(BETA1), values.get(BETA2), values.get(EPSILON));
  }

  @Override
  public Formula formula() {
    return FORMULA;
  }

  @Override
  public List<Constant> constants() {
    return List.of(
        new Constant("b1", beta1), new Constant("b2", beta2), new Constant("eps", epsilon));
  }

  @Override
  public List<Accumulator> accumulators() {
    return List.of(
        new Accumulator("m", AdaBeliefUpdater.M_STATE, 0),
        new Accumulator("s", AdaBeliefUpdater.S_STATE, 0));
  }

  @Override
  public String source() {
    return "DL4J AdaBelief";
  }

  @Override
  public Citation citation() {
    return Citation.ZHUANG;
  }

  @Override
  public Kernel kernel() {
    float b1 = (float) beta1;
    float b2 = (float) beta2;
    float eps = (float) epsilon;
    CorrectedRate rate = new CorrectedRate(learningRate, beta1, beta2);
    return iteration -> {
      float etaT = rate.at(iteration);
      return (parameters, gradient, accumulators, length) ->
          step(etaT, b1, b2, eps, gradient, accumulators[0], accumulators[1], length);
    };
  }

  private static void step(
      float etaT,
      float beta1,
      float beta2,
      float eps,
      float[] gradient,
      float[] m,
      float[] s,
      int length) {
    float rest1 = 1 - beta1;
    float rest2 = 1 - beta2;
    for (int i = 0; i < length; i++) {
      float g = gradient[i];
      float first = beta1 * m[i] + g * rest1;
      float distance = g - first;
      float second = beta2 * s[i] + distance * distance * rest2 + eps;
      m[i] = first;
      s[i] = second;
      gradient[i] = (first * etaT) / ((float) Math.sqrt(second) + eps);
    }
  }

  @Override
  public OpenClStep openClStep() {
    float b1 = (float) beta1;
    float b2 = (float) beta2;
    float eps = (float) epsilon;
    CorrectedRate rate = new CorrectedRate(learningRate, beta1, beta2);
    return new OpenClStep(
        List.of("eta_t", "b1", "b2", "eps"),
        """
            *m = b1 * *m + g * (1 - b1);
            float distance = g - *m;
            *s = b2 * *s + distance * distance * (1 - b2) + eps;
            return *m * eta_t / (sqrt(*s) + eps);
            """,
        iteration -> new float[] {rate.at(iteration), b1, b2, eps});
  }

  @Override
  public AdaBelief clone() {
    return this;
  }
}
