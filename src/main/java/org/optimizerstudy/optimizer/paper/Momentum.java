package org.optimizerstudy.optimizer.paper;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.optimizerstudy.optimizer.rule.Accumulator;
import org.optimizerstudy.optimizer.rule.Kernel;
import org.optimizerstudy.optimizer.rule.Quantum;
import org.optimizerstudy.optimizer.rule.Require;
import org.optimizerstudy.optimizer.rule.Step;
import org.optimizerstudy.optimizer.rule.UpdateRule;

/**
 * The paper's momentum: v = gamma v + eta g; theta = theta - v, where theta is a parameter, g its
 * gradient, eta the learning rate, gamma the momentum and v the velocity, which starts at 0.
 *
 * <p>Source: paper, equations 2 and 3.
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
    return List.of(new Accumulator("velocity", 0));
  }

  @Override
  public Kernel kernel() {
    float eta = (float) learningRate;
    float gamma = (float) momentum;
    Step step =
        (gradient, accumulators, length) -> step(eta, gamma, gradient, accumulators[0], length);
    return iteration -> step;
  }

  private static void step(float eta, float gamma, float[] gradient, float[] v, int length) {
    for (int i = 0; i < length; i++) {
      float velocity = Quantum.round(gamma * v[i] + eta * gradient[i]);
      v[i] = velocity;
      gradient[i] = velocity;
    }
  }

  @Override
  public Momentum clone() {
    return this;
  }
}
