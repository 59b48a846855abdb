package org.optimizerstudy.optimizer.dl4j;

import java.util.List;
import org.nd4j.linalg.learning.config.Sgd;
import org.optimizerstudy.optimizer.rule.FlatUpdater;

/** DL4J's gradient descent: u = g eta, where g is a gradient and eta the learning rate. */
final class SgdTwin {

  private SgdTwin() {}

  static FlatUpdater of(Sgd config) {
    return new FlatUpdater(
        config,
        List.of(),
        iteration -> {
          float eta = (float) config.getLearningRate(iteration, 0);
          return (gradient, accumulators, length) -> step(eta, gradient, length);
        });
  }

  private static void step(float eta, float[] gradient, int length) {
    for (int i = 0; i < length; i++) {
      gradient[i] = gradient[i] * eta;
    }
  }
}
