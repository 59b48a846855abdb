package org.optimizerstudy.optimizer;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.optimizerstudy.experiment.InvalidInputException;

/**
 * Gradients that are given in a file, for the {@link Trace} of an update rule without any network.
 *
 * @param start the initial parameters theta_0
 * @param gradients one array of the same length a step
 */
public record GivenGradients(float[] start, List<float[]> gradients) {

  public GivenGradients {
    gradients = List.copyOf(gradients);
  }

  /**
   * Reads a CSV file without header: the first row is theta_0, each later row a gradient.
   *
   * @throws InvalidInputException if the file is empty, has no gradient, has rows of different
   *     lengths or values that are not finite numbers; the message names the line
   * @throws IOException if the file cannot be read
   */
  public static GivenGradients read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(file + ": must be a CSV file of gradients, found none");
    }
    List<float[]> rows = new ArrayList<>();
    try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(file)) {
      for (CsvRecord record : csv) {
        float[] row = row(file, record);
        if (!rows.isEmpty() && row.length != rows.get(0).length) {
          throw new InvalidInputException(
              "%s:%d: must have %d values as the first row has, found %d"
                  .formatted(file, record.getStartingLineNumber(), rows.get(0).length, row.length));
        }
        rows.add(row);
      }
    } catch (CsvParseException e) {
      throw new InvalidInputException(file + ": must be CSV: " + e.getMessage(), e);
    }
    if (rows.size() < 2) {
      throw new InvalidInputException(
          "%s: must have theta_0 in its first row and at least one gradient after it, found %d rows"
              .formatted(file, rows.size()));
    }
    return new GivenGradients(rows.get(0), rows.subList(1, rows.size()));
  }

  private static float[] row(Path file, CsvRecord record) {
    float[] row = new float[record.getFieldCount()];
    for (int i = 0; i < row.length; i++) {
      row[i] = number(file, record, i);
    }
    return row;
  }

  private static float number(Path file, CsvRecord record, int column) {
    String text = record.getField(column).strip();
    float number;
    try {
      number = Float.parseFloat(text);
    } catch (NumberFormatException e) {
      throw notFinite(file, record, column, text);
    }
    if (!Float.isFinite(number)) {
      throw notFinite(file, record, column, text);
    }
    return number;
  }

  private static InvalidInputException notFinite(
      Path file, CsvRecord record, int column, String text) {
    return new InvalidInputException(
        "%s:%d: value %d must be a finite number, found \"%s\""
            .formatted(file, record.getStartingLineNumber(), column + 1, text));
  }
}
