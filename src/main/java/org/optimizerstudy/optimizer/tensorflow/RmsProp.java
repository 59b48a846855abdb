package org.optimizerstudy.optimizer.tensorflow;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.optimizerstudy.optimizer.rule.Accumulator;
import org.optimizerstudy.optimizer.rule.Kernel;
import org.optimizerstudy.optimizer.rule.Quantum;
import org.optimizerstudy.optimizer.rule.Require;
import org.optimizerstudy.optimizer.rule.Step;
import org.optimizerstudy.optimizer.rule.UpdateRule;

/**
 * TensorFlow's RMSProp: s = s + (1 - rho) (g^2 - s); theta = theta - eta g / sqrt(s + eps), where
 * theta is a parameter, g its gradient, s the mean square, rho its decay, eps a small constant and
 * eta the learning rate. The mean square starts at <b>1</b>, so that the first steps are small.
 *
 * <p>TensorFlow also keeps a momentum slot, which its default momentum of 0 leaves without effect;
 * it is not kept here.
 *
 * <p>Source: TensorFlow's kernel {@code ApplyRMSProp}, as {@code tf.train.RMSPropOptimizer} calls
 * it.
 *
 * @param learningRate eta
 * @param decay rho
 * @param epsilon eps
 */
public record RmsProp(
    @JsonProperty("learningRate") double learningRate,
    @JsonProperty("decay") double decay,
    @JsonProperty("epsilon") double epsilon)
    implements UpdateRule {

  public RmsProp {
    Require.positive("learningRate", learningRate);
    Require.decay("decay", decay);
    Require.positive("epsilon", epsilon);
  }

  @Override
  public List<Accumulator> accumulators() {
    return List.of(new Accumulator("meanSquare", 1));
  }

  @Override
  public Kernel kernel() {
    float eta = (float) learningRate;
    float rest = 1 - (float) decay;
    float eps = (float) epsilon;
    Step step =
        (gradient, accumulators, length) -> step(eta, rest, eps, gradient, accumulators[0], length);
    return iteration -> step;
  }

  private static void step(
      float eta, float rest, float eps, float[] gradient, float[] s, int length) {
    for (int i = 0; i < length; i++) {
      float g = gradient[i];
      float meanSquare = Quantum.round(s[i] + (g * g - s[i]) * rest);
      s[i] = meanSquare;
      gradient[i] = g * eta / (float) Math.sqrt(meanSquare + eps);
    }
  }

  @Override
  public RmsProp clone() {
    return this;
  }
}
