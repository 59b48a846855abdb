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
 * TensorFlow's RMSProp with a momentum: the steps of {@link RmsProp} are accumulated as a velocity.
 *
 * <pre>
 * s = rho s + (1 - rho) g^2;
 * a = mu a + lr g / sqrt(s + eps);
 * theta -= a
 * </pre>
 *
 * <p>{@code theta} is a parameter, {@code g} its gradient, {@code lr} the learning rate, {@code s}
 * the mean square of the gradients, which starts at 1, {@code rho} its decay, {@code a} the
 * velocity, {@code mu} its decay and {@code eps} a small constant. Memory: 8 bytes per parameter.
 * Sources: TensorFlow's kernel {@code ApplyRMSProp}, as {@code tf.train.RMSPropOptimizer} calls it;
 * Tieleman and Hinton 2012.
 *
 * @param learningRate {@code lr}, positive and finite
 * @param decay {@code rho}, from 0 to below 1
 * @param momentum {@code mu}, from 0 to below 1
 * @param epsilon {@code eps}, positive and finite
 */
public record RmsPropWithMomentum(
    @JsonProperty("learningRate") double learningRate,
    @JsonProperty("decay") double decay,
    @JsonProperty("momentum") double momentum,
    @JsonProperty("epsilon") double epsilon)
    implements RuleConfiguration {

  private static final Formula FORMULA =
      Formula.of("s = rho s + (1 - rho) g^2", "a = mu a + lr g / sqrt(s + eps)", "theta -= a");

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public RmsPropWithMomentum {
    Require.positive("learningRate", learningRate);
    Require.decay("decay", decay);
    Require.decay("momentum", momentum);
    Require.positive("epsilon", epsilon);
  }

  /** The rule with these hyper-parameters. */
  public static RmsPropWithMomentum of(double learningRate, HyperParameters values) {
    return new RmsPropWithMomentum(
        learningRate, values.get(DECAY), values.get(MOMENTUM), values.get(EPSILON));
  }

  @Override
  public Formula formula() {
    return FORMULA;
  }

  @Override
  public List<Constant> constants() {
    return List.of(
        new Constant("rho", decay), new Constant("mu", momentum), new Constant("eps", epsilon));
  }

  @Override
  public List<Accumulator> accumulators() {
    return List.of(new Accumulator("s", "meanSquare", 1), new Accumulator("a", "momentum", 0));
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
    float mu = (float) momentum;
    float eps = (float) epsilon;
    Step step =
        (parameters, gradient, accumulators, length) ->
            step(eta, rest, mu, eps, gradient, accumulators[0], accumulators[1], length);
    return iteration -> step;
  }

  private static void step(
      float eta,
      float rest,
      float mu,
      float eps,
      float[] gradient,
      float[] s,
      float[] a,
      int length) {
    for (int i = 0; i < length; i++) {
      float g = gradient[i];
      float meanSquare = Denormals.flush(s[i] + (g * g - s[i]) * rest);
      s[i] = meanSquare;
      float velocity = Denormals.flush(a[i] * mu + g * eta / (float) Math.sqrt(meanSquare + eps));
      a[i] = velocity;
      gradient[i] = velocity;
    }
  }

  @Override
  public OpenClStep openClStep() {
    return OpenClStep.of(
        """
            *s = flush(*s + (g * g - *s) * rest);
            *a = flush(*a * mu + g * eta / sqrt(*s + eps));
            return *a;
            """,
        "eta",
        (float) learningRate,
        "rest",
        1 - (float) decay,
        "mu",
        (float) momentum,
        "eps",
        (float) epsilon);
  }

  @Override
  public RmsPropWithMomentum clone() {
    return this;
  }
}
