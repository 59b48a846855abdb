package org.optimizerstudy.optimizer.paper;

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
 * The paper's Adadelta: the step is the gradient times the root mean square of previous steps,
 * divided by that of the gradients. There is no learning rate.
 *
 * <pre>
 * G = gamma G + (1 - gamma) g^2;
 * d = g sqrt(s + eps) / sqrt(G + eps);
 * theta -= d;
 * s = gamma s + (1 - gamma) d^2
 * </pre>
 *
 * <p>{@code theta} is a parameter, {@code g} its gradient, {@code G} the mean square of the
 * gradients, {@code d} the step, {@code s} the mean square of the steps, {@code gamma} the decay of
 * both and {@code eps} a small constant. Memory: 8 bytes per parameter. Sources: paper, equations 6
 * to 9; Zeiler 2012.
 *
 * @param decay {@code gamma}, from 0 to below 1
 * @param epsilon {@code eps}, positive and finite
 */
public record Adadelta(@JsonProperty("decay") double decay, @JsonProperty("epsilon") double epsilon)
    implements RuleConfiguration {

  private static final Formula FORMULA =
      Formula.of(
          "G = gamma G + (1 - gamma) g^2",
          "d = g sqrt(s + eps) / sqrt(G + eps)",
          "theta -= d",
          "s = gamma s + (1 - gamma) d^2");

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public Adadelta {
    Require.decay("decay", decay);
    Require.positive("epsilon", epsilon);
  }

  /** The rule with these hyper-parameters. */
  public static Adadelta of(HyperParameters values) {
    return new Adadelta(values.get(RHO), values.get(EPSILON));
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
    return List.of(new Constant("gamma", decay), new Constant("eps", epsilon));
  }

  @Override
  public List<Accumulator> accumulators() {
    return List.of(
        new Accumulator("G", "squaredGradient", 0), new Accumulator("s", "squaredUpdate", 0));
  }

  @Override
  public String source() {
    return "paper, equations 6 to 9";
  }

  @Override
  public Citation citation() {
    return Citation.ZEILER;
  }

  @Override
  public Kernel kernel() {
    float rest = (float) (1 - decay);
    float eps = (float) epsilon;
    Step step =
        (parameters, gradient, accumulators, length) ->
            step(rest, eps, gradient, accumulators[0], accumulators[1], length);
    return iteration -> step;
  }

  /** Two loops, because the compiler does not vectorise both halves in a single loop. */
  private static void step(
      float rest, float eps, float[] gradient, float[] squares, float[] s, int length) {
    for (int i = 0; i < length; i++) {
      float g = gradient[i];
      float mean = Denormals.flush(squares[i] + rest * (g * g - squares[i]));
      squares[i] = mean;
      gradient[i] = (float) Math.sqrt(s[i] + eps) / (float) Math.sqrt(mean + eps) * g;
    }
    for (int i = 0; i < length; i++) {
      float d = gradient[i];
      s[i] = Denormals.flush(s[i] + rest * (d * d - s[i]));
    }
  }

  @Override
  public OpenClStep openClStep() {
    return OpenClStep.of(
        """
            float mean = flush(*G + rest * (g * g - *G));
            float d = sqrt(*s + eps) / sqrt(mean + eps) * g;
            *G = mean;
            *s = flush(*s + rest * (d * d - *s));
            return d;
            """,
        "rest",
        (float) (1 - decay),
        "eps",
        (float) epsilon);
  }

  @Override
  public Adadelta clone() {
    return this;
  }
}
