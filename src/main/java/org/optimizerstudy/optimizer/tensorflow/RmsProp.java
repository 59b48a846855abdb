package org.optimizerstudy.optimizer.tensorflow;

import static org.optimizerstudy.experiment.HyperParameter.DECAY;
import static org.optimizerstudy.experiment.HyperParameter.EPSILON;
import static org.optimizerstudy.experiment.HyperParameter.MOMENTUM;

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
 * TensorFlow's RMSProp: Adagrad with an exponentially decaying mean of the squared gradients
 * instead of their sum. The mean square starts at <b>1</b>, so the first steps are small.
 *
 * <pre>
 * s = rho s + (1 - rho) g^2;
 * theta -= lr g / sqrt(s + eps)
 * </pre>
 *
 * <p>{@code theta} is a parameter, {@code g} its gradient, {@code lr} the learning rate, {@code s}
 * the mean square of the gradients, {@code rho} its decay and {@code eps} a small constant. Memory:
 * 4 bytes per parameter; TensorFlow also keeps a momentum, which has no effect at its default of 0
 * (otherwise {@link RmsPropWithMomentum}). Sources: TensorFlow's kernel {@code ApplyRMSProp}, as
 * {@code tf.train.RMSPropOptimizer} calls it; Tieleman and Hinton 2012.
 *
 * @param learningRate {@code lr}, positive and finite
 * @param decay {@code rho}, from 0 to below 1
 * @param epsilon {@code eps}, positive and finite
 */
public record RmsProp(
    @JsonProperty("learningRate") double learningRate,
    @JsonProperty("decay") double decay,
    @JsonProperty("epsilon") double epsilon)
    implements RuleConfiguration {

  private static final Formula FORMULA =
      Formula.of("s = rho s + (1 - rho) g^2", "theta -= lr g / sqrt(s + eps)");

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public RmsProp {
    Require.positive("learningRate", learningRate);
    Require.decay("decay", decay);
    Require.positive("epsilon", epsilon);
  }

  /** The rule with these hyper-parameters. */
  public static RuleConfiguration of(double learningRate, HyperParameters values) {
    return values.get(MOMENTUM) == 0
        ? new RmsProp(learningRate, values.get(DECAY), values.get(EPSILON))
        : RmsPropWithMomentum.of(learningRate, values);
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
    return List.of(new Accumulator("s", "meanSquare", 1));
  }

  @Override
  public String source() {
    return "TensorFlow ApplyRMSProp";
  }

  @Override
  public Citation citation() {
    return Citation.TIELEMAN_AND_HINTON;
  }

  @Override
  public Kernel kernel() {
    float eta = (float) learningRate;
    float rest = 1 - (float) decay;
    float eps = (float) epsilon;
    Step step =
        (parameters, gradient, accumulators, length) ->
            step(eta, rest, eps, gradient, accumulators[0], length);
    return iteration -> step;
  }

  private static void step(
      float eta, float rest, float eps, float[] gradient, float[] s, int length) {
    for (int i = 0; i < length; i++) {
      float g = gradient[i];
      float meanSquare = Denormals.flush(s[i] + (g * g - s[i]) * rest);
      s[i] = meanSquare;
      gradient[i] = g * eta / (float) Math.sqrt(meanSquare + eps);
    }
  }

  @Override
  public OpenClStep openClStep() {
    return OpenClStep.of(
        """
            *s = flush(*s + (g * g - *s) * rest);
            return g * eta / sqrt(*s + eps);
            """,
        "eta",
        (float) learningRate,
        "rest",
        1 - (float) decay,
        "eps",
        (float) epsilon);
  }

  @Override
  public RmsProp clone() {
    return this;
  }
}
