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
 * The paper's RMSProp: G = gamma G + (1 - gamma) g^2; theta = theta - eta / sqrt(G + eps) g, where
 * theta is a parameter, g its gradient, eta the learning rate, G the mean square, which starts at
 * 0, gamma its decay and eps a small constant.
 *
 * <p>Source: paper, equations 10 and 11.
 *
 * @param learningRate eta
 * @param decay gamma
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
    return List.of(new Accumulator("meanSquare", 0));
  }

  @Override
  public Kernel kernel() {
    float eta = (float) learningRate;
    float rest = (float) (1 - decay);
    float eps = (float) epsilon;
    Step step =
        (gradient, accumulators, length) -> step(eta, rest, eps, gradient, accumulators[0], length);
    return iteration -> step;
  }

  private static void step(
      float eta, float rest, float eps, float[] gradient, float[] squares, int length) {
    for (int i = 0; i < length; i++) {
      float g = gradient[i];
      float mean = Quantum.round(squares[i] + rest * (g * g - squares[i]));
      squares[i] = mean;
      gradient[i] = eta / (float) Math.sqrt(mean + eps) * g;
    }
  }

  @Override
  public RmsProp clone() {
    return this;
  }
}
