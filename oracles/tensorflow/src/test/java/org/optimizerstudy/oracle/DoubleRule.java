package org.optimizerstudy.oracle;

import static java.lang.Math.sqrt;

/**
 * TensorFlow 1.x's update rules for a single parameter in double precision, written from their
 * formulas. The constants are the float32 values that the kernels receive: 1 - 0.999f is
 * 0.00100005.
 */
@FunctionalInterface
interface DoubleRule {
  /** What the next step subtracts from the parameter. */
  double update(double gradient);

  static DoubleRule of(TensorFlowOptimizer optimizer, double rate) {
    return switch (optimizer) {
      case GRADIENT_DESCENT -> g -> rate * g;
      case MOMENTUM -> momentum(rate);
      case ADAGRAD -> adagrad(rate);
      case ADADELTA -> adadelta(rate);
      case RMSPROP -> rmsprop(rate);
      case ADAM -> adam(rate);
    };
  }

  private static DoubleRule momentum(double rate) {
    double[] a = {0};
    return g -> rate * (a[0] = 0.9f * a[0] + g);
  }

  private static DoubleRule adagrad(double rate) {
    double[] a = {0.1f};
    return g -> rate * g / sqrt(a[0] += g * g);
  }

  private static DoubleRule adadelta(double rate) {
    double rho = 0.95f;
    double epsilon = 1e-8f;
    double[] a = {0};
    double[] b = {0};
    return g -> {
      a[0] = rho * a[0] + (1 - rho) * g * g;
      double u = sqrt(b[0] + epsilon) / sqrt(a[0] + epsilon) * g;
      b[0] = rho * b[0] + (1 - rho) * u * u;
      return rate * u;
    };
  }

  private static DoubleRule rmsprop(double rate) {
    double decay = 0.9f;
    double[] ms = {1};
    return g -> {
      ms[0] = decay * ms[0] + (1 - decay) * g * g;
      return rate * g / sqrt(ms[0] + 1e-10f);
    };
  }

  private static DoubleRule adam(double rate) {
    double beta1 = 0.9f;
    double beta2 = 0.999f;
    double[] m = {0};
    double[] v = {0};
    float[] power = {1, 1};
    return g -> {
      power[0] *= 0.9f;
      power[1] *= 0.999f;
      m[0] = beta1 * m[0] + (1 - beta1) * g;
      v[0] = beta2 * v[0] + (1 - beta2) * g * g;
      double step = rate * sqrt(1 - power[1]) / (1 - power[0]);
      return step * m[0] / (sqrt(v[0]) + 1e-8f);
    };
  }
}
