package org.optimizerstudy.optimizer.dl4j;

import static org.optimizerstudy.experiment.HyperParameter.BETA1;
import static org.optimizerstudy.experiment.HyperParameter.BETA2;
import static org.optimizerstudy.experiment.HyperParameter.EPSILON;

import java.util.List;
import org.nd4j.linalg.learning.NadamUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.optimizerstudy.experiment.HyperParameters;
import org.optimizerstudy.optimizer.rule.Accumulator;
import org.optimizerstudy.optimizer.rule.Citation;
import org.optimizerstudy.optimizer.rule.Constant;
import org.optimizerstudy.optimizer.rule.Formula;
import org.optimizerstudy.optimizer.rule.Kernel;
import org.optimizerstudy.optimizer.rule.OpenClStep;
import org.optimizerstudy.optimizer.rule.UpdateRule;

/**
 * DL4J's Nadam, vectorised: Adam whose first moment looks one step ahead, as Nesterov's momentum
 * does. The second moment is not corrected for its bias towards 0, so the first steps are long.
 *
 * <pre>
 * m = b1 m + (1 - b1) g;
 * v = b2 v + (1 - b2) g^2;
 * theta -= lr (b1 m + (1 - b1) g) / (1 - b1^t) / (sqrt(v) + eps)
 * </pre>
 *
 * <p>{@code theta} is a parameter, {@code g} its gradient, {@code lr} the learning rate, {@code m}
 * and {@code v} the first and the second moment, {@code b1} and {@code b2} their decays, {@code t}
 * the step counted from 1 and {@code eps} a small constant. Memory: 8 bytes per parameter. Sources:
 * DL4J {@code Nadam}; Dozat 2016.
 *
 * @param learningRate {@code lr}, positive and finite
 * @param beta1 {@code b1}, from 0 to below 1
 * @param beta2 {@code b2}, from 0 to below 1
 * @param epsilon {@code eps}, positive and finite
 */
record VectorizedNadam(double learningRate, double beta1, double beta2, double epsilon)
    implements UpdateRule {

  private static final Formula FORMULA =
      Formula.of(
          "m = b1 m + (1 - b1) g",
          "v = b2 v + (1 - b2) g^2",
          "theta -= lr (b1 m + (1 - b1) g) / (1 - b1^t) / (sqrt(v) + eps)");

  /** The rule with these hyper-parameters. */
  static VectorizedNadam of(double learningRate, HyperParameters values) {
    return new VectorizedNadam(
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
        new Accumulator("m", NadamUpdater.M_STATE, 0),
        new Accumulator("v", NadamUpdater.V_STATE, 0));
  }

  @Override
  public String source() {
    return "DL4J Nadam";
  }

  @Override
  public Citation citation() {
    return Citation.DOZAT;
  }

  @Override
  public Nadam updater() {
    return new Nadam(learningRate, beta1, beta2, epsilon);
  }

  @Override
  public Kernel kernel() {
    float eta = (float) learningRate;
    float b1 = (float) beta1;
    float b2 = (float) beta2;
    float eps = (float) epsilon;
    NativePower power = new NativePower(b1);
    return iteration -> {
      float correction = (float) (1.0 - power.at(iteration + 1));
      return (parameters, gradient, accumulators, length) ->
          step(eta, correction, b1, b2, eps, gradient, accumulators[0], accumulators[1], length);
    };
  }

  private static void step(
      float eta,
      float correction,
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
      float part = g * rest1;
      float first = beta1 * m[i] + part;
      float second = beta2 * v[i] + g * g * rest2;
      m[i] = first;
      v[i] = second;
      gradient[i] =
          (eta * ((first * beta1 + part) / correction)) / ((float) Math.sqrt(second) + eps);
    }
  }

  @Override
  public OpenClStep openClStep() {
    float eta = (float) learningRate;
    float b1 = (float) beta1;
    float b2 = (float) beta2;
    float eps = (float) epsilon;
    NativePower power = new NativePower(b1);
    return new OpenClStep(
        List.of("eta", "correction", "b1", "b2", "eps"),
        """
            float part = g * (1 - b1);
            *m = b1 * *m + part;
            *v = b2 * *v + g * g * (1 - b2);
            return eta * ((*m * b1 + part) / correction) / (sqrt(*v) + eps);
            """,
        iteration -> new float[] {eta, (float) (1.0 - power.at(iteration + 1)), b1, b2, eps});
  }
}
