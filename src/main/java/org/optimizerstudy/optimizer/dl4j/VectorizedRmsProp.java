package org.optimizerstudy.optimizer.dl4j;

import static org.optimizerstudy.experiment.HyperParameter.DECAY;
import static org.optimizerstudy.experiment.HyperParameter.EPSILON;

import java.util.List;
import org.nd4j.linalg.learning.RmsPropUpdater;
import org.nd4j.linalg.learning.config.RmsProp;
import org.optimizerstudy.experiment.HyperParameters;
import org.optimizerstudy.optimizer.rule.Accumulator;
import org.optimizerstudy.optimizer.rule.Citation;
import org.optimizerstudy.optimizer.rule.Constant;
import org.optimizerstudy.optimizer.rule.Formula;
import org.optimizerstudy.optimizer.rule.Kernel;
import org.optimizerstudy.optimizer.rule.OpenClStep;
import org.optimizerstudy.optimizer.rule.Step;
import org.optimizerstudy.optimizer.rule.UpdateRule;

/**
 * DL4J's RmsProp, vectorised: AdaGrad with an exponentially decaying mean of the squared gradients
 * instead of their sum. The mean square starts at epsilon.
 *
 * <pre>
 * s = rho s + (1 - rho) g^2;
 * theta -= lr g / (sqrt(s) + eps)
 * </pre>
 *
 * <p>{@code theta} is a parameter, {@code g} its gradient, {@code lr} the learning rate, {@code s}
 * the mean square of the gradients, {@code rho} its decay and {@code eps} a small constant. Memory:
 * 4 bytes per parameter. Sources: DL4J {@code RmsProp}; Tieleman and Hinton 2012.
 *
 * @param learningRate {@code lr}, positive and finite
 * @param decay {@code rho}, from 0 to below 1
 * @param epsilon {@code eps}, positive and finite
 */
record VectorizedRmsProp(double learningRate, double decay, double epsilon) implements UpdateRule {

  private static final Formula FORMULA =
      Formula.of("s = rho s + (1 - rho) g^2", "theta -= lr g / (sqrt(s) + eps)");

  /** The rule with these hyper-parameters. */
  static VectorizedRmsProp of(double learningRate, HyperParameters values) {
    return new VectorizedRmsProp(learningRate, values.get(DECAY), values.get(EPSILON));
  }

  @Override
  public Formula formula() {
    return FORMULA;
  }

  @Override
  public List<Constant> constants() {
    return List.of(new Constant("rho", decay), new Constant("eps", epsilon));
  }

  @Override
  public List<Accumulator> accumulators() {
    return List.of(new Accumulator("s", RmsPropUpdater.G_STATE, (float) epsilon));
  }

  @Override
  public String source() {
    return "DL4J RmsProp";
  }

  @Override
  public Citation citation() {
    return Citation.TIELEMAN_AND_HINTON;
  }

  @Override
  public RmsProp updater() {
    return new RmsProp(learningRate, decay, epsilon);
  }

  @Override
  public Kernel kernel() {
    float eta = (float) learningRate;
    float rho = (float) decay;
    float eps = (float) epsilon;
    Step step =
        (parameters, gradient, accumulators, length) ->
            step(eta, rho, eps, gradient, accumulators[0], length);
    return iteration -> step;
  }

  private static void step(
      float eta, float rho, float eps, float[] gradient, float[] s, int length) {
    float rest = 1 - rho;
    for (int i = 0; i < length; i++) {
      float g = gradient[i];
      float meanSquare = s[i] * rho + g * g * rest;
      s[i] = meanSquare;
      gradient[i] = (eta * g) / ((float) Math.sqrt(meanSquare) + eps);
    }
  }

  @Override
  public OpenClStep openClStep() {
    return OpenClStep.of(
        """
            *s = *s * rho + g * g * (1 - rho);
            return eta * g / (sqrt(*s) + eps);
            """,
        "eta",
        (float) learningRate,
        "rho",
        (float) decay,
        "eps",
        (float) epsilon);
  }
}
