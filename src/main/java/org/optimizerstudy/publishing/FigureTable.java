package org.optimizerstudy.publishing;

import static org.optimizerstudy.publishing.HtmlTable.count;
import static org.optimizerstudy.publishing.HtmlTable.heading;
import static org.optimizerstudy.publishing.HtmlTable.number;
import static org.optimizerstudy.publishing.HtmlTable.text;
import static org.optimizerstudy.publishing.HtmlTable.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.figures.Figure;
import org.optimizerstudy.figures.Figure.Point;
import org.optimizerstudy.figures.Figure.Series;
import org.optimizerstudy.figures.FigureKind;
import org.optimizerstudy.figures.Names;
import org.optimizerstudy.figures.Quantity;
import org.optimizerstudy.publishing.HtmlTable.Cell;
import org.optimizerstudy.publishing.HtmlTable.Column;
import org.optimizerstudy.publishing.HtmlTable.Row;

/** The table behind a chart, for those who read rather than look. */
final class FigureTable {

  private FigureTable() {}

  static HtmlTable of(Figure figure) {
    return figure.kind().axis() == FigureKind.Axis.EPOCH ? byEpoch(figure) : byPoint(figure);
  }

  /** A row an epoch, a column an optimizer. */
  private static HtmlTable byEpoch(Figure figure) {
    List<Column> columns = new ArrayList<>(List.of(words("Epoch")));
    Map<Integer, List<Cell>> rows = new TreeMap<>();
    for (Series series : figure.series()) {
      columns.add(number(Names.of(series.optimizer())));
      for (Point point : series.points()) {
        rows.computeIfAbsent(
            (int) point.x(), epoch -> new ArrayList<>(List.of(heading(Integer.toString(epoch)))));
      }
      rows.forEach((epoch, cells) -> cells.add(cell(figure, series, epoch)));
    }
    return new HtmlTable(
        "table." + figure.name(),
        String.format(
            Locale.ROOT,
            "Figure %d: %s by epoch, %s",
            figure.kind().number(),
            figure.kind().quantity().title(),
            figure.variant().label()),
        false,
        columns,
        rows.values().stream()
            .map(
                cells -> {
                  while (cells.size() < columns.size()) {
                    cells.add(1, text("-", "number"));
                  }
                  return new Row(Scope.ANY, cells);
                })
            .toList());
  }

  private static Cell cell(Figure figure, Series series, int epoch) {
    if (epoch > series.points().size()) {
      return text("-", "number");
    }
    Point point = series.points().get(epoch - 1);
    return new Cell(
        point.values().stream().map(v -> digits(figure, v)).collect(Collectors.joining(", ")),
        Double.toString(point.interval().value()),
        "number",
        false);
  }

  private static HtmlTable byPoint(Figure figure) {
    boolean byRate = figure.kind().axis() == FigureKind.Axis.LEARNING_RATE;
    List<Row> rows = new ArrayList<>();
    for (Series series : figure.series()) {
      for (Point point : series.points()) {
        rows.add(
            new Row(
                Scope.ANY,
                List.of(
                    heading(Names.of(series.optimizer())),
                    text(byRate ? TrialId.plain(point.x()) : Names.of(series.network())),
                    text(digits(figure, point.interval().value()), "number"),
                    text(digits(figure, point.interval().low()), "number"),
                    text(digits(figure, point.interval().high()), "number"),
                    count(point.seeds().size()),
                    text(
                        point.values().stream()
                            .map(value -> digits(figure, value))
                            .collect(Collectors.joining(", "))))));
      }
    }
    return new HtmlTable(
        "table." + figure.name(),
        String.format(
            Locale.ROOT,
            "Figure %d: %s, %s",
            figure.kind().number(),
            figure.kind().quantity().title(),
            figure.variant().label()),
        false,
        List.of(
            words("Optimizer"),
            words(byRate ? "Learning rate" : "Network"),
            number("Mean"),
            number("95 % low"),
            number("95 % high"),
            number("Seeds"),
            words("Every seed")),
        rows);
  }

  private static String digits(Figure figure, double value) {
    Quantity quantity = figure.kind().quantity();
    return String.format(
        Locale.ROOT, quantity.isAccuracy() ? "%.2f" : "%.5g", value * quantity.factor());
  }
}
