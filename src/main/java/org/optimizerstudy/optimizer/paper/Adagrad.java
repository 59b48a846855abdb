package org.optimizerstudy.optimizer.paper;

import static org.optimizerstudy.experiment.HyperParameter.EPSILON;

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
 * The paper's Adagrad: the effective learning rate of each parameter falls with the sum of its
 * squared gradients.
 *
 * <pre>
 * G += g^2;
 * theta -= lr g / sqrt(G + eps)
 * </pre>
 *
 * <p>{@code theta} is a parameter, {@code g} its gradient, {@code lr} the learning rate, {@code
 * eps} a small constant and {@code G} the sum of the squared gradients. Memory: 4 bytes per
 * parameter. Sources: paper, equations 4 and 5; Duchi, Hazan and Singer 2011.
 *
 * @param learningRate {@code lr}, positive and finite
 * @param epsilon {@code eps}, positive and finite
 */
public record Adagrad(
    @JsonProperty("learningRate") double learningRate, @JsonProperty("epsilon") double epsilon)
    implements RuleConfiguration {

  private static final Formula FORMULA = Formula.of("G += g^2", "theta -= lr g / sqrt(G + eps)");

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public Adagrad {
    Require.positive("learningRate", learningRate);
    Require.positive("epsilon", epsilon);
  }

  /** The rule with these hyper-parameters. */
  public static Adagrad of(double learningRate, HyperParameters values) {
    return new Adagrad(learningRate, values.get(EPSILON));
  }

  @Override
  public Formula formula() {
    return FORMULA;
  }

  @Override
  public List<Constant> constants() {
    return List.of(new Constant("eps", epsilon));
  }

  @Override
  public List<Accumulator> accumulators() {
    return List.of(new Accumulator("G", "squaredGradient", 0));
  }

  @Override
  public String source() {
    return "paper, equations 4 and 5";
  }

  @Override
  public Citation citation() {
    return Citation.DUCHI;
  }

  @Override
  public Kernel kernel() {
    float eta = (float) learningRate;
    float eps = (float) epsilon;
    Step step =
        (parameters, gradient, accumulators, length) ->
            step(eta, eps, gradient, accumulators[0], length);
    return iteration -> step;
  }

  private static void step(float eta, float eps, float[] gradient, float[] squares, int length) {
    for (int i = 0; i < length; i++) {
      float g = gradient[i];
      float accumulated = squares[i] + g * g;
      squares[i] = accumulated;
      gradient[i] = eta / (float) Math.sqrt(accumulated + eps) * g;
    }
  }

  @Override
  public OpenClStep openClStep() {
    return OpenClStep.of(
        """
            *G += g * g;
            return eta / sqrt(*G + eps) * g;
            """,
        "eta",
        (float) learningRate,
        "eps",
        (float) epsilon);
  }

  @Override
  public Adagrad clone() {
    return this;
  }
}
