package org.optimizerstudy.optimizer.tensorflow;

import static org.optimizerstudy.experiment.HyperParameter.L1;
import static org.optimizerstudy.experiment.HyperParameter.L2;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.optimizerstudy.experiment.HyperParameters;
import org.optimizerstudy.optimizer.rule.Accumulator;
import org.optimizerstudy.optimizer.rule.Citation;
import org.optimizerstudy.optimizer.rule.Constant;
import org.optimizerstudy.optimizer.rule.Formula;
import org.optimizerstudy.optimizer.rule.GradientDescent;
import org.optimizerstudy.optimizer.rule.Kernel;
import org.optimizerstudy.optimizer.rule.OpenClStep;
import org.optimizerstudy.optimizer.rule.Require;
import org.optimizerstudy.optimizer.rule.RuleConfiguration;
import org.optimizerstudy.optimizer.rule.Step;

/**
 * TensorFlow's proximal gradient descent: a step of gradient descent, then the parameter that
 * minimises the penalties {@code l1 abs(theta) + l2 theta^2 / 2} near it. With both strengths at 0,
 * the defaults, it is gradient descent.
 *
 * <pre>
 * x = theta - lr g;
 * theta = sign(x) max(abs(x) - lr l1, 0) / (1 + lr l2)
 * </pre>
 *
 * <p>{@code theta} is a parameter, {@code g} its gradient, {@code lr} the learning rate, {@code x}
 * the parameter after gradient descent and {@code l1} and {@code l2} the strengths of the
 * penalties. Memory: none. Sources: TensorFlow's kernel {@code ApplyProximalGradientDescent}, as
 * {@code tf.train.ProximalGradientDescentOptimizer} calls it; Duchi and Singer 2009.
 *
 * @param learningRate {@code lr}, positive and finite
 * @param l1 {@code l1}, at least 0
 * @param l2 {@code l2}, at least 0
 */
public record ProximalGradientDescent(
    @JsonProperty("learningRate") double learningRate,
    @JsonProperty("l1") double l1,
    @JsonProperty("l2") double l2)
    implements RuleConfiguration {

  private static final Formula FORMULA =
      Formula.of("x = theta - lr g", "theta = sign(x) max(abs(x) - lr l1, 0) / (1 + lr l2)");

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public ProximalGradientDescent {
    Require.positive("learningRate", learningRate);
    Require.notNegative("l1", l1);
    Require.notNegative("l2", l2);
  }

  /** The rule with these hyper-parameters. */
  public static ProximalGradientDescent of(double learningRate, HyperParameters values) {
    return new ProximalGradientDescent(learningRate, values.get(L1), values.get(L2));
  }

  @Override
  public Formula formula() {
    return FORMULA;
  }

  @Override
  public List<Constant> constants() {
    return List.of(new Constant("l1", l1), new Constant("l2", l2));
  }

  @Override
  public List<Accumulator> accumulators() {
    return List.of();
  }

  @Override
  public boolean readsParameters() {
    return true;
  }

  @Override
  public String source() {
    return "TensorFlow ApplyProximalGradientDescent";
  }

  @Override
  public Citation citation() {
    return Citation.DUCHI_AND_SINGER;
  }

  @Override
  public Kernel kernel() {
    if (l1 == 0 && l2 == 0) {
      return new GradientDescent(learningRate).kernel();
    }
    float eta = (float) learningRate;
    float threshold = eta * (float) l1;
    float divisor = 1 + (float) l2 * eta;
    Step step =
        (parameters, gradient, accumulators, length) ->
            step(eta, threshold, divisor, parameters, gradient, length);
    return iteration -> step;
  }

  private static void step(
      float eta, float threshold, float divisor, float[] parameters, float[] gradient, int length) {
    for (int i = 0; i < length; i++) {
      float theta = parameters[i];
      float x = theta - gradient[i] * eta;
      float beyond = Math.abs(x) - threshold;
      gradient[i] = theta - Math.copySign((beyond < 0 ? 0 : beyond) / divisor, x);
    }
  }

  @Override
  public OpenClStep openClStep() {
    float eta = (float) learningRate;
    return OpenClStep.of(
        """
            if (penalised == 0) {
              return g * eta;
            }
            float x = theta - g * eta;
            float beyond = fabs(x) - threshold;
            return theta - copysign((beyond < 0 ? 0 : beyond) / divisor, x);
            """,
        "eta",
        eta,
        "penalised",
        l1 == 0 && l2 == 0 ? 0f : 1f,
        "threshold",
        eta * (float) l1,
        "divisor",
        1 + (float) l2 * eta);
  }

  @Override
  public ProximalGradientDescent clone() {
    return this;
  }
}
