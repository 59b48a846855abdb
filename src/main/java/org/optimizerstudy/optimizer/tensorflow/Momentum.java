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
 * TensorFlow's momentum: a = gamma a + g; theta = theta - eta a, where theta is a parameter, g its
 * gradient, eta the learning rate, gamma the momentum and a the accumulator, which starts at 0.
 *
 * <p>The learning rate is outside the accumulator; the paper has it inside.
 *
 * <p>Source: TensorFlow's kernel {@code ApplyMomentum} without Nesterov's variant, as {@code
 * tf.train.MomentumOptimizer} calls it.
 *
 * @param learningRate eta
 * @param momentum gamma
 */
public record Momentum(
    @JsonProperty("learningRate") double learningRate, @JsonProperty("momentum") double momentum)
    implements UpdateRule {

  public Momentum {
    Require.positive("learningRate", learningRate);
    Require.decay("momentum", momentum);
  }

  @Override
  public List<Accumulator> accumulators() {
    return List.of(new Accumulator("momentum", 0));
  }

  @Override
  public Kernel kernel() {
    float eta = (float) learningRate;
    float gamma = (float) momentum;
    Step step =
        (gradient, accumulators, length) -> step(eta, gamma, gradient, accumulators[0], length);
    return iteration -> step;
  }

  private static void step(float eta, float gamma, float[] gradient, float[] a, int length) {
    for (int i = 0; i < length; i++) {
      float accumulated = Quantum.round(a[i] * gamma + gradient[i]);
      a[i] = accumulated;
      gradient[i] = accumulated * eta;
    }
  }

  @Override
  public Momentum clone() {
    return this;
  }
}
