package org.optimizerstudy.optimizer.dl4j;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.optimizerstudy.optimizer.rule.Accumulator;
import org.optimizerstudy.optimizer.rule.FlatUpdater;

/**
 * DL4J's Adam: m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g^2; u = m eta_t / (sqrt(v) + eps) with
 * eta_t = eta sqrt(1 - b2^t) / (1 - b1^t), where g is a gradient, m and v the first and second
 * moment, which start at 0, b1 and b2 their decays, t the step counted from 1, eps a small constant
 * and eta the learning rate.
 */
final class AdamTwin {

  private AdamTwin() {}

  static FlatUpdater of(Adam config) {
    float beta1 = (float) config.getBeta1();
    float beta2 = (float) config.getBeta2();
    float eps = (float) config.getEpsilon();
    CorrectedRate rate = new CorrectedRate(config);
    return new FlatUpdater(
        config,
        List.of(new Accumulator(AdamUpdater.M_STATE, 0), new Accumulator(AdamUpdater.V_STATE, 0)),
        iteration -> {
          float etaT = rate.at(iteration);
          return (gradient, accumulators, length) ->
              step(etaT, beta1, beta2, eps, gradient, accumulators[0], accumulators[1], length);
        });
  }

  private static void step(
      float etaT,
      float beta1,
      float beta2,
      float eps,
      float[] gradient,
      float[] m,
      float[] v,
      int length) {
    float rest1 = 1 - beta1;
    float rest2 = 1 - beta2;
    for (int i = 0; i < length; i++) {
      float g = gradient[i];
      float first = beta1 * m[i] + g * rest1;
      float second = beta2 * v[i] + g * g * rest2;
      m[i] = first;
      v[i] = second;
      gradient[i] = (first * etaT) / ((float) Math.sqrt(second) + eps);
    }
  }

  /**
   * The learning rate with Adam's bias correction, eta_t, as DL4J's op has it. The op takes powers
   * by the C library's {@code powf}, whose last bit is its own, so the op itself is asked: where a
   * gradient and its two moments are 1 the moments stay 1, and the update is eta_t / (1 + eps),
   * with an epsilon too small to be seen.
   */
  private static final class CorrectedRate {

    private static final double VANISHING = 1e-30;

    private final Adam config;
    private final INDArray gradient = Nd4j.ones(DataType.FLOAT, 1);
    private final INDArray secondMoment = Nd4j.ones(DataType.FLOAT, 1);
    private final INDArray firstMoment = Nd4j.ones(DataType.FLOAT, 1);
    private final CustomOp op = new org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater();
    private final OpContext arguments = Nd4j.getExecutioner().buildContext();

    CorrectedRate(Adam config) {
      this.config = config;
      arguments.setInputArrays(gradient, secondMoment, firstMoment);
      arguments.setOutputArrays(gradient, secondMoment, firstMoment);
    }

    float at(int iteration) {
      gradient.putScalar(0, 1);
      arguments.setTArguments(
          config.getLearningRate(iteration, 0), config.getBeta1(), config.getBeta2(), VANISHING);
      arguments.setIArguments(iteration);
      Nd4j.getExecutioner().exec(op, arguments);
      return gradient.getFloat(0);
    }
  }
}
