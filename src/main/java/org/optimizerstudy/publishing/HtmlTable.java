package org.optimizerstudy.publishing;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.optimizerstudy.experiment.TrialId;

/**
 * A table of the page; its template is {@code report/table.html}, which escapes every text.
 *
 * @param id unique in the page
 * @param caption one line on what it holds
 * @param searchable whether it has a search field
 * @param columns titles
 * @param rows one cell a column each
 */
record HtmlTable(
    String id, String caption, boolean searchable, List<Column> columns, List<Row> rows) {

  HtmlTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** Whether there is nothing to show. */
  boolean empty() {
    return rows.isEmpty();
  }

  /**
   * A title.
   *
   * @param number whether its cells stand to the right
   * @param filter whether rows can be chosen by its values
   */
  record Column(String title, boolean number, boolean filter) {}

  /** A row and where it is shown. */
  record Row(Scope scope, List<Cell> cells) {
    Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * A cell.
   *
   * @param text what is read
   * @param style classes of the stylesheet; empty for none
   * @param heading whether it names its row
   */
  record Cell(String text, String style, boolean heading) {

    /** Its class in the page, where most cells are numbers and need none. */
    String kind() {
      if (style.equals("number") || text.isEmpty()) {
        return "";
      }
      return style.isEmpty() ? "words" : style;
    }
  }

  static Column words(String title) {
    return new Column(title, false, false);
  }

  static Column number(String title) {
    return new Column(title, true, false);
  }

  /** A column of few values by which rows can be chosen. */
  static Column factor(String title) {
    return new Column(title, false, true);
  }

  static Cell heading(String text) {
    return new Cell(text, "", true);
  }

  static Cell text(String text) {
    return new Cell(text, "", false);
  }

  static Cell text(String text, String style) {
    return new Cell(text, style, false);
  }

  /** A whole number. */
  static Cell count(long number) {
    return new Cell(Long.toString(number), "number", false);
  }

  /** A number in a pattern of {@link String#format}; a dash if there is none, sorted last. */
  static Cell number(String pattern, OptionalDouble number) {
    return number.isPresent()
        ? new Cell(String.format(Locale.ROOT, pattern, number.getAsDouble()), "number", false)
        : new Cell("-", "number", false);
  }

  /** A learning rate as it was given; a dash for a rule that has none. */
  static Cell rate(OptionalDouble rate) {
    return rate.isPresent()
        ? new Cell(TrialId.plain(rate.getAsDouble()), "number", false)
        : number("", rate);
  }

  /** A fraction in per cent. */
  static Cell percent(OptionalDouble fraction) {
    return number(
        "%.2f",
        fraction.isPresent()
            ? OptionalDouble.of(100 * fraction.getAsDouble())
            : OptionalDouble.empty());
  }

  static Cell percent(double fraction) {
    return percent(OptionalDouble.of(fraction));
  }

  static Cell number(String pattern, double number) {
    return number(pattern, OptionalDouble.of(number));
  }
}
