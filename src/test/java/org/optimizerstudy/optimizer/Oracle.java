package org.optimizerstudy.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.nd4j.linalg.learning.config.IUpdater;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.experiment.Semantics;

/**
 * An update rule for a single parameter in double precision, written from its formula: given a
 * gradient, it returns the amount to subtract from the parameter.
 */
@FunctionalInterface
public interface Oracle {

  double TOLERANCE = 2e-6;

  double update(double gradient);

  /**
   * Each of the paper's optimizers at three learning rates, or at NaN if its rule has none.
   *
   * @return pairs of {@link OptimizerKind} and learning rate
   */
  static Stream<Arguments> optimizers(Semantics semantics) {
    return optimizers(PaperGrid.OPTIMIZERS, semantics);
  }

  /** The same of others. */
  static Stream<Arguments> optimizers(Collection<OptimizerKind> kinds, Semantics semantics) {
    return kinds.stream()
        .flatMap(
            optimizer -> {
              DoubleStream rates =
                  optimizer.hasLearningRate(semantics)
                      ? DoubleStream.of(0.0001, 0.001, 0.01)
                      : DoubleStream.of(Double.NaN);
              return rates.mapToObj(rate -> Arguments.of(optimizer, rate));
            });
  }

  /**
   * Asserts that a rule's parameters equal those of the oracle over 200 steps, within {@link
   * #TOLERANCE} relative to the largest previous value of the parameter: rounding errors in single
   * precision remain when the parameter returns towards zero.
   */
  static void assertAgreement(IUpdater rule, Supplier<Oracle> oracle) {
    float[] start = Gradients.parameters(64, 11);
    List<float[]> gradients = Gradients.mixed(200, start.length, 12);
    List<float[]> trace = Traces.of(rule, start, gradients);
    for (int i = 0; i < start.length; i++) {
      Oracle parameter = oracle.get();
      double theta = start[i];
      double largest = Math.abs(theta);
      for (int step = 0; step < gradients.size(); step++) {
        theta -= parameter.update(gradients.get(step)[i]);
        largest = Math.max(largest, Math.abs(theta));
        float actual = trace.get(step)[i];
        assertThat(Math.abs(actual - theta) / largest)
            .describedAs("parameter %d after step %d: %s against %s", i, step + 1, actual, theta)
            .isLessThanOrEqualTo(TOLERANCE);
      }
    }
  }
}
