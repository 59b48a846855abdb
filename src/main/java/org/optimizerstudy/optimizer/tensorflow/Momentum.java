package org.optimizerstudy.optimizer.tensorflow;

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
 * TensorFlow's momentum: the gradients are accumulated. The learning rate scales the accumulator;
 * in the paper it scales the gradient.
 *
 * <pre>
 * a = mu a + g;
 * theta -= lr a
 * </pre>
 *
 * <p>{@code theta} is a parameter, {@code g} its gradient, {@code lr} the learning rate, {@code mu}
 * the momentum and {@code a} the accumulator. Memory: 4 bytes per parameter. Sources: TensorFlow's
 * kernel {@code ApplyMomentum} without Nesterov's variant, as {@code tf.train.MomentumOptimizer}
 * calls it; Polyak 1964.
 *
 * @param learningRate {@code lr}, positive and finite
 * @param momentum {@code mu}, from 0 to below 1
 */
public record Momentum(
    @JsonProperty("learningRate") double learningRate, @JsonProperty("momentum") double momentum)
    implements RuleConfiguration {

  private static final Formula FORMULA = Formula.of("a = mu a + g", "theta -= lr a");

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
    return List.of(new Constant("mu", momentum));
  }

  @Override
  public List<Accumulator> accumulators() {
    return List.of(new Accumulator("a", "momentum", 0));
  }

  @Override
  public String source() {
    return "TensorFlow ApplyMomentum";
  }

  @Override
  public Citation citation() {
    return Citation.POLYAK;
  }

  @Override
  public Kernel kernel() {
    float lr = (float) learningRate;
    float mu = (float) momentum;
    Step step =
        (parameters, gradient, accumulators, length) ->
            step(lr, mu, gradient, accumulators[0], length);
    return iteration -> step;
  }

  private static void step(float lr, float mu, float[] gradient, float[] a, int length) {
    for (int i = 0; i < length; i++) {
      float accumulated = Denormals.flush(a[i] * mu + gradient[i]);
      a[i] = accumulated;
      gradient[i] = accumulated * lr;
    }
  }

  @Override
  public OpenClStep openClStep() {
    return OpenClStep.of(
        """
            *a = flush(*a * gamma + g);
            return *a * eta;
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
