package org.optimizerstudy.optimizer.tensorflow;

import static org.optimizerstudy.experiment.HyperParameter.INITIAL_ACCUMULATOR;
import static org.optimizerstudy.experiment.HyperParameter.L1;
import static org.optimizerstudy.experiment.HyperParameter.L2;

import java.util.List;
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
import org.optimizerstudy.optimizer.rule.Step;

/**
 * TensorFlow's proximal Adagrad: a step of Adagrad, then the parameter that minimises the penalties
 * {@code l1 abs(theta) + l2 theta^2 / 2} near it. With both strengths at 0, the defaults, it is
 * Adagrad.
 *
 * <pre>
 * a += g^2;
 * r = lr / sqrt(a);
 * x = theta - r g;
 * theta = sign(x) max(abs(x) - r l1, 0) / (1 + r l2)
 * </pre>
 *
 * <p>{@code theta} is a parameter, {@code g} its gradient, {@code lr} the learning rate, {@code a}
 * the sum of the squared gradients, {@code r} the parameter's effective learning rate, {@code x}
 * the parameter after Adagrad and {@code l1} and {@code l2} the strengths of the penalties. Memory:
 * 4 bytes per parameter. Sources: TensorFlow's kernel {@code ApplyProximalAdagrad}, as {@code
 * tf.train.ProximalAdagradOptimizer} calls it; Duchi and Singer 2009.
 *
 * @param learningRate {@code lr}, positive and finite
 * @param initialAccumulator {@code a} before the first step, positive and finite
 * @param l1 {@code l1}, at least 0
 * @param l2 {@code l2}, at least 0
 */
public record ProximalAdagrad(
    @JsonProperty("learningRate") double learningRate,
    @JsonProperty("initialAccumulator") double initialAccumulator,
    @JsonProperty("l1") double l1,
    @JsonProperty("l2") double l2)
    implements RuleConfiguration {

  private static final Formula FORMULA =
      Formula.of(
          "a += g^2",
          "r = lr / sqrt(a)",
          "x = theta - r g",
          "theta = sign(x) max(abs(x) - r l1, 0) / (1 + r l2)");

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public ProximalAdagrad {
    Require.positive("learningRate", learningRate);
    Require.positive("initialAccumulator", initialAccumulator);
    Require.notNegative("l1", l1);
    Require.notNegative("l2", l2);
  }

  /** The rule with these hyper-parameters. */
  public static ProximalAdagrad of(double learningRate, HyperParameters values) {
    return new ProximalAdagrad(
        learningRate, values.get(INITIAL_ACCUMULATOR), values.get(L1), values.get(L2));
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
    return List.of(new Accumulator("a", "accumulator", (float) initialAccumulator));
  }

  @Override
  public boolean readsParameters() {
    return true;
  }

  @Override
  public String source() {
    return "TensorFlow ApplyProximalAdagrad";
  }

  @Override
  public Citation citation() {
    return Citation.DUCHI_AND_SINGER;
  }

  @Override
  public Kernel kernel() {
    if (l1 == 0 && l2 == 0) {
      return new Adagrad(learningRate, initialAccumulator).kernel();
    }
    float eta = (float) learningRate;
    float strength1 = (float) l1;
    float strength2 = (float) l2;
    Step step =
        (parameters, gradient, accumulators, length) ->
            step(eta, strength1, strength2, parameters, gradient, accumulators[0], length);
    return iteration -> step;
  }

  private static void step(
      float eta, float l1, float l2, float[] parameters, float[] gradient, float[] a, int length) {
    for (int i = 0; i < length; i++) {
      float theta = parameters[i];
      float g = gradient[i];
      float accumulated = a[i] + g * g;
      a[i] = accumulated;
      float rate = eta * (1 / (float) Math.sqrt(accumulated));
      float x = theta - g * rate;
      float beyond = Math.abs(x) - rate * l1;
      gradient[i] = theta - Math.copySign((beyond < 0 ? 0 : beyond) / (1 + l2 * rate), x);
    }
  }

  @Override
  public OpenClStep openClStep() {
    return OpenClStep.of(
        """
            *a += g * g;
            if (l1 == 0 && l2 == 0) {
              return g * eta * (1 / sqrt(*a));
            }
            float rate = eta * (1 / sqrt(*a));
            float x = theta - g * rate;
            float beyond = fabs(x) - rate * l1;
            return theta - copysign((beyond < 0 ? 0 : beyond) / (1 + l2 * rate), x);
            """,
        "eta",
        (float) learningRate,
        "l1",
        (float) l1,
        "l2",
        (float) l2);
  }

  @Override
  public ProximalAdagrad clone() {
    return this;
  }
}
