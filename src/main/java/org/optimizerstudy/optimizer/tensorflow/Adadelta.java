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
 * TensorFlow's Adadelta: a = rho a + (1 - rho) g^2; u = sqrt(b + eps) / sqrt(a + eps) g; theta =
 * theta - eta u; b = rho b + (1 - rho) u^2, where theta is a parameter, g its gradient, a and b the
 * decaying means of squared gradients and of squared updates, which start at 0, rho their decay,
 * eps a small constant and eta the learning rate.
 *
 * <p>Neither the paper nor DL4J multiplies by eta: at 0.001 this rule hardly moves.
 *
 * <p>Source: TensorFlow's kernel {@code ApplyAdadelta}, as {@code tf.train.AdadeltaOptimizer} calls
 * it.
 *
 * @param learningRate eta
 * @param rho rho
 * @param epsilon eps
 */
public record Adadelta(
    @JsonProperty("learningRate") double learningRate,
    @JsonProperty("rho") double rho,
    @JsonProperty("epsilon") double epsilon)
    implements UpdateRule {

  public Adadelta {
    Require.positive("learningRate", learningRate);
    Require.decay("rho", rho);
    Require.positive("epsilon", epsilon);
  }

  @Override
  public List<Accumulator> accumulators() {
    return List.of(new Accumulator("accumulator", 0), new Accumulator("accumulatedUpdate", 0));
  }

  @Override
  public Kernel kernel() {
    float eta = (float) learningRate;
    float decay = (float) rho;
    float eps = (float) epsilon;
    Step step =
        (gradient, accumulators, length) ->
            step(eta, decay, eps, gradient, accumulators[0], accumulators[1], length);
    return iteration -> step;
  }

  private static void step(
      float eta, float rho, float eps, float[] gradient, float[] a, float[] b, int length) {
    float rest = 1 - rho;
    for (int i = 0; i < length; i++) {
      float g = gradient[i];
      float squares = Quantum.round(a[i] * rho + g * g * rest);
      a[i] = squares;
      gradient[i] = (float) Math.sqrt(b[i] + eps) * (1 / (float) Math.sqrt(squares + eps)) * g;
    }
    for (int i = 0; i < length; i++) {
      float u = gradient[i];
      b[i] = Quantum.round(b[i] * rho + u * u * rest);
      gradient[i] = u * eta;
    }
  }

  @Override
  public Adadelta clone() {
    return this;
  }
}
