package org.optimizerstudy.optimizer.tensorflow;

import static org.optimizerstudy.experiment.HyperParameter.BETA1;
import static org.optimizerstudy.experiment.HyperParameter.BETA2;
import static org.optimizerstudy.experiment.HyperParameter.EPSILON;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.optimizerstudy.experiment.HyperParameters;
import org.optimizerstudy.optimizer.rule.Accumulator;
import org.optimizerstudy.optimizer.rule.Citation;
import org.optimizerstudy.optimizer.rule.Constant;
import org.optimizerstudy.optimizer.rule.Denormals;
import org.optimizerstudy.optimizer.rule.Formula;
import org.optimizerstudy.optimizer.rule.Kernel;
import org.optimizerstudy.optimizer.rule.OpenClStep;
import org.optimizerstudy.optimizer.rule.Require;
import org.optimizerstudy.optimizer.rule.RuleConfiguration;

/**
 * TensorFlow's Adam: the mean of the gradients divided by their root mean square, with one
 * correction for the bias of both towards 0. The epsilon is added to the uncorrected root; in the
 * paper it is inside the root and added to the corrected moment.
 *
 * <pre>
 * m = b1 m + (1 - b1) g;
 * v = b2 v + (1 - b2) g^2;
 * theta -= lr sqrt(1 - b2^t) / (1 - b1^t) * m / (sqrt(v) + eps)
 * </pre>
 *
 * <p>{@code theta} is a parameter, {@code g} its gradient, {@code lr} the learning rate, {@code m}
 * and {@code v} the first and the second moment, {@code b1} and {@code b2} their decays, {@code t}
 * the step counted from 1 and {@code eps} a small constant. The powers of the decays are products
 * in single precision, as in TensorFlow. Memory: 8 bytes per parameter. Sources: TensorFlow's
 * kernel {@code ApplyAdam}, as {@code tf.train.AdamOptimizer} calls it; Kingma and Ba 2015, end of
 * section 2.
 *
 * @param learningRate {@code lr}, positive and finite
 * @param beta1 {@code b1}, from 0 to below 1
 * @param beta2 {@code b2}, from 0 to below 1
 * @param epsilon {@code eps}, positive and finite
 */
public record Adam(
    @JsonProperty("learningRate") double learningRate,
    @JsonProperty("beta1") double beta1,
    @JsonProperty("beta2") double beta2,
    @JsonProperty("epsilon") double epsilon)
    implements RuleConfiguration {

  private static final Formula FORMULA =
      Formula.of(
          "m = b1 m + (1 - b1) g",
          "v = b2 v + (1 - b2) g^2",
          "theta -= lr sqrt(1 - b2^t) / (1 - b1^t) * m / (sqrt(v) + eps)");

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public Adam {
    Require.positive("learningRate", learningRate);
    Require.decay("beta1", beta1);
    Require.decay("beta2", beta2);
    Require.positive("epsilon", epsilon);
  }

  /** The rule with these hyper-parameters. */
  public static Adam of(double learningRate, HyperParameters values) {
    return new Adam(learningRate, values.get(BETA1), values.get(BETA2), values.get(EPSILON));
  }

  @Override
  public Formula formula() {
    return FORMULA;
  }

  @Override
  public List<Constant> constants() {
    return List.of(
        new Constant("b1", beta1), new Constant("b2", beta2), new Constant("eps", epsilon));
  }

  @Override
  public List<Accumulator> accumulators() {
    return List.of(new Accumulator("m", "firstMoment", 0), new Accumulator("v", "secondMoment", 0));
  }

  @Override
  public String source() {
    return "TensorFlow ApplyAdam";
  }

  @Override
  public Citation citation() {
    return Citation.KINGMA_AND_BA;
  }

  @Override
  public Kernel kernel() {
    float rest1 = 1 - (float) beta1;
    float rest2 = 1 - (float) beta2;
    float eps = (float) epsilon;
    CorrectedRate rate = new CorrectedRate(this);
    return iteration -> {
      float etaT = rate.at(iteration);
      return (parameters, gradient, accumulators, length) ->
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
      float first = Denormals.flush(m[i] + (g - m[i]) * rest1);
      float second = Denormals.flush(v[i] + (g * g - v[i]) * rest2);
      m[i] = first;
      v[i] = second;
      gradient[i] = first * etaT / ((float) Math.sqrt(second) + eps);
    }
  }

  @Override
  public OpenClStep openClStep() {
    float rest1 = 1 - (float) beta1;
    float rest2 = 1 - (float) beta2;
    float eps = (float) epsilon;
    CorrectedRate rate = new CorrectedRate(this);
    return new OpenClStep(
        List.of("eta_t", "rest1", "rest2", "eps"),
        """
            *m = flush(*m + (g - *m) * rest1);
            *v = flush(*v + (g * g - *v) * rest2);
            return *m * eta_t / (sqrt(*v) + eps);
            """,
        iteration -> new float[] {rate.at(iteration), rest1, rest2, eps});
  }

  @Override
  public Adam clone() {
    return this;
  }

  /** The learning rate with the bias correction, {@code lr sqrt(1 - b2^t) / (1 - b1^t)}. */
  private static final class CorrectedRate {

    private final float eta;
    private final RunningPower power1;
    private final RunningPower power2;

    CorrectedRate(Adam rule) {
      eta = (float) rule.learningRate;
      power1 = new RunningPower((float) rule.beta1);
      power2 = new RunningPower((float) rule.beta2);
    }

    float at(int iteration) {
      int t = iteration + 1;
      return eta * (float) Math.sqrt(1 - power2.at(t)) / (1 - power1.at(t));
    }
  }
}
