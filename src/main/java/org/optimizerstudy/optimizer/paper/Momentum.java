package org.optimizerstudy.optimizer.paper;

import static org.optimizerstudy.experiment.HyperParameter.MOMENTUM;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.optimizerstudy.experiment.HyperParameters;
import org.optimizerstudy.optimizer.rule.Accumulator;
import org.optimizerstudy.optimizer.rule.Citation;
import org.optimizerstudy.optimizer.rule.Constant;
import org.optimizerstudy.optimizer.rule.Denormals;
import org.optimizerstudy.optimizer.rule.Formula;
import org.optimizerstudy.optimizer.rule.Kernel;
import org.optimizerstudy.optimizer.rule.OpenClStep;
import org.optimizerstudy.optimizer.rule.Require;
import org.optimizerstudy.optimizer.rule.RuleConfiguration;
import org.optimizerstudy.optimizer.rule.Step;

/**
 * The paper's momentum: the gradients, scaled by the learning rate, are accumulated in a velocity.
 *
 * <pre>
 * v = gamma v + lr g;
 * theta -= v
 * </pre>
 *
 * <p>{@code theta} is a parameter, {@code g} its gradient, {@code lr} the learning rate, {@code
 * gamma} the momentum and {@code v} the velocity. Memory: 4 bytes per parameter. Sources: paper,
 * equations 2 and 3; Polyak 1964.
 *
 * @param learningRate {@code lr}, positive and finite
 * @param momentum {@code gamma}, from 0 to below 1
 */
public record Momentum(
    @JsonProperty("learningRate") double learningRate, @JsonProperty("momentum") double momentum)
    implements RuleConfiguration {

  private static final Formula FORMULA = Formula.of("v = gamma v + lr g", "theta -= v");

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public Momentum {
    Require.positive("learningRate", learningRate);
    Require.decay("momentum", momentum);
  }

  /** The rule with these hyper-parameters. */
  public static Momentum of(double learningRate, HyperParameters values) {
    return new Momentum(learningRate, values.get(MOMENTUM));
  }

  @Override
  public Formula formula() {
    return FORMULA;
  }

  @Override
  public List<Constant> constants() {
    return List.of(new Constant("gamma", momentum));
  }

  @Override
  public List<Accumulator> accumulators() {
    return List.of(new Accumulator("v", "velocity", 0));
  }

  @Override
  public String source() {
    return "paper, equations 2 and 3";
  }

  @Override
  public Citation citation() {
    return Citation.POLYAK;
  }

  @Override
  public Kernel kernel() {
    float eta = (float) learningRate;
    float gamma = (float) momentum;
    Step step =
        (parameters, gradient, accumulators, length) ->
            step(eta, gamma, gradient, accumulators[0], length);
    return iteration -> step;
  }

  private static void step(float eta, float gamma, float[] gradient, float[] v, int length) {
    for (int i = 0; i < length; i++) {
      float velocity = Denormals.flush(gamma * v[i] + eta * gradient[i]);
      v[i] = velocity;
      gradient[i] = velocity;
    }
  }

  @Override
  public OpenClStep openClStep() {
    return OpenClStep.of(
        """
            *v = flush(gamma * *v + eta * g);
            return *v;
            """,
        "eta",
        (float) learningRate,
        "gamma",
        (float) momentum);
  }

  @Override
  public Momentum clone() {
    return this;
  }
}
