package org.optimizerstudy.optimizer.dl4j;

import java.util.List;
import org.nd4j.linalg.learning.NesterovsUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.optimizerstudy.optimizer.rule.Accumulator;
import org.optimizerstudy.optimizer.rule.FlatUpdater;

/**
 * DL4J's Nesterov momentum: w = mu v - eta g; u = mu v - (1 + mu) w; v = w, where g is a gradient,
 * eta the learning rate, mu the momentum and v the velocity, which starts at 0.
 */
final class NesterovsTwin {

  private NesterovsTwin() {}

  static FlatUpdater of(Nesterovs config) {
    return new FlatUpdater(
        config,
        List.of(new Accumulator(NesterovsUpdater.V_STATE, 0)),
        iteration -> {
          float eta = (float) config.getLearningRate(iteration, 0);
          float mu = (float) config.currentMomentum(iteration, 0);
          return (gradient, accumulators, length) ->
              step(eta, mu, gradient, accumulators[0], length);
        });
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
}
