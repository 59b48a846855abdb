package org.optimizerstudy.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows of floats as comma-separated values without a header, written so that {@link
 * Float#parseFloat} restores every bit.
 */
final class FloatCsv {
  private FloatCsv() {}

  static List<float[]> read(Path file) throws IOException {
    List<float[]> rows =
        Files.readAllLines(file).stream()
            .filter(line -> !line.isBlank())
            .map(FloatCsv::row)
            .toList();
    if (rows.stream().mapToInt(row -> row.length).distinct().count() > 1) {
      throw new IOException(file + ": the rows differ in length");
    }
    return rows;
  }

  static String format(List<float[]> rows) {
    return rows.stream().map(FloatCsv::line).collect(Collectors.joining());
  }

  private static float[] row(String line) {
    String[] fields = line.split(",");
    float[] row = new float[fields.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = Float.parseFloat(fields[i]);
    }
    return row;
  }

  private static String line(float[] row) {
    return IntStream.range(0, row.length)
        .mapToObj(i -> Float.toString(row[i]))
        .collect(Collectors.joining(",", "", "\n"));
  }
}
