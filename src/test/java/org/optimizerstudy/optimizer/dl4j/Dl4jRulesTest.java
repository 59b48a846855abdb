package org.optimizerstudy.optimizer.dl4j;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.optimizer.Oracle;

/** DL4J's updaters follow the table of docs/rules.md. */
class Dl4jRulesTest {

  static Stream<Arguments> optimizers() {
    return Oracle.optimizers(Semantics.DL4J);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void followsTheFormulas(OptimizerKind optimizer, double eta) {
    Oracle.assertAgreement(
        Dl4jRules.ALL.get(optimizer).of(eta, optimizer.hyperParameters(Semantics.DL4J)).updater(),
        oracle(optimizer, (float) eta));
  }

  private static Supplier<Oracle> oracle(OptimizerKind optimizer, double eta) {
    return switch (optimizer) {
      case GRADIENT_DESCENT -> () -> g -> eta * g;
      case MOMENTUM -> () -> new Nesterov(eta);
      case ADAGRAD -> () -> new AdaGrad(eta);
      case ADADELTA -> AdaDelta::new;
      case RMSPROP -> () -> new RmsProp(eta);
      case ADAM -> () -> new Adam(eta);
      default -> throw new IllegalArgumentException(optimizer.key());
    };
  }

  private static final class Nesterov implements Oracle {
    private final double eta;
    private double v;

    Nesterov(double eta) {
      this.eta = eta;
    }

    @Override
    public double update(double g) {
      double before = v;
      v = 0.9f * v - eta * g;
      return 0.9f * before - (1 + 0.9f) * v;
    }
  }

  private static final class AdaGrad implements Oracle {
    private final double eta;
    private double h = 1e-6;

    AdaGrad(double eta) {
      this.eta = eta;
    }

    @Override
    public double update(double g) {
      h += g * g;
      return eta * g / (Math.sqrt(h) + 1e-6);
    }
  }

  private static final class AdaDelta implements Oracle {
    private double a;
    private double b;

    @Override
    public double update(double g) {
      a = 0.95f * a + (1 - 0.95f) * g * g;
      double u = Math.sqrt((b + 1e-6) / (a + 1e-6)) * g;
      b = 0.95f * b + (1 - 0.95f) * u * u;
      return u;
    }
  }

  private static final class RmsProp implements Oracle {
    private final double eta;
    private double s = 1e-8;

    RmsProp(double eta) {
      this.eta = eta;
    }

    @Override
    public double update(double g) {
      s = 0.95f * s + (1 - 0.95f) * g * g;
      return eta * g / (Math.sqrt(s) + 1e-8);
    }
  }

  private static final class Adam implements Oracle {
    private final double eta;
    private int t;
    private double m;
    private double v;

    Adam(double eta) {
      this.eta = eta;
    }

    @Override
    public double update(double g) {
      t++;
      m = 0.9f * m + (1 - 0.9f) * g;
      v = 0.999f * v + (1 - 0.999f) * g * g;
      double etaT = eta * Math.sqrt(1.0 - power(0.999f)) / (1.0 - power(0.9f));
      return etaT * m / (Math.sqrt(v) + 1e-8);
    }

    /** In single precision; the difference from one exposes the rounding. */
    private float power(float beta) {
      return (float) Math.pow(beta, t);
    }
  }
}
