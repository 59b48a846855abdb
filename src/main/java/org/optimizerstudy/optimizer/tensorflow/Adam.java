package org.optimizerstudy.optimizer.tensorflow;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.optimizerstudy.optimizer.rule.Accumulator;
import org.optimizerstudy.optimizer.rule.Kernel;
import org.optimizerstudy.optimizer.rule.Quantum;
import org.optimizerstudy.optimizer.rule.Require;
import org.optimizerstudy.optimizer.rule.UpdateRule;

/**
 * TensorFlow's Adam: m = m + (1 - b1) (g - m); v = v + (1 - b2) (g^2 - v); theta = theta - eta_t m
 * / (sqrt(v) + eps) with eta_t = eta sqrt(1 - b2^t) / (1 - b1^t), where theta is a parameter, g its
 * gradient, m and v the first and second moment, which start at 0, b1 and b2 their decays, t the
 * step counted from 1, eps a small constant and eta the learning rate.
 *
 * <p>The epsilon is outside the root, and added to a root without bias correction; the paper has it
 * inside, beside the corrected moment. The powers of the decays are products in single precision,
 * as TensorFlow's variables are.
 *
 * <p>Source: TensorFlow's kernel {@code ApplyAdam}, as {@code tf.train.AdamOptimizer} calls it.
 *
 * @param learningRate eta
 * @param beta1 b1
 * @param beta2 b2
 * @param epsilon eps
 */
public record Adam(
    @JsonProperty("learningRate") double learningRate,
    @JsonProperty("beta1") double beta1,
    @JsonProperty("beta2") double beta2,
    @JsonProperty("epsilon") double epsilon)
    implements UpdateRule {

  public Adam {
    Require.positive("learningRate", learningRate);
    Require.decay("beta1", beta1);
    Require.decay("beta2", beta2);
    Require.positive("epsilon", epsilon);
  }

  @Override
  public List<Accumulator> accumulators() {
    return List.of(new Accumulator("firstMoment", 0), new Accumulator("secondMoment", 0));
  }

  @Override
  public Kernel kernel() {
    float eta = (float) learningRate;
    float rest1 = 1 - (float) beta1;
    float rest2 = 1 - (float) beta2;
    float eps = (float) epsilon;
    RunningPower power1 = new RunningPower((float) beta1);
    RunningPower power2 = new RunningPower((float) beta2);
    return iteration -> {
      int t = iteration + 1;
      float etaT = eta * (float) Math.sqrt(1 - power2.at(t)) / (1 - power1.at(t));
      return (gradient, accumulators, length) ->
          step(etaT, rest1, rest2, eps, gradient, accumulators[0], accumulators[1], length);
    };
  }

  private static void step(
      float etaT,
      float rest1,
      float rest2,
      float eps,
      float[] gradient,
      float[] m,
      float[] v,
      int length) {
    for (int i = 0; i < length; i++) {
      float g = gradient[i];
      float first = Quantum.round(m[i] + (g - m[i]) * rest1);
      float second = Quantum.round(v[i] + (g * g - v[i]) * rest2);
      m[i] = first;
      v[i] = second;
      gradient[i] = first * etaT / ((float) Math.sqrt(second) + eps);
    }
  }

  @Override
  public Adam clone() {
    return this;
  }
}
