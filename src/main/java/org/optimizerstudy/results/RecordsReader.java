package org.optimizerstudy.results;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Trial;

/**
 * Reads a trial's records.csv and checks its format: a header with the columns that trial.json
 * names, then the epochs from 1 in order, in lines that end with a line feed. Iterations grow by
 * the same number per epoch, at most that of a full training set. Other values are in the range of
 * their {@link EpochColumn}. Columns that this version does not know are kept as text. A completed
 * trial has all its epochs, and a diverged trial has those before it diverged.
 *
 * <p>The file of a running trial may be absent. If its last line is incomplete, the line is
 * ignored.
 */
final class RecordsReader {

  private static final Pattern WHOLE = Pattern.compile("\\d{1,18}");
  private static final Pattern DECIMAL = Pattern.compile("-?\\d+(\\.\\d+)?(E-?\\d{1,3})?");

  /** An upper bound on the length of a value or a column name. */
  private static final int MAX_VALUE = 64;

  private final Trial trial;
  private final List<String> columns;
  private final List<EpochRecord> records = new ArrayList<>();

  private RecordsReader(Trial trial, List<String> columns) {
    this.trial = trial;
    this.columns = columns;
  }

  /** The maximum length of the file, which bounds the memory. */
  static long maxLength(Trial trial, List<String> columns) {
    return (trial.epochs() + 2L) * MAX_VALUE * columns.size();
  }

  /**
   * Reads the records in a file.
   *
   * @param columns columns that the header must have, in this order
   * @throws InvalidInputException if a rule is broken; the message names line and column
   */
  static List<EpochRecord> read(
      byte[] bytes, Trial trial, TrialStatus status, List<String> columns) {
    String header = String.join(",", columns);
    String content = new String(bytes, StandardCharsets.ISO_8859_1); // each byte is a character
    int end = content.lastIndexOf('\n') + 1;
    String torn = content.substring(end);
    if (status.isFinal() && !torn.isEmpty()) {
      throw new InvalidInputException(
          "the last line must end with a line feed, found \"" + torn + "\"");
    }
    if (end == 0) {
      if (status.isFinal() || !header.startsWith(torn)) {
        throw new InvalidInputException(
            String.format(Locale.ROOT, "line 1: must be %s, found \"%s\"", header, torn));
      }
      return List.of();
    }
    String whole = content.substring(0, end);
    requireCharacters(whole);
    RecordsReader reader = new RecordsReader(trial, columns);
    reader.read(whole);
    reader.requireComplete(status);
    return List.copyOf(reader.records);
  }

  /** Allows only characters of {@link EpochRecord#toRow} and line feeds. */
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
                ? String.format(
                    Locale.ROOT,
                    "line %d: must end with a line feed only, found a carriage return",
                    line)
                : String.format(
                    Locale.ROOT,
                    "line %d: must hold names or numbers and commas, found the byte 0x%02x",
                    line,
                    (int) c));
      }
      if (c == '\n') {
        line++;
      }
    }
  }

  private void read(String content) {
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder().skipEmptyLines(false).ofCsvRecord(content)) {
      for (CsvRecord row : csv) {
        if (row.getStartingLineNumber() == 1) {
          requireHeader(row.getFields());
        } else {
          records.add(record(row));
        }
      }
    } catch (CsvParseException e) {
      throw new InvalidInputException("must be CSV, found: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("CSV from memory", e);
    }
  }

  private void requireHeader(List<String> header) {
    if (!header.equals(columns)) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "line 1: must be %s, found \"%s\"",
              String.join(",", columns),
              String.join(",", header)));
    }
  }

  /** A line with access by column name. */
  private record Row(List<String> header, CsvRecord line) {

    String text(String column) {
      return line.getField(header.indexOf(column));
    }

    long whole(EpochColumn column) {
      if (!WHOLE.matcher(text(column.key())).matches()) {
        throw wrong(column, column.kind().rule());
      }
      return Long.parseLong(text(column.key()));
    }

    double number(EpochColumn column) {
      String text = text(column.key());
      double number = DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
      if (!column.kind().allows(number)) {
        throw wrong(column, column.kind().rule());
      }
      return number;
    }

    InvalidInputException wrong(EpochColumn column, String rule) {
      return new InvalidInputException(
          String.format(
              Locale.ROOT,
              "line %d: %s: must be %s, found \"%s\"",
              line.getStartingLineNumber(),
              column.key(),
              rule,
              text(column.key())));
    }
  }

  private EpochRecord record(CsvRecord line) {
    if (line.getFieldCount() != columns.size()) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "line %d: must have %d values, found %d",
              line.getStartingLineNumber(),
              columns.size(),
              line.getFieldCount()));
    }
    Row row = new Row(columns, line);
    int epoch = records.size() + 1;
    if (row.whole(EpochColumn.EPOCH) != epoch || epoch > trial.epochs()) {
      throw row.wrong(
          EpochColumn.EPOCH,
          epoch > trial.epochs()
              ? String.format(Locale.ROOT, "absent in a trial of %d epochs", trial.epochs())
              : Integer.toString(epoch));
    }
    Map<EpochColumn, Double> values = new EnumMap<>(EpochColumn.class);
    Map<String, String> unknown = new HashMap<>();
    for (String name : columns) {
      Optional<EpochColumn> known = EpochColumn.of(name);
      if (known.isEmpty()) {
        unknown.put(name, row.text(name));
      } else if (known.get() != EpochColumn.EPOCH
          && known.get() != EpochColumn.ITERATIONS
          && !(known.get().isOptional() && row.text(name).isEmpty())) {
        values.put(known.get(), row.number(known.get()));
      }
    }
    return new EpochRecord(epoch, iterations(row), values, unknown);
  }

  private long iterations(Row row) {
    long iterations = row.whole(EpochColumn.ITERATIONS);
    int epoch = records.size() + 1;
    if (epoch == 1) {
      int most = trial.stepsPerEpoch();
      if (iterations < 1 || iterations > most) {
        throw row.wrong(
            EpochColumn.ITERATIONS, String.format(Locale.ROOT, "from 1 to %d in epoch 1", most));
      }
    } else if (iterations != epoch * records.get(0).iterations()) {
      throw row.wrong(EpochColumn.ITERATIONS, Long.toString(epoch * records.get(0).iterations()));
    }
    return iterations;
  }

  private void requireComplete(TrialStatus status) {
    int found = records.size();
    if (status instanceof TrialStatus.Completed && found != trial.epochs()) {
      throw new InvalidInputException(
          String.format(Locale.ROOT, "must hold %d epochs, found %d", trial.epochs(), found));
    }
    if (status instanceof TrialStatus.Diverged diverged) {
      if (found != diverged.epoch() - 1) {
        throw new InvalidInputException(
            String.format(
                Locale.ROOT,
                "must hold the %d epochs before the trial diverged in epoch %d, found %d",
                diverged.epoch() - 1,
                diverged.epoch(),
                found));
      }
      long steps = found == 0 ? trial.stepsPerEpoch() : records.get(0).iterations();
      long before = found * steps;
      if (diverged.iteration() < before || diverged.iteration() > before + steps) {
        throw new InvalidInputException(
            String.format(
                Locale.ROOT,
                "must agree with diverged_at_iteration, which must be from %d to %d in epoch %d, found %d",
                before,
                before + steps,
                diverged.epoch(),
                diverged.iteration()));
      }
    }
  }
}
