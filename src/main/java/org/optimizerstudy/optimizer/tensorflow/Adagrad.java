package org.optimizerstudy.optimizer.tensorflow;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.optimizerstudy.optimizer.rule.Accumulator;
import org.optimizerstudy.optimizer.rule.Kernel;
import org.optimizerstudy.optimizer.rule.Require;
import org.optimizerstudy.optimizer.rule.Step;
import org.optimizerstudy.optimizer.rule.UpdateRule;

/**
 * TensorFlow's Adagrad: a = a + g^2; theta = theta - eta g / sqrt(a), where theta is a parameter, g
 * its gradient, eta the learning rate and a the accumulator, which starts at a positive value.
 *
 * <p>There is no epsilon: the accumulator's initial value keeps the root from zero, and damps the
 * first steps.
 *
 * <p>Source: TensorFlow's kernel {@code ApplyAdagrad}, as {@code tf.train.AdagradOptimizer} calls
 * it.
 *
 * @param learningRate eta
 * @param initialAccumulator a before the first step
 */
public record Adagrad(
    @JsonProperty("learningRate") double learningRate,
    @JsonProperty("initialAccumulator") double initialAccumulator)
    implements UpdateRule {

  public Adagrad {
    Require.positive("learningRate", learningRate);
    Require.positive("initialAccumulator", initialAccumulator);
  }

  @Override
  public List<Accumulator> accumulators() {
    return List.of(new Accumulator("accumulator", (float) initialAccumulator));
  }

  @Override
  public Kernel kernel() {
    float eta = (float) learningRate;
    Step step = (gradient, accumulators, length) -> step(eta, gradient, accumulators[0], length);
    return iteration -> step;
  }

  private static void step(float eta, float[] gradient, float[] a, int length) {
    for (int i = 0; i < length; i++) {
      float g = gradient[i];
      float accumulated = a[i] + g * g;
      a[i] = accumulated;
      gradient[i] = g * eta * (1 / (float) Math.sqrt(accumulated));
    }
  }

  @Override
  public Adagrad clone() {
    return this;
  }
}
