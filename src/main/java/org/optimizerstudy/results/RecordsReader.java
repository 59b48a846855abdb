package org.optimizerstudy.results;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Trial;

/**
 * Reads a trial's records.csv and checks that it is what a run writes: the columns of {@link
 * EpochRecord#COLUMNS} by the header, then the epochs from 1 in order, in lines that end with a
 * line feed. Iterations grow by the same number every epoch, which is at most that of a whole
 * training set; accuracies are from 0 to 1; losses and seconds are finite and not negative. A
 * completed trial has all its epochs, a diverged one those before it diverged.
 *
 * <p>The file of a running trial may be absent, or end in a line whose writing was cut off, which
 * is left out.
 */
final class RecordsReader {

  private static final Pattern WHOLE = Pattern.compile("\\d{1,18}");
  private static final Pattern DECIMAL = Pattern.compile("-?\\d+(\\.\\d+)?(E-?\\d{1,3})?");
  private static final String HEADER = String.join(",", EpochRecord.COLUMNS);

  /** More than the longest row. */
  private static final int MAX_ROW = 256;

  private final Trial trial;
  private final List<EpochRecord> records = new ArrayList<>();

  private RecordsReader(Trial trial) {
    this.trial = trial;
  }

  /** No file of this trial is longer; bounds the memory. */
  static long maxLength(Trial trial) {
    return (trial.epochs() + 2L) * MAX_ROW;
  }

  /**
   * The records in the bytes of a file.
   *
   * @throws InvalidInputException if a rule is broken; the message names line and column
   */
  static List<EpochRecord> read(byte[] bytes, Trial trial, TrialStatus status) {
    String content = new String(bytes, StandardCharsets.ISO_8859_1); // each byte is a character
    int end = content.lastIndexOf('\n') + 1;
    String torn = content.substring(end);
    if (status.isFinal() && !torn.isEmpty()) {
      throw new InvalidInputException(
          "the last line must end with a line feed, found \"" + torn + "\"");
    }
    if (end == 0) {
      if (status.isFinal() || !HEADER.startsWith(torn)) {
        throw new InvalidInputException("line 1: must be %s, found \"%s\"".formatted(HEADER, torn));
      }
      return List.of();
    }
    String whole = content.substring(0, end);
    requireCharacters(whole);
    RecordsReader reader = new RecordsReader(trial);
    reader.read(whole);
    reader.requireComplete(status);
    return List.copyOf(reader.records);
  }

  /** What {@link EpochRecord#toRow} writes, and line feeds: no quotes, spaces, carriage returns. */
  private static void requireCharacters(String content) {
    int line = 1;
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      boolean allowed =
          c == '\n'
              || c == ','
              || c == '.'
              || c == '-'
              || c == '_'
              || c >= '0' && c <= '9'
              || c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z';
      if (!allowed) {
        throw new InvalidInputException(
            c == '\r'
                ? "line %d: must end with a line feed alone, found a carriage return"
                    .formatted(line)
                : "line %d: must hold names or numbers and commas, found the byte 0x%02x"
                    .formatted(line, (int) c));
      }
      if (c == '\n') {
        line++;
      }
    }
  }

  private void read(String content) {
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder().skipEmptyLines(false).ofCsvRecord(content)) {
      List<String> header = List.of();
      for (CsvRecord row : csv) {
        if (row.getStartingLineNumber() == 1) {
          header = row.getFields();
          requireHeader(header);
        } else {
          records.add(record(header, row));
        }
      }
    } catch (CsvParseException e) {
      throw new InvalidInputException("must be CSV, found: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("CSV from memory", e);
    }
  }

  private static void requireHeader(List<String> header) {
    if (!header.equals(EpochRecord.COLUMNS)) {
      throw new InvalidInputException(
          "line 1: must be %s, found \"%s\"".formatted(HEADER, String.join(",", header)));
    }
  }

  /** One line by the names of the header. */
  private record Row(List<String> header, CsvRecord line) {

    String text(String column, Pattern form, String rule) {
      String text = line.getField(header.indexOf(column));
      if (!form.matcher(text).matches()) {
        throw wrong(column, rule);
      }
      return text;
    }

    long whole(String column) {
      return Long.parseLong(text(column, WHOLE, "a whole number"));
    }

    double number(String column, double highest, String rule) {
      double number = Double.parseDouble(text(column, DECIMAL, rule));
      if (!(number >= 0 && number <= highest)) {
        throw wrong(column, rule);
      }
      return number;
    }

    double accuracy(String column) {
      return number(column, 1, "from 0 to 1");
    }

    double size(String column) {
      return number(column, Double.MAX_VALUE, "finite and not negative");
    }

    InvalidInputException wrong(String column, String rule) {
      return new InvalidInputException(
          "line %d: %s: must be %s, found \"%s\""
              .formatted(
                  line.getStartingLineNumber(),
                  column,
                  rule,
                  line.getField(header.indexOf(column))));
    }
  }

  private EpochRecord record(List<String> header, CsvRecord line) {
    if (line.getFieldCount() != header.size()) {
      throw new InvalidInputException(
          "line %d: must have %d values, found %d"
              .formatted(line.getStartingLineNumber(), header.size(), line.getFieldCount()));
    }
    Row row = new Row(header, line);
    int epoch = records.size() + 1;
    if (row.whole("epoch") != epoch || epoch > trial.epochs()) {
      throw row.wrong(
          "epoch",
          epoch > trial.epochs()
              ? "absent in a trial of %d epochs".formatted(trial.epochs())
              : Integer.toString(epoch));
    }
    return new EpochRecord(
        epoch,
        iterations(row),
        row.size("train_loss"),
        row.accuracy("train_accuracy"),
        row.accuracy("validation_accuracy"),
        row.size("test_loss"),
        row.accuracy("test_accuracy"),
        row.size("seconds"));
  }

  private long iterations(Row row) {
    long iterations = row.whole("iterations");
    int epoch = records.size() + 1;
    if (epoch == 1) {
      int most = trial.stepsPerEpoch();
      if (iterations < 1 || iterations > most) {
        throw row.wrong("iterations", String.format(Locale.ROOT, "from 1 to %d in epoch 1", most));
      }
    } else if (iterations != epoch * records.get(0).iterations()) {
      throw row.wrong("iterations", Long.toString(epoch * records.get(0).iterations()));
    }
    return iterations;
  }

  private void requireComplete(TrialStatus status) {
    int found = records.size();
    if (status instanceof TrialStatus.Completed && found != trial.epochs()) {
      throw new InvalidInputException(
          "must hold %d epochs, found %d".formatted(trial.epochs(), found));
    }
    if (status instanceof TrialStatus.Diverged diverged) {
      if (found != diverged.epoch() - 1) {
        throw new InvalidInputException(
            "must hold the %d epochs before the trial diverged in epoch %d, found %d"
                .formatted(diverged.epoch() - 1, diverged.epoch(), found));
      }
      long steps = found == 0 ? trial.stepsPerEpoch() : records.get(0).iterations();
      long before = found * steps;
      if (diverged.iteration() < before || diverged.iteration() > before + steps) {
        throw new InvalidInputException(
            "must agree with diverged_at_iteration, which must be from %d to %d in epoch %d, found %d"
                .formatted(before, before + steps, diverged.epoch(), diverged.iteration()));
      }
    }
  }
}
