package org.optimizerstudy.publishing;

import static org.optimizerstudy.publishing.HtmlTable.heading;
import static org.optimizerstudy.publishing.HtmlTable.number;
import static org.optimizerstudy.publishing.HtmlTable.text;
import static org.optimizerstudy.publishing.HtmlTable.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.figures.Chart;
import org.optimizerstudy.figures.Chart.Axis;
import org.optimizerstudy.figures.Chart.Panel;
import org.optimizerstudy.figures.Series;
import org.optimizerstudy.figures.Series.Point;
import org.optimizerstudy.publishing.HtmlTable.Cell;
import org.optimizerstudy.publishing.HtmlTable.Column;
import org.optimizerstudy.publishing.HtmlTable.Row;

/**
 * The table behind a chart, for those who read rather than look: a row for each place on the axis,
 * or for each panel of a chart without one, and a column for each line. Charts read values from its
 * rows.
 */
final class ChartTable {

  private ChartTable() {}

  static HtmlTable of(String id, Chart chart) {
    return chart.form().axis() == Axis.NONE ? byPanel(id, chart) : byPlace(id, chart);
  }

  private static HtmlTable byPlace(String id, Chart chart) {
    List<Column> columns = new ArrayList<>(List.of(words(chart.form().axis().title())));
    List<Series> series = new ArrayList<>();
    for (Panel panel : chart.panels()) {
      for (Series one : panel.series()) {
        String label = chart.form().lines().label(one);
        columns.add(number(panel.title().isEmpty() ? label : panel.title() + ", " + label));
        series.add(one);
      }
    }
    List<Row> rows = new ArrayList<>();
    for (double x : chart.xs()) {
      List<Cell> cells = new ArrayList<>(List.of(heading(TrialId.plain(x))));
      series.forEach(one -> cells.add(cell(chart, at(one, x))));
      rows.add(new Row(Scope.ANY, cells));
    }
    return table(id, chart, columns, rows);
  }

  private static HtmlTable byPanel(String id, Chart chart) {
    List<String> lines =
        chart.series().stream().map(chart.form().lines()::label).distinct().toList();
    List<Column> columns = new ArrayList<>(List.of(words("")));
    lines.forEach(line -> columns.add(number(line)));
    List<Row> rows = new ArrayList<>();
    for (Panel panel : chart.panels()) {
      List<Cell> cells = new ArrayList<>(List.of(heading(panel.title())));
      for (String line : lines) {
        Optional<Series> series =
            panel.series().stream()
                .filter(one -> chart.form().lines().label(one).equals(line))
                .findFirst();
        cells.add(cell(chart, series.map(one -> one.points().get(0))));
      }
      rows.add(new Row(Scope.ANY, cells));
    }
    return table(id, chart, columns, rows);
  }

  private static HtmlTable table(String id, Chart chart, List<Column> columns, List<Row> rows) {
    return new HtmlTable(
        id,
        chart.form().axis() == Axis.EPOCH
            ? chart.quantity().title() + ": mean [lowest, highest seed]"
            : chart.quantity().title() + ": mean [95 % interval]: every seed",
        false,
        columns,
        rows);
  }

  private static Optional<Point> at(Series series, double x) {
    return series.points().stream().filter(point -> point.x() == x).findFirst();
  }

  private static Cell cell(Chart chart, Optional<Point> point) {
    return point.map(known -> cell(chart, known)).orElse(text("-", "number"));
  }

  private static Cell cell(Chart chart, Point point) {
    String mean = chart.quantity().text(point.interval().value());
    String interval =
        point.interval().low() < point.interval().high()
            ? " ["
                + chart.quantity().text(point.interval().low())
                + ", "
                + chart.quantity().text(point.interval().high())
                + "]"
            : "";
    String seeds =
        point.values().size() > 1 && chart.form().axis() != Axis.EPOCH
            ? point.values().stream()
                .map(chart.quantity()::text)
                .collect(Collectors.joining(" ", ": ", ""))
            : "";
    return new Cell(mean + interval + seeds, "number", false);
  }
}
