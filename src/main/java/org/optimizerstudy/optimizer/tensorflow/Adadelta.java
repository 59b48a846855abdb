package org.optimizerstudy.optimizer.tensorflow;

import static org.optimizerstudy.experiment.HyperParameter.EPSILON;
import static org.optimizerstudy.experiment.HyperParameter.RHO;

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
import org.optimizerstudy.optimizer.rule.Step;

/**
 * TensorFlow's Adadelta: the step is the gradient times the root mean square of previous steps,
 * divided by that of the gradients, times a learning rate. Neither the paper nor DL4J has this
 * learning rate. At 0.001 the parameters hardly change.
 *
 * <pre>
 * a = rho a + (1 - rho) g^2;
 * u = g sqrt(b + eps) / sqrt(a + eps);
 * theta -= lr u;
 * b = rho b + (1 - rho) u^2
 * </pre>
 *
 * <p>{@code theta} is a parameter, {@code g} its gradient, {@code lr} the learning rate, {@code a}
 * the mean square of the gradients, {@code u} the step, {@code b} the mean square of the steps,
 * {@code rho} the decay of both and {@code eps} a small constant. Memory: 8 bytes per parameter.
 * Sources: TensorFlow's kernel {@code ApplyAdadelta}, as {@code tf.train.AdadeltaOptimizer} calls
 * it; Zeiler 2012.
 *
 * @param learningRate {@code lr}, positive and finite
 * @param rho {@code rho}, from 0 to below 1
 * @param epsilon {@code eps}, positive and finite
 */
public record Adadelta(
    @JsonProperty("learningRate") double learningRate,
    @JsonProperty("rho") double rho,
    @JsonProperty("epsilon") double epsilon)
    implements RuleConfiguration {

  private static final Formula FORMULA =
      Formula.of(
          "a = rho a + (1 - rho) g^2",
          "u = g sqrt(b + eps) / sqrt(a + eps)",
          "theta -= lr u",
          "b = rho b + (1 - rho) u^2");

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public Adadelta {
    Require.positive("learningRate", learningRate);
    Require.decay("rho", rho);
    Require.positive("epsilon", epsilon);
  }

  /** The rule with these hyper-parameters. */
  public static Adadelta of(double learningRate, HyperParameters values) {
    return new Adadelta(learningRate, values.get(RHO), values.get(EPSILON));
  }

  @Override
  public Formula formula() {
    return FORMULA;
  }

  @Override
  public List<Constant> constants() {
    return List.of(new Constant("rho", rho), new Constant("eps", epsilon));
  }

  @Override
  public List<Accumulator> accumulators() {
    return List.of(
        new Accumulator("a", "accumulator", 0), new Accumulator("b", "accumulatedUpdate", 0));
  }

  @Override
  public String source() {
    return "TensorFlow ApplyAdadelta";
  }

  @Override
  public Citation citation() {
    return Citation.ZEILER;
  }

  @Override
  public Kernel kernel() {
    float eta = (float) learningRate;
    float decay = (float) rho;
    float eps = (float) epsilon;
    Step step =
        (parameters, gradient, accumulators, length) ->
            step(eta, decay, eps, gradient, accumulators[0], accumulators[1], length);
    return iteration -> step;
  }

  private static void step(
      float eta, float rho, float eps, float[] gradient, float[] a, float[] b, int length) {
    float rest = 1 - rho;
    for (int i = 0; i < length; i++) {
      float g = gradient[i];
      float squares = Denormals.flush(a[i] * rho + g * g * rest);
      a[i] = squares;
      gradient[i] = (float) Math.sqrt(b[i] + eps) * (1 / (float) Math.sqrt(squares + eps)) * g;
    }
    for (int i = 0; i < length; i++) {
      float u = gradient[i];
      b[i] = Denormals.flush(b[i] * rho + u * u * rest);
      gradient[i] = u * eta;
    }
  }

  @Override
  public OpenClStep openClStep() {
    return OpenClStep.of(
        """
            float squares = flush(*a * rho + g * g * (1 - rho));
            float u = sqrt(*b + eps) * (1 / sqrt(squares + eps)) * g;
            *a = squares;
            *b = flush(*b * rho + u * u * (1 - rho));
            return u * eta;
            """,
        "eta",
        (float) learningRate,
        "rho",
        (float) rho,
        "eps",
        (float) epsilon);
  }

  @Override
  public Adadelta clone() {
    return this;
  }
}
