package org.optimizerstudy.optimizer.paper;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.optimizerstudy.optimizer.rule.Accumulator;
import org.optimizerstudy.optimizer.rule.Kernel;
import org.optimizerstudy.optimizer.rule.Require;
import org.optimizerstudy.optimizer.rule.Step;
import org.optimizerstudy.optimizer.rule.UpdateRule;

/**
 * The paper's Adagrad: G = G + g^2; theta = theta - eta / sqrt(G + eps) g, where theta is a
 * parameter, g its gradient, eta the learning rate, eps a small constant and G the accumulated
 * squared gradient, which starts at 0.
 *
 * <p>Source: paper, equations 4 and 5.
 *
 * @param learningRate eta
 * @param epsilon eps
 */
public record Adagrad(
    @JsonProperty("learningRate") double learningRate, @JsonProperty("epsilon") double epsilon)
    implements UpdateRule {

  public Adagrad {
    Require.positive("learningRate", learningRate);
    Require.positive("epsilon", epsilon);
  }

  @Override
  public List<Accumulator> accumulators() {
    return List.of(new Accumulator("squaredGradient", 0));
  }

  @Override
  public Kernel kernel() {
    float eta = (float) learningRate;
    float eps = (float) epsilon;
    Step step =
        (gradient, accumulators, length) -> step(eta, eps, gradient, accumulators[0], length);
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
  public Adagrad clone() {
    return this;
  }
}
