package org.optimizerstudy.optimizer.dl4j;

import java.util.List;
import org.nd4j.linalg.learning.RmsPropUpdater;
import org.nd4j.linalg.learning.config.RmsProp;
import org.optimizerstudy.optimizer.rule.Accumulator;
import org.optimizerstudy.optimizer.rule.FlatUpdater;

/**
 * DL4J's RmsProp: s = rho s + (1 - rho) g^2; u = eta g / (sqrt(s) + eps), where g is a gradient,
 * eta the learning rate, s the mean square, rho its decay and eps a small constant, at which s
 * starts.
 */
final class RmsPropTwin {

  private RmsPropTwin() {}

  static FlatUpdater of(RmsProp config) {
    float rho = (float) config.getRmsDecay();
    float eps = (float) config.getEpsilon();
    return new FlatUpdater(
        config,
        List.of(new Accumulator(RmsPropUpdater.G_STATE, eps)),
        iteration -> {
          float eta = (float) config.getLearningRate(iteration, 0);
          return (gradient, accumulators, length) ->
              step(eta, rho, eps, gradient, accumulators[0], length);
        });
  }

  private static void step(
      float eta, float rho, float eps, float[] gradient, float[] s, int length) {
    float rest = 1 - rho;
    for (int i = 0; i < length; i++) {
      float g = gradient[i];
      float meanSquare = s[i] * rho + g * g * rest;
      s[i] = meanSquare;
      gradient[i] = (eta * g) / ((float) Math.sqrt(meanSquare) + eps);
    }
  }
}
