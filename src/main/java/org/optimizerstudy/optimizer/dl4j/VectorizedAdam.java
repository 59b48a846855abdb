package org.optimizerstudy.optimizer.dl4j;

import static org.optimizerstudy.experiment.HyperParameter.BETA1;
import static org.optimizerstudy.experiment.HyperParameter.BETA2;
import static org.optimizerstudy.experiment.HyperParameter.EPSILON;

import java.util.List;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.optimizerstudy.experiment.HyperParameters;
import org.optimizerstudy.optimizer.rule.Accumulator;
import org.optimizerstudy.optimizer.rule.Citation;
import org.optimizerstudy.optimizer.rule.Constant;
import org.optimizerstudy.optimizer.rule.Formula;
import org.optimizerstudy.optimizer.rule.Kernel;
import org.optimizerstudy.optimizer.rule.OpenClStep;
import org.optimizerstudy.optimizer.rule.UpdateRule;

/**
 * DL4J's Adam, vectorised: the mean of the gradients divided by their root mean square, with one
 * correction for the bias of both towards 0. The epsilon is outside the root.
 *
 * <pre>
 * m = b1 m + (1 - b1) g;
 * v = b2 v + (1 - b2) g^2;
 * theta -= lr sqrt(1 - b2^t) / (1 - b1^t) * m / (sqrt(v) + eps)
 * </pre>
 *
 * <p>{@code theta} is a parameter, {@code g} its gradient, {@code lr} the learning rate, {@code m}
 * and {@code v} the first and the second moment, {@code b1} and {@code b2} their decays, {@code t}
 * the step counted from 1 and {@code eps} a small constant. Memory: 8 bytes per parameter. Sources:
 * DL4J {@code Adam}; Kingma and Ba 2015, end of section 2.
 *
 * @param learningRate {@code lr}, positive and finite
 * @param beta1 {@code b1}, from 0 to below 1
 * @param beta2 {@code b2}, from 0 to below 1
 * @param epsilon {@code eps}, positive and finite
 */
record VectorizedAdam(double learningRate, double beta1, double beta2, double epsilon)
    implements UpdateRule {

  private static final Formula FORMULA =
      Formula.of(
          "m = b1 m + (1 - b1) g",
          "v = b2 v + (1 - b2) g^2",
          "theta -= lr sqrt(1 - b2^t) / (1 - b1^t) * m / (sqrt(v) + eps)");

  /** The rule with these hyper-parameters. */
  static VectorizedAdam of(double learningRate, HyperParameters values) {
    return new VectorizedAdam(
        learningRate, values.get(BETA1), values.get(BETA2), values.get(EPSILON));
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
    return List.of(
        new Accumulator("m", AdamUpdater.M_STATE, 0), new Accumulator("v", AdamUpdater.V_STATE, 0));
  }

  @Override
  public String source() {
    return "DL4J Adam";
  }

  @Override
  public Citation citation() {
    return Citation.KINGMA_AND_BA;
  }

  @Override
  public Adam updater() {
    return new Adam(learningRate, beta1, beta2, epsilon);
  }

  @Override
  public Kernel kernel() {
    float b1 = (float) beta1;
    float b2 = (float) beta2;
    float eps = (float) epsilon;
    CorrectedRate rate = new CorrectedRate(learningRate, beta1, beta2);
    return iteration -> {
      float etaT = rate.at(iteration);
      return (parameters, gradient, accumulators, length) ->
          step(etaT, b1, b2, eps, gradient, accumulators[0], accumulators[1], length);
    };
  }

  private static void step(
      float etaT,
      float beta1,
      float beta2,
      float eps,
      float[] gradient,
      float[] m,
      float[] v,
      int length) {
    float rest1 = 1 - beta1;
    float rest2 = 1 - beta2;
    for (int i = 0; i < length; i++) {
      float g = gradient[i];
      float first = beta1 * m[i] + g * rest1;
      float second = beta2 * v[i] + g * g * rest2;
      m[i] = first;
      v[i] = second;
      gradient[i] = (first * etaT) / ((float) Math.sqrt(second) + eps);
    }
  }

  @Override
  public OpenClStep openClStep() {
    float b1 = (float) beta1;
    float b2 = (float) beta2;
    float eps = (float) epsilon;
    CorrectedRate rate = new CorrectedRate(learningRate, beta1, beta2);
    return new OpenClStep(
        List.of("eta_t", "b1", "b2", "eps"),
        """
            *m = b1 * *m + g * (1 - b1);
            *v = b2 * *v + g * g * (1 - b2);
            return *m * eta_t / (sqrt(*v) + eps);
            """,
        iteration -> new float[] {rate.at(iteration), b1, b2, eps});
  }
}
