package org.optimizerstudy.optimizer.dl4j;

import java.util.List;
import org.nd4j.linalg.learning.AdaGradUpdater;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.optimizerstudy.optimizer.rule.Accumulator;
import org.optimizerstudy.optimizer.rule.FlatUpdater;

/**
 * DL4J's AdaGrad: h = h + g^2; u = eta g / (sqrt(h) + eps), where g is a gradient, eta the learning
 * rate, eps a small constant and h the accumulated squared gradient. It starts at DL4J's default
 * epsilon, whatever the configuration's.
 */
final class AdaGradTwin {

  private AdaGradTwin() {}

  static FlatUpdater of(AdaGrad config) {
    float eps = (float) config.getEpsilon();
    return new FlatUpdater(
        config,
        List.of(
            new Accumulator(AdaGradUpdater.GRAD_STATE, (float) AdaGrad.DEFAULT_ADAGRAD_EPSILON)),
        iteration -> {
          float eta = (float) config.getLearningRate(iteration, 0);
          return (gradient, accumulators, length) ->
              step(eta, eps, gradient, accumulators[0], length);
        });
  }

  private static void step(float eta, float eps, float[] gradient, float[] h, int length) {
    for (int i = 0; i < length; i++) {
      float g = gradient[i];
      float accumulated = h[i] + g * g;
      h[i] = accumulated;
      gradient[i] = (eta * g) / ((float) Math.sqrt(accumulated) + eps);
    }
  }
}
