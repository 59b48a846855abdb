package org.optimizerstudy.optimizer.dl4j;

import java.util.List;
import org.nd4j.linalg.learning.config.Sgd;
import org.optimizerstudy.optimizer.rule.Accumulator;
import org.optimizerstudy.optimizer.rule.Citation;
import org.optimizerstudy.optimizer.rule.Constant;
import org.optimizerstudy.optimizer.rule.Formula;
import org.optimizerstudy.optimizer.rule.Kernel;
import org.optimizerstudy.optimizer.rule.OpenClStep;
import org.optimizerstudy.optimizer.rule.Step;
import org.optimizerstudy.optimizer.rule.UpdateRule;

/**
 * DL4J's gradient descent, vectorised: the step is proportional to the negative gradient.
 *
 * <pre>
 * theta -= lr g
 * </pre>
 *
 * <p>{@code theta} is a parameter, {@code g} its gradient and {@code lr} the learning rate. Memory:
 * none. Sources: DL4J {@code Sgd}; Robbins and Monro 1951.
 *
 * @param learningRate {@code lr}, positive and finite
 */
record VectorizedSgd(double learningRate) implements UpdateRule {

  private static final Formula FORMULA = Formula.of("theta -= lr g");

  @Override
  public Formula formula() {
    return FORMULA;
  }

  @Override
  public List<Constant> constants() {
    return List.of();
  }

  @Override
  public List<Accumulator> accumulators() {
    return List.of();
  }

  @Override
  public String source() {
    return "DL4J Sgd";
  }

  @Override
  public Citation citation() {
    return Citation.ROBBINS_AND_MONRO;
  }

  @Override
  public Sgd updater() {
    return new Sgd(learningRate);
  }

  @Override
  public Kernel kernel() {
    float eta = (float) learningRate;
    Step step = (parameters, gradient, accumulators, length) -> step(eta, gradient, length);
    return iteration -> step;
  }

  private static void step(float eta, float[] gradient, int length) {
    for (int i = 0; i < length; i++) {
      gradient[i] = gradient[i] * eta;
    }
  }

  @Override
  public OpenClStep openClStep() {
    return OpenClStep.of(
        """
            return g * eta;
            """,
        "eta",
        (float) learningRate);
  }
}
