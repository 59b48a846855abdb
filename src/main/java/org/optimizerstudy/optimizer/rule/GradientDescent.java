package org.optimizerstudy.optimizer.rule;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Gradient descent, the same in the paper and in TensorFlow: theta = theta - eta g, where theta is
 * a parameter, g its gradient and eta the learning rate.
 *
 * <p>Keeps nothing for a parameter.
 *
 * <p>Source: paper, equation 1; TensorFlow's kernel {@code ApplyGradientDescent}.
 *
 * @param learningRate eta
 */
public record GradientDescent(@JsonProperty("learningRate") double learningRate)
    implements UpdateRule {

  public GradientDescent {
    Require.positive("learningRate", learningRate);
  }

  @Override
  public List<Accumulator> accumulators() {
    return List.of();
  }

  @Override
  public Kernel kernel() {
    float eta = (float) learningRate;
    Step step = (gradient, accumulators, length) -> step(eta, gradient, length);
    return iteration -> step;
  }

  private static void step(float eta, float[] gradient, int length) {
    for (int i = 0; i < length; i++) {
      gradient[i] = gradient[i] * eta;
    }
  }

  @Override
  public GradientDescent clone() {
    return this;
  }
}
