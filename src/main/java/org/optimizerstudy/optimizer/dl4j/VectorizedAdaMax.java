package org.optimizerstudy.optimizer.dl4j;

import static org.optimizerstudy.experiment.HyperParameter.BETA1;
import static org.optimizerstudy.experiment.HyperParameter.BETA2;

import java.util.List;
import org.nd4j.linalg.learning.AdaMaxUpdater;
import org.nd4j.linalg.learning.config.AdaMax;
import org.optimizerstudy.experiment.HyperParameters;
import org.optimizerstudy.optimizer.rule.Accumulator;
import org.optimizerstudy.optimizer.rule.Citation;
import org.optimizerstudy.optimizer.rule.Constant;
import org.optimizerstudy.optimizer.rule.Formula;
import org.optimizerstudy.optimizer.rule.Kernel;
import org.optimizerstudy.optimizer.rule.OpenClStep;
import org.optimizerstudy.optimizer.rule.UpdateRule;

/**
 * DL4J's AdaMax, vectorised: Adam with a decaying maximum of the gradients' magnitudes in place of
 * their root mean square. DL4J's epsilon has no effect; 1e-32 keeps the divisor from being 0.
 *
 * <pre>
 * m = b1 m + (1 - b1) g;
 * u = max(b2 u, abs(g)) + 1e-32;
 * theta -= lr / (1 - b1^t) * m / u
 * </pre>
 *
 * <p>{@code theta} is a parameter, {@code g} its gradient, {@code lr} the learning rate, {@code m}
 * the first moment, {@code u} the decaying maximum, {@code b1} and {@code b2} their decays, {@code
 * t} the step counted from 1. Memory: 8 bytes per parameter. Sources: DL4J {@code AdaMax}; Kingma
 * and Ba 2015, section 7.1.
 *
 * @param learningRate {@code lr}, positive and finite
 * @param beta1 {@code b1}, from 0 to below 1
 * @param beta2 {@code b2}, from 0 to below 1
 */
record VectorizedAdaMax(double learningRate, double beta1, double beta2) implements UpdateRule {

  /** What DL4J adds to the maximum. */
  private static final double SMALL = 1e-32;

  private static final Formula FORMULA =
      Formula.of(
          "m = b1 m + (1 - b1) g",
          "u = max(b2 u, abs(g)) + 1e-32",
          "theta -= lr / (1 - b1^t) * m / u");

  /** The rule with these hyper-parameters. */
  static VectorizedAdaMax of(double learningRate, HyperParameters values) {
    return new VectorizedAdaMax(learningRate, values.get(BETA1), values.get(BETA2));
  }

  @Override
  public Formula formula() {
    return FORMULA;
  }

  @Override
  public List<Constant> constants() {
    return List.of(new Constant("b1", beta1), new Constant("b2", beta2));
  }

  @Override
  public List<Accumulator> accumulators() {
    return List.of(
        new Accumulator("m", AdaMaxUpdater.M_STATE, 0),
        new Accumulator("u", AdaMaxUpdater.U_STATE, 0));
  }

  @Override
  public String source() {
    return "DL4J AdaMax";
  }

  @Override
  public Citation citation() {
    return Citation.KINGMA_AND_BA;
  }

  @Override
  public AdaMax updater() {
    return new AdaMax(learningRate, beta1, beta2, AdaMax.DEFAULT_ADAMAX_EPSILON);
  }

  @Override
  public Kernel kernel() {
    float b1 = (float) beta1;
    float b2 = (float) beta2;
    NativePower power = new NativePower(b1);
    return iteration -> {
      float etaT = rate(power, iteration);
      return (parameters, gradient, accumulators, length) ->
          step(etaT, b1, b2, gradient, accumulators[0], accumulators[1], length);
    };
  }

  /** The learning rate with the bias correction of the first moment. */
  private float rate(NativePower power, int iteration) {
    return (float) ((float) learningRate / (1.0 - power.at(iteration + 1)));
  }

  /** The small constant is added in double precision, as DL4J does. */
  private static void step(
      float etaT, float beta1, float beta2, float[] gradient, float[] m, float[] u, int length) {
    float rest1 = 1 - beta1;
    for (int i = 0; i < length; i++) {
      float g = gradient[i];
      float first = beta1 * m[i] + g * rest1;
      float decayed = beta2 * u[i];
      float magnitude = Math.abs(g);
      float largest = (float) ((decayed > magnitude ? decayed : magnitude) + SMALL);
      m[i] = first;
      u[i] = largest;
      gradient[i] = first * etaT / largest;
    }
  }

  /** The sum with the small constant is that of doubles, in two floats of 2^60 times their size. */
  @Override
  public OpenClStep openClStep() {
    float b1 = (float) beta1;
    float b2 = (float) beta2;
    float high = (float) (SMALL * 0x1p60);
    float low = (float) (SMALL * 0x1p60 - high);
    NativePower power = new NativePower(b1);
    return new OpenClStep(
        List.of("eta_t", "b1", "b2", "high", "low"),
        """
            *m = b1 * *m + g * (1 - b1);
            float decayed = b2 * *u;
            float largest = decayed > fabs(g) ? decayed : fabs(g);
            if (largest < 1e-20f) {
              float scaled = largest * 0x1p60f;
              float sum = scaled + high;
              float rounded = sum - scaled;
              float error = (scaled - (sum - rounded)) + (high - rounded);
              largest = (sum + (error + low)) * 0x1p-60f;
            }
            *u = largest;
            return *m * eta_t / largest;
            """,
        iteration -> new float[] {rate(power, iteration), b1, b2, high, low});
  }
}
