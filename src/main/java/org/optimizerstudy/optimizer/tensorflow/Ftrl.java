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
 * TensorFlow's Ftrl, follow the regularised leader: the parameter minimises the sum of all
 * gradients' linear losses with penalties; its effective learning rates are Adagrad's. The initial
 * parameters are lost: the first step puts near 0 every parameter whose first gradient is small
 * beside the root of the initial accumulator, since {@code z} starts at 0.
 *
 * <pre>
 * z += g - (sqrt(n + g^2) - sqrt(n)) / lr * theta;
 * n += g^2;
 * theta = -sign(z) max(abs(z) - l1, 0) / (sqrt(n) / lr + 2 l2)
 * </pre>
 *
 * <p>{@code theta} is a parameter, {@code g} its gradient, {@code lr} the learning rate, {@code z}
 * the linear term, {@code n} the sum of the squared gradients and {@code l1} and {@code l2} the
 * strengths of the penalties. The learning rate's power is -0.5, its default. Memory: 8 bytes per
 * parameter. Sources: TensorFlow's kernel {@code ApplyFtrl}, as {@code tf.train.FtrlOptimizer}
 * calls it; McMahan and others 2013.
 *
 * @param learningRate {@code lr}, positive and finite
 * @param initialAccumulator {@code n} before the first step, positive and finite
 * @param l1 {@code l1}, at least 0
 * @param l2 {@code l2}, at least 0
 */
public record Ftrl(
    @JsonProperty("learningRate") double learningRate,
    @JsonProperty("initialAccumulator") double initialAccumulator,
    @JsonProperty("l1") double l1,
    @JsonProperty("l2") double l2)
    implements RuleConfiguration {

  private static final Formula FORMULA =
      Formula.of(
          "z += g - (sqrt(n + g^2) - sqrt(n)) / lr * theta",
          "n += g^2",
          "theta = -sign(z) max(abs(z) - l1, 0) / (sqrt(n) / lr + 2 l2)");

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public Ftrl {
    Require.positive("learningRate", learningRate);
    Require.positive("initialAccumulator", initialAccumulator);
    Require.notNegative("l1", l1);
    Require.notNegative("l2", l2);
  }

  /** The rule with these hyper-parameters. */
  public static Ftrl of(double learningRate, HyperParameters values) {
    return new Ftrl(learningRate, values.get(INITIAL_ACCUMULATOR), values.get(L1), values.get(L2));
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
    return List.of(
        new Accumulator("n", "accumulator", (float) initialAccumulator),
        new Accumulator("z", "linear", 0));
  }

  @Override
  public boolean readsParameters() {
    return true;
  }

  @Override
  public String source() {
    return "TensorFlow ApplyFtrl";
  }

  @Override
  public Citation citation() {
    return Citation.MCMAHAN;
  }

  @Override
  public Kernel kernel() {
    float eta = (float) learningRate;
    float strength1 = (float) l1;
    float strength2 = 2 * (float) l2;
    Step step =
        (parameters, gradient, accumulators, length) ->
            step(eta, strength1, strength2, parameters, gradient, accumulators, length);
    return iteration -> step;
  }

  /**
   * @param twoL2 twice l2
   */
  private static void step(
      float eta,
      float l1,
      float twoL2,
      float[] parameters,
      float[] gradient,
      float[][] accumulators,
      int length) {
    float[] n = accumulators[0];
    float[] z = accumulators[1];
    for (int i = 0; i < length; i++) {
      float theta = parameters[i];
      float g = gradient[i];
      float sum = n[i] + g * g;
      float root = (float) Math.sqrt(sum);
      float linear = z[i] + (g - (root - (float) Math.sqrt(n[i])) / eta * theta);
      n[i] = sum;
      z[i] = linear;
      float next = (Math.copySign(l1, linear) - linear) / (root / eta + twoL2);
      gradient[i] = theta - (Math.abs(linear) > l1 ? next : 0);
    }
  }

  @Override
  public OpenClStep openClStep() {
    return OpenClStep.of(
        """
            float sum = *n + g * g;
            float root = sqrt(sum);
            *z = *z + (g - (root - sqrt(*n)) / eta * theta);
            *n = sum;
            float next = (copysign(l1, *z) - *z) / (root / eta + two_l2);
            return theta - (fabs(*z) > l1 ? next : 0);
            """,
        "eta",
        (float) learningRate,
        "l1",
        (float) l1,
        "two_l2",
        2 * (float) l2);
  }

  @Override
  public Ftrl clone() {
    return this;
  }
}
