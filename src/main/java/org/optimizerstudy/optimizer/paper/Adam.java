package org.optimizerstudy.optimizer.paper;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.optimizerstudy.optimizer.rule.Accumulator;
import org.optimizerstudy.optimizer.rule.Kernel;
import org.optimizerstudy.optimizer.rule.Quantum;
import org.optimizerstudy.optimizer.rule.Require;
import org.optimizerstudy.optimizer.rule.UpdateRule;

/**
 * The paper's Adam: m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g^2; M = m / (1 - b1^t); V = v / (1
 * - b2^t); theta = theta - eta / sqrt(V + eps) M, where theta is a parameter, g its gradient, m and
 * v the first and second moment, which start at 0, b1 and b2 their decays, t the step counted from
 * 1, M and V the moments without their bias towards 0, eps a small constant, <b>inside</b> the
 * root, and eta the learning rate.
 *
 * <p>Source: paper, equations 12 to 16.
 *
 * @param learningRate eta
 * @param beta1 b1
 * @param beta2 b2
 * @param epsilon eps
 */
public record Adam(
    @JsonProperty("learningRate") double learningRate,
    @JsonProperty("beta1") double beta1,
    @JsonProperty("beta2") double beta2,
    @JsonProperty("epsilon") double epsilon)
    implements UpdateRule {

  public Adam {
    Require.positive("learningRate", learningRate);
    Require.decay("beta1", beta1);
    Require.decay("beta2", beta2);
    Require.positive("epsilon", epsilon);
  }

  @Override
  public List<Accumulator> accumulators() {
    return List.of(new Accumulator("firstMoment", 0), new Accumulator("secondMoment", 0));
  }

  @Override
  public Kernel kernel() {
    float rest1 = (float) (1 - beta1);
    float rest2 = (float) (1 - beta2);
    float eps = (float) epsilon;
    return iteration -> {
      int t = iteration + 1;
      float scaledEta = (float) (learningRate / (1 - StrictMath.pow(beta1, t)));
      float unbias = (float) (1 / (1 - StrictMath.pow(beta2, t)));
      return (gradient, accumulators, length) ->
          step(
              scaledEta,
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

  /**
   * @param scaledEta eta / (1 - b1^t)
   * @param unbias 1 / (1 - b2^t)
   */
  private static void step(
      float scaledEta,
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
      float first = Quantum.round(m[i] + rest1 * (g - m[i]));
      float second = Quantum.round(v[i] + rest2 * (g * g - v[i]));
      m[i] = first;
      v[i] = second;
      gradient[i] = scaledEta * first / (float) Math.sqrt(second * unbias + eps);
    }
  }

  @Override
  public Adam clone() {
    return this;
  }
}
