package org.optimizerstudy.optimizer.dl4j;

import static org.optimizerstudy.experiment.HyperParameter.EPSILON;

import java.util.List;
import org.nd4j.linalg.learning.AdaGradUpdater;
import org.nd4j.linalg.learning.config.AdaGrad;
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
 * DL4J's AdaGrad, vectorised: the effective learning rate of each parameter falls with the sum of
 * its squared gradients. The sum starts at DL4J's default epsilon, regardless of the configured
 * one.
 *
 * <pre>
 * h += g^2;
 * theta -= lr g / (sqrt(h) + eps)
 * </pre>
 *
 * <p>{@code theta} is a parameter, {@code g} its gradient, {@code lr} the learning rate, {@code
 * eps} a small constant and {@code h} the sum of the squared gradients. Memory: 4 bytes per
 * parameter. Sources: DL4J {@code AdaGrad}; Duchi, Hazan and Singer 2011.
 *
 * @param learningRate {@code lr}, positive and finite
 * @param epsilon {@code eps}, positive and finite
 */
record VectorizedAdaGrad(double learningRate, double epsilon) implements UpdateRule {

  private static final Formula FORMULA = Formula.of("h += g^2", "theta -= lr g / (sqrt(h) + eps)");

  /** The rule with these hyper-parameters. */
  static VectorizedAdaGrad of(double learningRate, HyperParameters values) {
    return new VectorizedAdaGrad(learningRate, values.get(EPSILON));
  }

  @Override
  public Formula formula() {
    return FORMULA;
  }

  @Override
  public List<Constant> constants() {
    return List.of(new Constant("eps", epsilon));
  }

  @Override
  public List<Accumulator> accumulators() {
    return List.of(
        new Accumulator("h", AdaGradUpdater.GRAD_STATE, (float) AdaGrad.DEFAULT_ADAGRAD_EPSILON));
  }

  @Override
  public String source() {
    return "DL4J AdaGrad";
  }

  @Override
  public Citation citation() {
    return Citation.DUCHI;
  }

  @Override
  public AdaGrad updater() {
    return new AdaGrad(learningRate, epsilon);
  }

  @Override
  public Kernel kernel() {
    float eta = (float) learningRate;
    float eps = (float) epsilon;
    Step step =
        (parameters, gradient, accumulators, length) ->
            step(eta, eps, gradient, accumulators[0], length);
    return iteration -> step;
  }

  private static void step(float eta, float eps, float[] gradient, float[] h, int length) {
    for (int i = 0; i < length; i++) {
      float g = gradient[i];
      float accumulated = h[i] + g * g;
      h[i] = accumulated;
      gradient[i] = (eta * g) / ((float) Math.sqrt(accumulated) + eps);
    }
  }

  @Override
  public OpenClStep openClStep() {
    return OpenClStep.of(
        """
            *h += g * g;
            return eta * g / (sqrt(*h) + eps);
            """,
        "eta",
        (float) learningRate,
        "eps",
        (float) epsilon);
  }
}
