package org.optimizerstudy.optimizer.tensorflow;

import static org.optimizerstudy.experiment.HyperParameter.INITIAL_ACCUMULATOR;

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
 * TensorFlow's Adagrad: the effective learning rate of each parameter falls with the sum of its
 * squared gradients. There is no epsilon: the accumulator's initial value prevents division by zero
 * and damps the first steps.
 *
 * <pre>
 * a += g^2;
 * theta -= lr g / sqrt(a)
 * </pre>
 *
 * <p>{@code theta} is a parameter, {@code g} its gradient, {@code lr} the learning rate and {@code
 * a} the accumulator. Memory: 4 bytes per parameter. Sources: TensorFlow's kernel {@code
 * ApplyAdagrad}, as {@code tf.train.AdagradOptimizer} calls it; Duchi, Hazan and Singer 2011.
 *
 * @param learningRate {@code lr}, positive and finite
 * @param initialAccumulator {@code a} before the first step, positive and finite
 */
public record Adagrad(
    @JsonProperty("learningRate") double learningRate,
    @JsonProperty("initialAccumulator") double initialAccumulator)
    implements RuleConfiguration {

  private static final Formula FORMULA = Formula.of("a += g^2", "theta -= lr g / sqrt(a)");

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public Adagrad {
    Require.positive("learningRate", learningRate);
    Require.positive("initialAccumulator", initialAccumulator);
  }

  /** The rule with these hyper-parameters. */
  public static Adagrad of(double learningRate, HyperParameters values) {
    return new Adagrad(learningRate, values.get(INITIAL_ACCUMULATOR));
  }

  @Override
  public Formula formula() {
    return FORMULA;
  }

  @Override
  public List<Constant> constants() {
    return List.of();
  }

  @Override
  public List<Accumulator> accumulators() {
    return List.of(new Accumulator("a", "accumulator", (float) initialAccumulator));
  }

  @Override
  public String source() {
    return "TensorFlow ApplyAdagrad";
  }

  @Override
  public Citation citation() {
    return Citation.DUCHI;
  }

  @Override
  public Kernel kernel() {
    float eta = (float) learningRate;
    Step step =
        (parameters, gradient, accumulators, length) ->
            step(eta, gradient, accumulators[0], length);
    return iteration -> step;
  }

  private static void step(float eta, float[] gradient, float[] a, int length) {
    for (int i = 0; i < length; i++) {
      float g = gradient[i];
      float accumulated = a[i] + g * g;
      a[i] = accumulated;
      gradient[i] = g * eta * (1 / (float) Math.sqrt(accumulated));
    }
  }

  @Override
  public OpenClStep openClStep() {
    return OpenClStep.of(
        """
            *a += g * g;
            return g * eta * (1 / sqrt(*a));
            """,
        "eta",
        (float) learningRate);
  }

  @Override
  public Adagrad clone() {
    return this;
  }
}
