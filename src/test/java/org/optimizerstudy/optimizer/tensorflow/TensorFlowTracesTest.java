package org.optimizerstudy.optimizer.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.optimizerstudy.experiment.Keyed;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.optimizer.Oracle;
import org.optimizerstudy.optimizer.Traces;

/** Compares with the results of TensorFlow's own kernels for the same gradients. */
class TensorFlowTracesTest {

  private static final Path TRACES = Path.of("src/test/resources/traces");
  private static final Pattern NAME = Pattern.compile("(?<optimizer>.+)\\.lr(?<rate>.+)\\.csv");

  @ParameterizedTest(name = "{0} at {1}")
  @MethodSource("traces")
  void agreesWithTensorFlowsKernel(OptimizerKind optimizer, double learningRate, Path file) {
    List<float[]> input = read(TRACES.resolve("gradients.csv"));
    float[] start = input.get(0);
    List<float[]> expected = read(file);

    List<float[]> actual =
        Traces.of(
            TensorFlowRules.ALL
                .get(optimizer)
                .of(learningRate, optimizer.hyperParameters(Semantics.TENSORFLOW))
                .updater(),
            start,
            input.subList(1, input.size()));

    assertThat(actual).hasSameSizeAs(expected).hasSize(200);
    for (int i = 0; i < start.length; i++) {
      double largest = Math.abs(start[i]);
      for (int step = 0; step < expected.size(); step++) {
        float theta = expected.get(step)[i];
        largest = Math.max(largest, Math.abs(theta));
        assertThat(Math.abs((double) actual.get(step)[i] - theta) / largest)
            .describedAs(
                "parameter %d after step %d: %s against %s",
                i, step + 1, actual.get(step)[i], theta)
            .isLessThanOrEqualTo(Oracle.TOLERANCE);
      }
    }
  }

  static Set<OptimizerKind> optimizers() {
    return TensorFlowRules.ALL.keySet();
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void everyOptimizerHasTracesAtSeveralLearningRates(OptimizerKind optimizer) throws IOException {
    assertThat(traces().filter(trace -> trace.get()[0] == optimizer).count())
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void gradientsAreOfMixedScalesWithZeros() {
    List<float[]> gradients = read(TRACES.resolve("gradients.csv")).subList(1, 201);

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

  private static List<float[]> read(Path file) {
    try {
      return Files.readAllLines(file).stream().map(TensorFlowTracesTest::row).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static float[] row(String line) {
    String[] cells = line.split(",");
    float[] row = new float[cells.length];
    for (int i = 0; i < cells.length; i++) {
      row[i] = Float.parseFloat(cells[i]);
    }
    return row;
  }
}
