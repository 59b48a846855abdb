package org.optimizerstudy.optimizer.rule;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Gradient descent, the same in the paper and in TensorFlow: the step is proportional to the
 * negative gradient.
 *
 * <pre>
 * theta -= lr g
 * </pre>
 *
 * <p>{@code theta} is a parameter, {@code g} its gradient and {@code lr} the learning rate. Memory:
 * none. Sources: paper, equation 1; TensorFlow's kernel {@code ApplyGradientDescent}; Robbins and
 * Monro 1951.
 *
 * @param learningRate {@code lr}, positive and finite
 */
public record GradientDescent(@JsonProperty("learningRate") double learningRate)
    implements RuleConfiguration {

  private static final Formula FORMULA = Formula.of("theta -= lr g");

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public GradientDescent {
    Require.positive("learningRate", learningRate);
  }

  @Override
  public Formula formula() {
    return FORMULA;
  }

  @Override
  public List<Constant> constants() {
    return List.of();
  }

  @Override
  public List<Accumulator> accumulators() {
    return List.of();
  }

  @Override
  public String source() {
    return "paper, equation 1; TensorFlow ApplyGradientDescent";
  }

  @Override
  public Citation citation() {
    return Citation.ROBBINS_AND_MONRO;
  }

  @Override
  public Kernel kernel() {
    float eta = (float) learningRate;
    Step step = (parameters, gradient, accumulators, length) -> step(eta, gradient, length);
    return iteration -> step;
  }

  private static void step(float eta, float[] gradient, int length) {
    for (int i = 0; i < length; i++) {
      gradient[i] = gradient[i] * eta;
    }
  }

  @Override
  public OpenClStep openClStep() {
    return OpenClStep.of(
        """
            return g * eta;
            """,
        "eta",
        (float) learningRate);
  }

  @Override
  public GradientDescent clone() {
    return this;
  }
}
