package org.optimizerstudy.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.learning.config.IUpdater;

/** Traces of 200 steps: of a rule, and those that oracles wrote. */
public final class Traces {

  private Traces() {}

  /** Parameters after each step. */
  public static List<float[]> of(IUpdater rule, float[] start, List<float[]> gradients) {
    Trace trace = new Trace(rule, start);
    List<float[]> parameters = new ArrayList<>();
    gradients.forEach(gradient -> parameters.add(trace.step(gradient)));
    return parameters;
  }

  /** A row a step from CSV without header. */
  public static List<float[]> read(Path file) {
    try {
      return Files.readAllLines(file).stream().map(Traces::row).toList();
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

  /**
   * Asserts that 200 steps agree within {@link Oracle#TOLERANCE}, relative to the largest previous
   * value of the parameter.
   */
  public static void assertAgreement(List<float[]> actual, List<float[]> expected, float[] start) {
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
}
