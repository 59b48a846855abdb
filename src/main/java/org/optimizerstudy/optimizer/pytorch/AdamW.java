package org.optimizerstudy.optimizer.pytorch;

import static org.optimizerstudy.experiment.HyperParameter.BETA1;
import static org.optimizerstudy.experiment.HyperParameter.BETA2;
import static org.optimizerstudy.experiment.HyperParameter.EPSILON;
import static org.optimizerstudy.experiment.HyperParameter.WEIGHT_DECAY;

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

/**
 * PyTorch's AdamW: Adam that also shrinks the parameter, in proportion to the learning rate and not
 * to the moments. A penalty in the loss would be divided by the root of the second moment as the
 * gradient is.
 *
 * <pre>
 * m = b1 m + (1 - b1) g;
 * v = b2 v + (1 - b2) g^2;
 * theta -= lr wd theta + lr / (1 - b1^t) * m / (sqrt(v) / sqrt(1 - b2^t) + eps)
 * </pre>
 *
 * <p>{@code theta} is a parameter, {@code g} its gradient, {@code lr} the learning rate, {@code wd}
 * the weight decay, {@code m} and {@code v} the first and the second moment, {@code b1} and {@code
 * b2} their decays, {@code t} the step counted from 1 and {@code eps} a small constant. Memory: 8
 * bytes per parameter. Sources: PyTorch's {@code torch.optim.AdamW}; Loshchilov and Hutter 2019,
 * whose rate of decay does not contain the learning rate and whose epsilon is the same.
 *
 * @param learningRate {@code lr}, positive and finite
 * @param beta1 {@code b1}, from 0 to below 1
 * @param beta2 {@code b2}, from 0 to below 1
 * @param epsilon {@code eps}, positive and finite
 * @param weightDecay {@code wd}, at least 0
 */
public record AdamW(
    @JsonProperty("learningRate") double learningRate,
    @JsonProperty("beta1") double beta1,
    @JsonProperty("beta2") double beta2,
    @JsonProperty("epsilon") double epsilon,
    @JsonProperty("weightDecay") double weightDecay)
    implements RuleConfiguration {

  private static final Formula FORMULA =
      Formula.of(
          "m = b1 m + (1 - b1) g",
          "v = b2 v + (1 - b2) g^2",
          "theta -= lr wd theta + lr / (1 - b1^t) * m / (sqrt(v) / sqrt(1 - b2^t) + eps)");

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public AdamW {
    Require.positive("learningRate", learningRate);
    Require.decay("beta1", beta1);
    Require.decay("beta2", beta2);
    Require.positive("epsilon", epsilon);
    Require.notNegative("weightDecay", weightDecay);
  }

  /** The rule with these hyper-parameters. */
  public static AdamW of(double learningRate, HyperParameters values) {
    return new AdamW(
        learningRate,
        values.get(BETA1),
        values.get(BETA2),
        values.get(EPSILON),
        values.get(WEIGHT_DECAY));
  }

  @Override
  public Formula formula() {
    return FORMULA;
  }

  @Override
  public List<Constant> constants() {
    return List.of(
        new Constant("b1", beta1),
        new Constant("b2", beta2),
        new Constant("eps", epsilon),
        new Constant("wd", weightDecay));
  }

  @Override
  public List<Accumulator> accumulators() {
    return List.of(new Accumulator("m", "firstMoment", 0), new Accumulator("v", "secondMoment", 0));
  }

  @Override
  public boolean readsParameters() {
    return true;
  }

  @Override
  public String source() {
    return "PyTorch AdamW";
  }

  @Override
  public Citation citation() {
    return Citation.LOSHCHILOV_AND_HUTTER;
  }

  @Override
  public Kernel kernel() {
    float rest1 = (float) (1 - beta1);
    float rest2 = (float) (1 - beta2);
    float eps = (float) epsilon;
    float kept = (float) (1 - learningRate * weightDecay);
    return iteration -> {
      float rate = rate(iteration);
      float root = root(iteration);
      return (parameters, gradient, accumulators, length) ->
          step(rate, root, rest1, rest2, eps, kept, parameters, gradient, accumulators, length);
    };
  }

  /** lr / (1 - b1^t). */
  private float rate(int iteration) {
    return (float) (learningRate / (1 - StrictMath.pow(beta1, iteration + 1)));
  }

  /** sqrt(1 - b2^t). */
  private float root(int iteration) {
    return (float) Math.sqrt(1 - StrictMath.pow(beta2, iteration + 1));
  }

  private static void step(
      float rate,
      float root,
      float rest1,
      float rest2,
      float eps,
      float kept,
      float[] parameters,
      float[] gradient,
      float[][] accumulators,
      int length) {
    float[] m = accumulators[0];
    float[] v = accumulators[1];
    for (int i = 0; i < length; i++) {
      float g = gradient[i];
      float first = Denormals.flush(m[i] + rest1 * (g - m[i]));
      float second = Denormals.flush(v[i] + rest2 * (g * g - v[i]));
      m[i] = first;
      v[i] = second;
      float theta = parameters[i];
      gradient[i] =
          theta - (theta * kept - rate * first / ((float) Math.sqrt(second) / root + eps));
    }
  }

  @Override
  public OpenClStep openClStep() {
    float rest1 = (float) (1 - beta1);
    float rest2 = (float) (1 - beta2);
    float eps = (float) epsilon;
    float kept = (float) (1 - learningRate * weightDecay);
    return new OpenClStep(
        List.of("rate", "root", "rest1", "rest2", "eps", "kept"),
        """
            *m = flush(*m + rest1 * (g - *m));
            *v = flush(*v + rest2 * (g * g - *v));
            return theta - (theta * kept - rate * *m / (sqrt(*v) / root + eps));
            """,
        iteration -> new float[] {rate(iteration), root(iteration), rest1, rest2, eps, kept});
  }

  @Override
  public AdamW clone() {
    return this;
  }
}
