package org.optimizerstudy.optimizer.paper;

import static org.optimizerstudy.experiment.HyperParameter.BETA1;
import static org.optimizerstudy.experiment.HyperParameter.BETA2;
import static org.optimizerstudy.experiment.HyperParameter.EPSILON;

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

/**
 * The paper's Adam: the mean of the gradients divided by their root mean square, both corrected for
 * their bias towards 0. The epsilon is inside the root.
 *
 * <pre>
 * m = b1 m + (1 - b1) g;
 * v = b2 v + (1 - b2) g^2;
 * M = m / (1 - b1^t);
 * V = v / (1 - b2^t);
 * theta -= lr M / sqrt(V + eps)
 * </pre>
 *
 * <p>{@code theta} is a parameter, {@code g} its gradient, {@code lr} the learning rate, {@code m}
 * and {@code v} the first and the second moment, {@code b1} and {@code b2} their decays, {@code t}
 * the step counted from 1, {@code M} and {@code V} the bias-corrected moments and {@code eps} a
 * small constant. Memory: 8 bytes per parameter. Sources: paper, equations 12 to 16; Kingma and Ba
 * 2015.
 *
 * @param learningRate {@code lr}, positive and finite
 * @param beta1 {@code b1}, from 0 to below 1
 * @param beta2 {@code b2}, from 0 to below 1
 * @param epsilon {@code eps}, positive and finite
 */
public record Adam(
    @JsonProperty("learningRate") double learningRate,
    @JsonProperty("beta1") double beta1,
    @JsonProperty("beta2") double beta2,
    @JsonProperty("epsilon") double epsilon)
    implements RuleConfiguration {

  private static final Formula FORMULA =
      Formula.of(
          "m = b1 m + (1 - b1) g",
          "v = b2 v + (1 - b2) g^2",
          "M = m / (1 - b1^t)",
          "V = v / (1 - b2^t)",
          "theta -= lr M / sqrt(V + eps)");

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public Adam {
    Require.positive("learningRate", learningRate);
    Require.decay("beta1", beta1);
    Require.decay("beta2", beta2);
    Require.positive("epsilon", epsilon);
  }

  /** The rule with these hyper-parameters. */
  public static Adam of(double learningRate, HyperParameters values) {
    return new Adam(learningRate, values.get(BETA1), values.get(BETA2), values.get(EPSILON));
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
    return List.of(new Accumulator("m", "firstMoment", 0), new Accumulator("v", "secondMoment", 0));
  }

  @Override
  public String source() {
    return "paper, equations 12 to 16";
  }

  @Override
  public Citation citation() {
    return Citation.KINGMA_AND_BA;
  }

  @Override
  public Kernel kernel() {
    float rest1 = (float) (1 - beta1);
    float rest2 = (float) (1 - beta2);
    float eps = (float) epsilon;
    return iteration -> {
      float scaledRate = scaledRate(iteration);
      float unbias = unbias(iteration);
      return (parameters, gradient, accumulators, length) ->
          step(
              scaledRate,
              unbias,
              rest1,
              rest2,
              eps,
              gradient,
              accumulators[0],
              accumulators[1],
              length);
    };
  }

  private float scaledRate(int iteration) {
    return (float) (learningRate / (1 - StrictMath.pow(beta1, iteration + 1)));
  }

  private float unbias(int iteration) {
    return (float) (1 / (1 - StrictMath.pow(beta2, iteration + 1)));
  }

  /**
   * @param scaledRate lr / (1 - b1^t)
   * @param unbias 1 / (1 - b2^t)
   */
  private static void step(
      float scaledRate,
      float unbias,
      float rest1,
      float rest2,
      float eps,
      float[] gradient,
      float[] m,
      float[] v,
      int length) {
    for (int i = 0; i < length; i++) {
      float g = gradient[i];
      float first = Denormals.flush(m[i] + rest1 * (g - m[i]));
      float second = Denormals.flush(v[i] + rest2 * (g * g - v[i]));
      m[i] = first;
      v[i] = second;
      gradient[i] = scaledRate * first / (float) Math.sqrt(second * unbias + eps);
    }
  }

  @Override
  public OpenClStep openClStep() {
    float rest1 = (float) (1 - beta1);
    float rest2 = (float) (1 - beta2);
    float eps = (float) epsilon;
    return new OpenClStep(
        List.of("scaled_eta", "unbias", "rest1", "rest2", "eps"),
        """
            *m = flush(*m + rest1 * (g - *m));
            *v = flush(*v + rest2 * (g * g - *v));
            return scaled_eta * *m / sqrt(*v * unbias + eps);
            """,
        iteration -> new float[] {scaledRate(iteration), unbias(iteration), rest1, rest2, eps});
  }

  @Override
  public Adam clone() {
    return this;
  }
}
