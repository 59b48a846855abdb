package org.optimizerstudy.optimizer.dl4j;

import java.util.List;
import org.nd4j.linalg.learning.AdaDeltaUpdater;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.optimizerstudy.optimizer.rule.Accumulator;
import org.optimizerstudy.optimizer.rule.FlatUpdater;

/**
 * DL4J's AdaDelta: a = rho a + (1 - rho) g^2; u = g sqrt(b + eps) / sqrt(a + eps); b = rho b + (1 -
 * rho) u^2, where g is a gradient, a and b the decaying means of squared gradients and of squared
 * updates, which start at 0, rho their decay and eps a small constant.
 */
final class AdaDeltaTwin {

  private AdaDeltaTwin() {}

  static FlatUpdater of(AdaDelta config) {
    float rho = (float) config.getRho();
    float eps = (float) config.getEpsilon();
    return new FlatUpdater(
        config,
        List.of(
            new Accumulator(AdaDeltaUpdater.MSG_STATE, 0),
            new Accumulator(AdaDeltaUpdater.MSDX_STATE, 0)),
        iteration ->
            (gradient, accumulators, length) ->
                step(rho, eps, gradient, accumulators[0], accumulators[1], length));
  }

  /** Two loops, because the compiler does not vectorise both halves in one. */
  private static void step(
      float rho, float eps, float[] gradient, float[] a, float[] b, int length) {
    float rest = 1 - rho;
    for (int i = 0; i < length; i++) {
      float g = gradient[i];
      float squares = rho * a[i] + g * g * rest;
      a[i] = squares;
      gradient[i] = g * ((float) Math.sqrt(b[i] + eps) / (float) Math.sqrt(squares + eps));
    }
    for (int i = 0; i < length; i++) {
      float u = gradient[i];
      b[i] = rho * b[i] + u * u * rest;
    }
  }
}
