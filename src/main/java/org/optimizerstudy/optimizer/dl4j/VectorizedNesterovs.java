package org.optimizerstudy.optimizer.dl4j;

import static org.optimizerstudy.experiment.HyperParameter.MOMENTUM;

import java.util.List;
import org.nd4j.linalg.learning.NesterovsUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
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
 * DL4J's momentum, vectorised: Nesterov's momentum, not the classical momentum of TensorFlow and
 * the paper. The step looks ahead along the velocity.
 *
 * <pre>
 * w = mu v - lr g;
 * theta += (1 + mu) w - mu v;
 * v = w
 * </pre>
 *
 * <p>{@code theta} is a parameter, {@code g} its gradient, {@code lr} the learning rate, {@code mu}
 * the momentum, {@code v} the velocity and {@code w} the next one. Memory: 4 bytes per parameter.
 * Sources: DL4J {@code Nesterovs}; Nesterov 1983.
 *
 * @param learningRate {@code lr}, positive and finite
 * @param momentum {@code mu}, from 0 to below 1
 */
record VectorizedNesterovs(double learningRate, double momentum) implements UpdateRule {

  private static final Formula FORMULA =
      Formula.of("w = mu v - lr g", "theta += (1 + mu) w - mu v", "v = w");

  /** The rule with these hyper-parameters. */
  static VectorizedNesterovs of(double learningRate, HyperParameters values) {
    return new VectorizedNesterovs(learningRate, values.get(MOMENTUM));
  }

  @Override
  public Formula formula() {
    return FORMULA;
  }

  @Override
  public List<Constant> constants() {
    return List.of(new Constant("mu", momentum));
  }

  @Override
  public List<Accumulator> accumulators() {
    return List.of(new Accumulator("v", NesterovsUpdater.V_STATE, 0));
  }

  @Override
  public String source() {
    return "DL4J Nesterovs";
  }

  @Override
  public Citation citation() {
    return Citation.NESTEROV;
  }

  @Override
  public Nesterovs updater() {
    return new Nesterovs(learningRate, momentum);
  }

  @Override
  public Kernel kernel() {
    float eta = (float) learningRate;
    float mu = (float) momentum;
    Step step =
        (parameters, gradient, accumulators, length) ->
            step(eta, mu, gradient, accumulators[0], length);
    return iteration -> step;
  }

  private static void step(float eta, float mu, float[] gradient, float[] v, int length) {
    float factor = -mu - 1;
    for (int i = 0; i < length; i++) {
      float decayed = mu * v[i];
      float velocity = decayed - eta * gradient[i];
      v[i] = velocity;
      gradient[i] = decayed + factor * velocity;
    }
  }

  @Override
  public OpenClStep openClStep() {
    return OpenClStep.of(
        """
            float decayed = mu * *v;
            *v = decayed - eta * g;
            return decayed + (-mu - 1) * *v;
            """,
        "eta",
        (float) learningRate,
        "mu",
        (float) momentum);
  }
}
