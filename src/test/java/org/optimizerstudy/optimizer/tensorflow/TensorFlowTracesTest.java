package org.optimizerstudy.optimizer.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.optimizerstudy.experiment.Keyed;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.optimizer.Traces;

/** Compares with the results of TensorFlow's own kernels for the same gradients. */
class TensorFlowTracesTest {

  private static final Path TRACES = Path.of("src/test/resources/traces");
  private static final Pattern NAME = Pattern.compile("(?<optimizer>.+)\\.lr(?<rate>.+)\\.csv");

  @ParameterizedTest(name = "{0} at {1}")
  @MethodSource("traces")
  void agreesWithTensorFlowsKernel(OptimizerKind optimizer, double learningRate, Path file) {
    List<float[]> input = Traces.read(TRACES.resolve("gradients.csv"));
    float[] start = input.get(0);
    List<float[]> expected = Traces.read(file);

    List<float[]> actual =
        Traces.of(
            TensorFlowRules.ALL
                .get(optimizer)
                .of(learningRate, optimizer.hyperParameters(Semantics.TENSORFLOW))
                .updater(),
            start,
            input.subList(1, input.size()));

    Traces.assertAgreement(actual, expected, start);
  }

  static List<OptimizerKind> optimizers() {
    return PaperGrid.OPTIMIZERS;
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void everyOptimizerHasTracesAtSeveralLearningRates(OptimizerKind optimizer) throws IOException {
    assertThat(traces().filter(trace -> trace.get()[0] == optimizer).count())
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void gradientsAreOfMixedScalesWithZeros() {
    List<float[]> gradients = Traces.read(TRACES.resolve("gradients.csv")).subList(1, 201);

    double smallest = Double.MAX_VALUE;
    double largest = 0;
    int zeros = 0;
    for (float[] gradient : gradients) {
      for (float g : gradient) {
        if (g == 0) {
          zeros++;
        } else {
          smallest = Math.min(smallest, Math.abs(g));
          largest = Math.max(largest, Math.abs(g));
        }
      }
    }
    assertThat(smallest).isLessThan(1e-3);
    assertThat(largest).isGreaterThan(1);
    assertThat(zeros).isPositive();
  }

  static Stream<Arguments> traces() throws IOException {
    try (Stream<Path> files = Files.list(TRACES.resolve("tensorflow"))) {
      return files.sorted().toList().stream().map(TensorFlowTracesTest::trace);
    }
  }

  private static Arguments trace(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    if (!name.matches()) {
      throw new IllegalArgumentException("not a trace: " + file);
    }
    OptimizerKind optimizer = Keyed.parse(OptimizerKind.class, name.group("optimizer"));
    return Arguments.of(optimizer, Double.parseDouble(name.group("rate")), file);
  }
}
