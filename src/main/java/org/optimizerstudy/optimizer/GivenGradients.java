package org.optimizerstudy.optimizer;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.RecordWrapper;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import org.optimizerstudy.experiment.InvalidInputException;

/**
 * Reads gradients from CSV for the {@link Trace} of an update rule without a network. The CSV has
 * no header; the first row is theta_0 and each later row is a gradient. Rows are read on demand, so
 * a pipe may be slow and a file may be larger than memory.
 */
public final class GivenGradients implements Closeable {

  /** Maximum number of values per row. */
  public static final int MAX_VALUES = 1_000_000;

  private static final int MAX_SHOWN = 40;
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final String name;
  private final CsvReader<float[]> csv;
  private final Iterator<float[]> rows;
  private final float[] start;

  private GivenGradients(String name, CsvReader<float[]> csv) throws IOException {
    this.name = name;
    this.csv = csv;
    this.rows = csv.iterator();
    this.start =
        read()
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        name + ": must have theta_0 in its first row, found no row"));
  }

  /**
   * Opens the input and reads the first row.
   *
   * @param name name of the input in messages
   * @param in UTF-8 text, with or without a byte order mark; closed with this object
   * @throws InvalidInputException if the first row is missing or has a value that is not a finite
   *     number
   * @throws IOException if it cannot be read
   */
  public static GivenGradients read(String name, InputStream in) throws IOException {
    BufferedReader text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    skipByteOrderMark(text);
    CsvReader<float[]> csv = CsvReader.builder().build(new Row(name), text);
    try {
      return new GivenGradients(name, csv);
    } catch (IOException | RuntimeException e) {
      csv.close();
      throw e;
    }
  }

  private static void skipByteOrderMark(BufferedReader text) throws IOException {
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
  }

  /** The initial parameters theta_0. */
  public float[] start() {
    return start.clone();
  }

  /**
   * The next gradient, with the length of theta_0; empty after the last.
   *
   * @throws InvalidInputException if a row has a different length or a value that is not a finite
   *     number; the message names the line
   * @throws IOException if it cannot be read
   */
  public Optional<float[]> next() throws IOException {
    return read();
  }

  private Optional<float[]> read() throws IOException {
    try {
      return rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
    } catch (CsvParseException e) {
      if (e.getCause() instanceof InvalidInputException invalid) {
        throw invalid;
      }
      throw new InvalidInputException(name + ": must be CSV: " + e.getMessage(), e);
    } catch (UncheckedIOException e) {
      throw new IOException(name + ": cannot be read: " + e.getCause().getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }

  /** Parses fields as they arrive, so that a long row is never held as text. */
  private static final class Row extends AbstractBaseCsvCallbackHandler<float[]> {

    private final String name;
    private float[] values = new float[16];

    /** Length of the first row; 0 before it is read. */
    private int length;

    Row(String name) {
      this.name = name;
    }

    @Override
    protected void handleField(int index, char[] text, int offset, int count, boolean quoted) {
      if (isEmptyLine()) {
        return;
      }
      if (index == MAX_VALUES) {
        throw wrong("must have at most %d values, found more".formatted(MAX_VALUES));
      }
      if (index == values.length) {
        values = Arrays.copyOf(values, Math.min(MAX_VALUES, 2 * index));
      }
      values[index] = number(index, new String(text, offset, count).strip());
    }

    @Override
    protected RecordWrapper<float[]> buildRecord() {
      if (isEmptyLine()) {
        return wrapRecord(new float[0]);
      }
      int found = getFieldCount();
      if (length != 0 && found != length) {
        throw wrong("must have %d values as the first row has, found %d".formatted(length, found));
      }
      length = found;
      return wrapRecord(Arrays.copyOf(values, found));
    }

    /** Parses a decimal number; Java's other forms (0x1p3, 1f, NaN) are rejected. */
    private float number(int index, String text) {
      if (text.chars().allMatch(c -> c >= '0' && c <= '9' || "+-.eE".indexOf(c) >= 0)) {
        try {
          float number = Float.parseFloat(text);
          if (Float.isFinite(number)) {
            return number;
          }
        } catch (NumberFormatException e) {
          // not a number: rejected below, like text with other characters
        }
      }
      String shown = text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
      throw wrong(
          "value %d must be a finite decimal number in the range of a float, found \"%s\"%s"
              .formatted(index + 1, shown, hint(index, text)));
    }

    private String hint(int index, String text) {
      if (text.indexOf('\ufffd') >= 0 || text.indexOf('\0') >= 0) {
        return "; save the file as UTF-8";
      }
      if (text.indexOf(';') >= 0 || text.indexOf('\t') >= 0) {
        return "; values are separated by commas";
      }
      return length == 0 && index == 0 && text.matches("[\\p{L}_].*") && !text.equals("NaN")
          ? "; there must be no header"
          : "";
    }

    private InvalidInputException wrong(String rule) {
      return new InvalidInputException("%s:%d: %s".formatted(name, getStartingLineNumber(), rule));
    }
  }
}
