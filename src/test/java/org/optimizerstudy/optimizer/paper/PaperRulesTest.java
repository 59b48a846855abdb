package org.optimizerstudy.optimizer.paper;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.optimizer.Oracle;

class PaperRulesTest {

  static Stream<Arguments> optimizers() {
    return Oracle.optimizers(Semantics.PAPER);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void followsTheEquations(OptimizerKind optimizer, double eta) {
    Oracle.assertAgreement(
        PaperRules.ALL.get(optimizer).of(eta, optimizer.hyperParameters(Semantics.PAPER)).updater(),
        oracle(optimizer, eta));
  }

  private static Supplier<Oracle> oracle(OptimizerKind optimizer, double eta) {
    return switch (optimizer) {
      case GRADIENT_DESCENT -> () -> g -> eta * g;
      case MOMENTUM -> () -> new Momentum(eta);
      case ADAGRAD -> () -> new Adagrad(eta);
      case ADADELTA -> Adadelta::new;
      case RMSPROP -> () -> new RmsProp(eta);
      case ADAM -> () -> new Adam(eta);
      default -> throw new IllegalArgumentException(optimizer.key());
    };
  }

  /** Equations 2 and 3. */
  private static final class Momentum implements Oracle {
    private final double eta;
    private double v;

    Momentum(double eta) {
      this.eta = eta;
    }

    @Override
    public double update(double g) {
      v = 0.9 * v + eta * g;
      return v;
    }
  }

  /** Equations 4 and 5. */
  private static final class Adagrad implements Oracle {
    private final double eta;
    private double sum;

    Adagrad(double eta) {
      this.eta = eta;
    }

    @Override
    public double update(double g) {
      sum += Math.pow(g, 2);
      return eta * Math.pow(sum + 1e-8, -0.5) * g;
    }
  }

  /** Equations 6 to 9. */
  private static final class Adadelta implements Oracle {
    private double g2;
    private double d2;

    @Override
    public double update(double g) {
      g2 = 0.9 * g2 + 0.1 * Math.pow(g, 2);
      double d = Math.sqrt((d2 + 1e-8) / (g2 + 1e-8)) * g;
      d2 = 0.9 * d2 + 0.1 * Math.pow(d, 2);
      return d;
    }
  }

  /** Equations 10 and 11. */
  private static final class RmsProp implements Oracle {
    private final double eta;
    private double g2;

    RmsProp(double eta) {
      this.eta = eta;
    }

    @Override
    public double update(double g) {
      g2 = 0.9 * g2 + 0.1 * Math.pow(g, 2);
      return eta * g / Math.sqrt(g2 + 1e-8);
    }
  }

  /** Equations 12 to 16. */
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
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * Math.pow(g, 2);
      double unbiasedM = m / (1 - Math.pow(0.9, t));
      double unbiasedV = v / (1 - Math.pow(0.999, t));
      return eta / Math.sqrt(unbiasedV + 1e-8) * unbiasedM;
    }
  }
}
