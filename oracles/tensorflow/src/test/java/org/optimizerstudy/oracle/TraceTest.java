package org.optimizerstudy.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** TensorFlow's kernels against the formulas in double precision, and the committed traces. */
class TraceTest {
  private static final Path COMMITTED = Path.of("../../src/test/resources/traces");

  /**
   * Of the largest value that the parameter has had so far: a sum that passes through zero keeps
   * the rounding errors of its larger terms. 200 float additions alone come to 1.2e-6.
   */
  private static final double TOLERANCE = 2e-6;

  static Stream<Arguments> traces() {
    return Arrays.stream(TensorFlowOptimizer.values())
        .flatMap(
            optimizer ->
                Stream.of("0.0001", "0.001", "0.01", "0.1", "1.0")
                    .map(rate -> Arguments.of(optimizer, rate)));
  }

  @ParameterizedTest
  @MethodSource("traces")
  void kernelsFollowTheFormulas(TensorFlowOptimizer optimizer, float rate) {
    List<float[]> gradients = GradientSequence.rows();
    assertAgree(Trace.of(optimizer, rate, gradients), formulas(optimizer, rate, gradients));
  }

  @ParameterizedTest
  @MethodSource("traces")
  void committedTracesFollowTheFormulas(TensorFlowOptimizer optimizer, String rate)
      throws IOException {
    Path file = COMMITTED.resolve("tensorflow/%s.lr%s.csv".formatted(optimizer, rate));
    List<float[]> gradients = FloatCsv.read(COMMITTED.resolve("gradients.csv"));
    assertAgree(FloatCsv.read(file), formulas(optimizer, Float.parseFloat(rate), gradients));
  }

  @Test
  void committedGradientsAreTheGenerators() throws IOException {
    assertThat(FloatCsv.read(COMMITTED.resolve("gradients.csv")))
        .usingRecursiveComparison()
        .isEqualTo(GradientSequence.rows());
  }

  private static List<double[]> formulas(
      TensorFlowOptimizer optimizer, float rate, List<float[]> gradients) {
    int columns = gradients.get(0).length;
    List<double[]> trace = new ArrayList<>();
    for (int step = 1; step < gradients.size(); step++) {
      trace.add(new double[columns]);
    }
    for (int column = 0; column < columns; column++) {
      DoubleRule rule = DoubleRule.of(optimizer, rate);
      double theta = gradients.get(0)[column];
      for (int step = 1; step < gradients.size(); step++) {
        theta -= rule.update(gradients.get(step)[column]);
        trace.get(step - 1)[column] = theta;
      }
    }
    return trace;
  }

  private static void assertAgree(List<float[]> actual, List<double[]> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int column = 0; column < expected.get(0).length; column++) {
      double largest = 0;
      for (int step = 0; step < expected.size(); step++) {
        double theta = expected.get(step)[column];
        largest = Math.max(largest, Math.abs(theta));
        assertThat(Math.abs(actual.get(step)[column] - theta))
            .as("column %d, step %d", column, step + 1)
            .isLessThanOrEqualTo(TOLERANCE * largest);
      }
    }
  }
}
