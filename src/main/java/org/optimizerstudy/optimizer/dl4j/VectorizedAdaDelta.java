package org.optimizerstudy.optimizer.dl4j;

import static org.optimizerstudy.experiment.HyperParameter.EPSILON;
import static org.optimizerstudy.experiment.HyperParameter.RHO;

import java.util.List;
import org.nd4j.linalg.learning.AdaDeltaUpdater;
import org.nd4j.linalg.learning.config.AdaDelta;
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
 * DL4J's AdaDelta, vectorised: the step is the gradient times the root mean square of previous
 * steps, divided by that of the gradients. There is no learning rate.
 *
 * <pre>
 * a = rho a + (1 - rho) g^2;
 * u = g sqrt(b + eps) / sqrt(a + eps);
 * theta -= u;
 * b = rho b + (1 - rho) u^2
 * </pre>
 *
 * <p>{@code theta} is a parameter, {@code g} its gradient, {@code a} the mean square of the
 * gradients, {@code u} the step, {@code b} the mean square of the steps, {@code rho} the decay of
 * both and {@code eps} a small constant. Memory: 8 bytes per parameter. Sources: DL4J {@code
 * AdaDelta}; Zeiler 2012.
 *
 * @param rho {@code rho}, from 0 to below 1
 * @param epsilon {@code eps}, positive and finite
 */
record VectorizedAdaDelta(double rho, double epsilon) implements UpdateRule {

  private static final Formula FORMULA =
      Formula.of(
          "a = rho a + (1 - rho) g^2",
          "u = g sqrt(b + eps) / sqrt(a + eps)",
          "theta -= u",
          "b = rho b + (1 - rho) u^2");

  /** The rule with these hyper-parameters. */
  static VectorizedAdaDelta of(HyperParameters values) {
    return new VectorizedAdaDelta(values.get(RHO), values.get(EPSILON));
  }

  @Override
  public Formula formula() {
    return FORMULA;
  }

  @Override
  public double learningRate() {
    return Double.NaN;
  }

  @Override
  public List<Constant> constants() {
    return List.of(new Constant("rho", rho), new Constant("eps", epsilon));
  }

  @Override
  public List<Accumulator> accumulators() {
    return List.of(
        new Accumulator("a", AdaDeltaUpdater.MSG_STATE, 0),
        new Accumulator("b", AdaDeltaUpdater.MSDX_STATE, 0));
  }

  @Override
  public String source() {
    return "DL4J AdaDelta";
  }

  @Override
  public Citation citation() {
    return Citation.ZEILER;
  }

  @Override
  public AdaDelta updater() {
    return new AdaDelta(rho, epsilon);
  }

  @Override
  public Kernel kernel() {
    float decay = (float) rho;
    float eps = (float) epsilon;
    Step step =
        (parameters, gradient, accumulators, length) ->
            step(decay, eps, gradient, accumulators[0], accumulators[1], length);
    return iteration -> step;
  }

  /** Two loops, because the compiler does not vectorise both halves in a single loop. */
  private static void step(
      float rho, float eps, float[] gradient, float[] a, float[] b, int length) {
    float rest = 1 - rho;
    for (int i = 0; i < length; i++) {
      float g = gradient[i];
      float squares = rho * a[i] + g * g * rest;
      a[i] = squares;
      gradient[i] = g * ((float) Math.sqrt(b[i] + eps) / (float) Math.sqrt(squares + eps));
    }
    for (int i = 0; i < length; i++) {
      float u = gradient[i];
      b[i] = rho * b[i] + u * u * rest;
    }
  }

  @Override
  public OpenClStep openClStep() {
    return OpenClStep.of(
        """
            float squares = rho * *a + g * g * (1 - rho);
            float u = g * (sqrt(*b + eps) / sqrt(squares + eps));
            *a = squares;
            *b = rho * *b + u * u * (1 - rho);
            return u;
            """,
        "rho",
        (float) rho,
        "eps",
        (float) epsilon);
  }
}
