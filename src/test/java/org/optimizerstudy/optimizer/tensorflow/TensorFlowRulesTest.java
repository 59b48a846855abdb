package org.optimizerstudy.optimizer.tensorflow;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.optimizer.Oracle;

/** Compares with TensorFlow's formulas in double precision, with its single-precision constants. */
class TensorFlowRulesTest {

  /** Adadelta also at a rate of one, where it equals the formula without a rate. */
  static Stream<Arguments> optimizers() {
    return Stream.concat(
        Oracle.optimizers(Semantics.TENSORFLOW),
        Stream.of(Arguments.of(OptimizerKind.ADADELTA, 1.0)));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void followsTheFormulas(OptimizerKind optimizer, double eta) {
    Oracle.assertAgreement(
        TensorFlowRules.ALL
            .get(optimizer)
            .of(eta, optimizer.hyperParameters(Semantics.TENSORFLOW))
            .updater(),
        oracle(optimizer, (float) eta));
  }

  private static Supplier<Oracle> oracle(OptimizerKind optimizer, double lr) {
    return switch (optimizer) {
      case GRADIENT_DESCENT -> () -> g -> lr * g;
      case MOMENTUM -> () -> new Momentum(lr);
      case ADAGRAD -> () -> new Adagrad(lr);
      case ADADELTA -> () -> new Adadelta(lr);
      case RMSPROP -> () -> new RmsProp(lr);
      case ADAM -> () -> new Adam(lr);
      default -> throw new IllegalArgumentException(optimizer.key());
    };
  }

  private static final class Momentum implements Oracle {
    private final double lr;
    private double a;

    Momentum(double lr) {
      this.lr = lr;
    }

    @Override
    public double update(double g) {
      a = 0.9f * a + g;
      return lr * a;
    }
  }

  private static final class Adagrad implements Oracle {
    private final double lr;
    private double a = 0.1f;

    Adagrad(double lr) {
      this.lr = lr;
    }

    @Override
    public double update(double g) {
      a += g * g;
      return lr * g / Math.sqrt(a);
    }
  }

  private static final class Adadelta implements Oracle {
    private final double lr;
    private double a;
    private double b;

    Adadelta(double lr) {
      this.lr = lr;
    }

    @Override
    public double update(double g) {
      a = 0.95f * a + (1 - 0.95f) * g * g;
      double u = Math.sqrt((b + 1e-8f) / (a + 1e-8f)) * g;
      b = 0.95f * b + (1 - 0.95f) * u * u;
      return lr * u;
    }
  }

  private static final class RmsProp implements Oracle {
    private final double lr;
    private double ms = 1;

    RmsProp(double lr) {
      this.lr = lr;
    }

    @Override
    public double update(double g) {
      ms = 0.9f * ms + (1 - 0.9f) * g * g;
      return lr * g / Math.sqrt(ms + 1e-10f);
    }
  }

  private static final class Adam implements Oracle {
    private final double lr;
    private float power1 = 1;
    private float power2 = 1;
    private double m;
    private double v;

    Adam(double lr) {
      this.lr = lr;
    }

    @Override
    public double update(double g) {
      power1 *= 0.9f;
      power2 *= 0.999f;
      m = 0.9f * m + (1 - 0.9f) * g;
      v = 0.999f * v + (1 - 0.999f) * g * g;
      double lrT = lr * Math.sqrt(1.0 - power2) / (1.0 - power1);
      return lrT * m / (Math.sqrt(v) + 1e-8f);
    }
  }
}
