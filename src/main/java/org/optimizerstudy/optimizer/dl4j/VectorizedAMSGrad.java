package org.optimizerstudy.optimizer.dl4j;

import static org.optimizerstudy.experiment.HyperParameter.BETA1;
import static org.optimizerstudy.experiment.HyperParameter.BETA2;
import static org.optimizerstudy.experiment.HyperParameter.EPSILON;

import java.util.List;
import org.nd4j.linalg.learning.AMSGradUpdater;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.optimizerstudy.experiment.HyperParameters;
import org.optimizerstudy.optimizer.rule.Accumulator;
import org.optimizerstudy.optimizer.rule.Citation;
import org.optimizerstudy.optimizer.rule.Constant;
import org.optimizerstudy.optimizer.rule.Formula;
import org.optimizerstudy.optimizer.rule.Kernel;
import org.optimizerstudy.optimizer.rule.OpenClStep;
import org.optimizerstudy.optimizer.rule.UpdateRule;

/**
 * DL4J's AMSGrad, vectorised: Adam that divides by the root of the largest second moment so far, so
 * that the effective learning rate of a parameter never rises.
 *
 * <pre>
 * m = b1 m + (1 - b1) g;
 * v = b2 v + (1 - b2) g^2;
 * h = max(h, v);
 * theta -= lr sqrt(1 - b2^t) / (1 - b1^t) * m / (sqrt(h) + eps)
 * </pre>
 *
 * <p>{@code theta} is a parameter, {@code g} its gradient, {@code lr} the learning rate, {@code m}
 * and {@code v} the first and the second moment, {@code h} the largest {@code v} so far, {@code b1}
 * and {@code b2} the moments' decays, {@code t} the step counted from 1 and {@code eps} a small
 * constant. Memory: 12 bytes per parameter. Sources: DL4J {@code AMSGrad}; Reddi, Kale and Kumar
 * 2018.
 *
 * @param learningRate {@code lr}, positive and finite
 * @param beta1 {@code b1}, from 0 to below 1
 * @param beta2 {@code b2}, from 0 to below 1
 * @param epsilon {@code eps}, positive and finite
 */
record VectorizedAMSGrad(double learningRate, double beta1, double beta2, double epsilon)
    implements UpdateRule {

  private static final Formula FORMULA =
      Formula.of(
          "m = b1 m + (1 - b1) g",
          "v = b2 v + (1 - b2) g^2",
          "h = max(h, v)",
          "theta -= lr sqrt(1 - b2^t) / (1 - b1^t) * m / (sqrt(h) + eps)");

  /** The rule with these hyper-parameters. */
  static VectorizedAMSGrad of(double learningRate, HyperParameters values) {
    return new VectorizedAMSGrad(
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
        new Accumulator("m", AMSGradUpdater.M_STATE, 0),
        new Accumulator("v", AMSGradUpdater.V_STATE, 0),
        new Accumulator("h", AMSGradUpdater.V_HAT_STATE, 0));
  }

  @Override
  public String source() {
    return "DL4J AMSGrad";
  }

  @Override
  public Citation citation() {
    return Citation.REDDI;
  }

  @Override
  public AMSGrad updater() {
    return new AMSGrad(learningRate, beta1, beta2, epsilon);
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
          step(etaT, b1, b2, eps, gradient, accumulators, length);
    };
  }

  private static void step(
      float etaT,
      float beta1,
      float beta2,
      float eps,
      float[] gradient,
      float[][] accumulators,
      int length) {
    float[] m = accumulators[0];
    float[] v = accumulators[1];
    float[] h = accumulators[2];
    float rest1 = 1 - beta1;
    float rest2 = 1 - beta2;
    for (int i = 0; i < length; i++) {
      float g = gradient[i];
      float first = beta1 * m[i] + g * rest1;
      float second = beta2 * v[i] + g * g * rest2;
      float largest = h[i] > second ? h[i] : second;
      m[i] = first;
      v[i] = second;
      h[i] = largest;
      gradient[i] = etaT * first / ((float) Math.sqrt(largest) + eps);
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
            *h = *h > *v ? *h : *v;
            return eta_t * *m / (sqrt(*h) + eps);
            """,
        iteration -> new float[] {rate.at(iteration), b1, b2, eps});
  }
}
