package org.optimizerstudy.optimizer.paper;

import static org.optimizerstudy.experiment.HyperParameter.DECAY;
import static org.optimizerstudy.experiment.HyperParameter.EPSILON;

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
 * The paper's RMSProp: Adagrad with an exponentially decaying mean of the squared gradients instead
 * of their sum.
 *
 * <pre>
 * G = gamma G + (1 - gamma) g^2;
 * theta -= lr g / sqrt(G + eps)
 * </pre>
 *
 * <p>{@code theta} is a parameter, {@code g} its gradient, {@code lr} the learning rate, {@code G}
 * the mean square of the gradients, {@code gamma} its decay and {@code eps} a small constant.
 * Memory: 4 bytes per parameter. Sources: paper, equations 10 and 11; Tieleman and Hinton 2012.
 *
 * @param learningRate {@code lr}, positive and finite
 * @param decay {@code gamma}, from 0 to below 1
 * @param epsilon {@code eps}, positive and finite
 */
public record RmsProp(
    @JsonProperty("learningRate") double learningRate,
    @JsonProperty("decay") double decay,
    @JsonProperty("epsilon") double epsilon)
    implements RuleConfiguration {

  private static final Formula FORMULA =
      Formula.of("G = gamma G + (1 - gamma) g^2", "theta -= lr g / sqrt(G + eps)");

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public RmsProp {
    Require.positive("learningRate", learningRate);
    Require.decay("decay", decay);
    Require.positive("epsilon", epsilon);
  }

  /** The rule with these hyper-parameters. */
  public static RmsProp of(double learningRate, HyperParameters values) {
    return new RmsProp(learningRate, values.get(DECAY), values.get(EPSILON));
  }

  @Override
  public Formula formula() {
    return FORMULA;
  }

  @Override
  public List<Constant> constants() {
    return List.of(new Constant("gamma", decay), new Constant("eps", epsilon));
  }

  @Override
  public List<Accumulator> accumulators() {
    return List.of(new Accumulator("G", "meanSquare", 0));
  }

  @Override
  public String source() {
    return "paper, equations 10 and 11";
  }

  @Override
  public Citation citation() {
    return Citation.TIELEMAN_AND_HINTON;
  }

  @Override
  public Kernel kernel() {
    float eta = (float) learningRate;
    float rest = (float) (1 - decay);
    float eps = (float) epsilon;
    Step step =
        (parameters, gradient, accumulators, length) ->
            step(eta, rest, eps, gradient, accumulators[0], length);
    return iteration -> step;
  }

  private static void step(
      float eta, float rest, float eps, float[] gradient, float[] squares, int length) {
    for (int i = 0; i < length; i++) {
      float g = gradient[i];
      float mean = Denormals.flush(squares[i] + rest * (g * g - squares[i]));
      squares[i] = mean;
      gradient[i] = eta / (float) Math.sqrt(mean + eps) * g;
    }
  }

  @Override
  public OpenClStep openClStep() {
    return OpenClStep.of(
        """
            *G = flush(*G + rest * (g * g - *G));
            return eta / sqrt(*G + eps) * g;
            """,
        "eta",
        (float) learningRate,
        "rest",
        (float) (1 - decay),
        "eps",
        (float) epsilon);
  }

  @Override
  public RmsProp clone() {
    return this;
  }
}
