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
 * The paper's Adadelta: G = gamma G + (1 - gamma) g^2; d = sqrt(s + eps) / sqrt(G + eps) g; theta =
 * theta - d; s = gamma s + (1 - gamma) d^2, where theta is a parameter, g its gradient, G and s the
 * decaying means of squared gradients and of squared updates, which start at 0, gamma their decay
 * and eps a small constant. There is no learning rate.
 *
 * <p>Source: paper, equations 6 to 9.
 *
 * @param decay gamma
 * @param epsilon eps
 */
public record Adadelta(@JsonProperty("decay") double decay, @JsonProperty("epsilon") double epsilon)
    implements UpdateRule {

  public Adadelta {
    Require.decay("decay", decay);
    Require.positive("epsilon", epsilon);
  }

  @Override
  public double learningRate() {
    return Double.NaN;
  }

  @Override
  public List<Accumulator> accumulators() {
    return List.of(new Accumulator("squaredGradient", 0), new Accumulator("squaredUpdate", 0));
  }

  @Override
  public Kernel kernel() {
    float rest = (float) (1 - decay);
    float eps = (float) epsilon;
    Step step =
        (gradient, accumulators, length) ->
            step(rest, eps, gradient, accumulators[0], accumulators[1], length);
    return iteration -> step;
  }

  /** Two loops, because the compiler does not vectorise both halves in one. */
  private static void step(
      float rest, float eps, float[] gradient, float[] squares, float[] s, int length) {
    for (int i = 0; i < length; i++) {
      float g = gradient[i];
      float mean = Quantum.round(squares[i] + rest * (g * g - squares[i]));
      squares[i] = mean;
      gradient[i] = (float) Math.sqrt(s[i] + eps) / (float) Math.sqrt(mean + eps) * g;
    }
    for (int i = 0; i < length; i++) {
      float d = gradient[i];
      s[i] = Quantum.round(s[i] + rest * (d * d - s[i]));
    }
  }

  @Override
  public Adadelta clone() {
    return this;
  }
}
