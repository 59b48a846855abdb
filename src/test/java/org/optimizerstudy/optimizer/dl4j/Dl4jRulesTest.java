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
    return Oracle.optimizers(Dl4jRules.ALL.keySet(), Semantics.DL4J);
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
      case NADAM -> () -> new Nadam(eta);
      case ADAMAX -> () -> new AdaMax(eta);
      case AMSGRAD -> () -> new AmsGrad(eta);
      case ADABELIEF -> () -> new AdaBelief(eta);
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

  /** What the four variants of Adam have in common, with DL4J's powers in single precision. */
  private abstract static class Variant implements Oracle {
    private final double eta;
    private int t;
    private double m;

    Variant(double eta) {
      this.eta = eta;
    }

    @Override
    public final double update(double g) {
      t++;
      m = 0.9f * m + (1 - 0.9f) * g;
      return eta * step(g);
    }

    abstract double step(double g);

    final double mean() {
      return m;
    }

    /** 1 - beta^t. */
    final double correction(float beta) {
      return 1.0 - (float) Math.pow(beta, t);
    }
  }

  private static final class Nadam extends Variant {
    private double v;

    Nadam(double eta) {
      super(eta);
    }

    @Override
    double step(double g) {
      v = 0.999f * v + (1 - 0.999f) * g * g;
      double ahead = 0.9f * mean() + (1 - 0.9f) * g;
      return ahead / correction(0.9f) / (Math.sqrt(v) + 1e-8);
    }
  }

  private static final class AdaMax extends Variant {
    private double u;

    AdaMax(double eta) {
      super(eta);
    }

    @Override
    double step(double g) {
      u = Math.max(0.999f * u, Math.abs(g)) + 1e-32;
      return mean() / correction(0.9f) / u;
    }
  }

  private static final class AmsGrad extends Variant {
    private double v;
    private double largest;

    AmsGrad(double eta) {
      super(eta);
    }

    @Override
    double step(double g) {
      v = 0.999f * v + (1 - 0.999f) * g * g;
      largest = Math.max(largest, v);
      return Math.sqrt(correction(0.999f))
          / correction(0.9f)
          * mean()
          / (Math.sqrt(largest) + 1e-8);
    }
  }

  private static final class AdaBelief extends Variant {
    private double s;

    AdaBelief(double eta) {
      super(eta);
    }

    @Override
    double step(double g) {
      s = 0.999f * s + (1 - 0.999f) * Math.pow(g - mean(), 2) + 1e-14;
      return Math.sqrt(correction(0.999f)) / correction(0.9f) * mean() / (Math.sqrt(s) + 1e-14);
    }
  }
}
