package org.optimizerstudy.figures;

import java.util.ArrayList;
import java.util.List;
import org.optimizerstudy.figures.Chart.Panel;
import org.optimizerstudy.figures.Drawing.Anchor;
import org.optimizerstudy.figures.Drawing.Box;
import org.optimizerstudy.figures.Drawing.Cursor;
import org.optimizerstudy.figures.Series.Point;

/**
 * Series of one point: a row each, with its seeds, their mean and its interval; rows of one panel
 * stand under its title.
 */
final class DotLayout {

  private static final double ROW = 20;
  private static final double INDENT = 10;

  private final Chart chart;
  private final int width;
  private final double top;
  private final DrawingBuilder drawing;
  private final List<Panel> panels;
  private final Scale scale;
  private final Box box;

  DotLayout(Chart chart, int width, double top, DrawingBuilder drawing) {
    this.chart = chart;
    this.width = width;
    this.top = top;
    this.drawing = drawing;
    this.panels = chart.panels();
    this.scale = AxisLayout.values(chart);
    double left = 0;
    int rows = 0;
    for (Panel panel : panels) {
      left = Math.max(left, Style.HEAD.width(panel.title()));
      rows += 1 + panel.series().size();
      for (Series series : panel.series()) {
        left = Math.max(left, INDENT + Style.LABEL.width(AxisLayout.label(chart, series)));
      }
    }
    double right = width - Style.LABEL.width("00.00") - 2 * AxisLayout.GAP;
    this.box = new Box(left + 2 * AxisLayout.GAP, top, right, top + ROW * rows + ROW / 2);
  }

  Drawing draw() {
    frame();
    List<Double> shares = new ArrayList<>();
    double y = top;
    for (Panel panel : panels) {
      y += ROW;
      drawing.text(Style.HEAD, 0, y - 4, Anchor.START, panel.title());
      double first = y;
      for (Series series : panel.series()) {
        y += ROW;
        row(series, y - ROW / 2);
      }
      shares.add(((first + y) / 2 - box.top()) / (box.bottom() - box.top()));
    }
    int height = (int) Math.ceil(box.bottom() + 2.5 * AxisLayout.LINE);
    return new Drawing(width, height, drawing.shapes(), new Cursor(false, List.of(box), shares));
  }

  private void frame() {
    for (double tick : AxisLayout.fitting(scale, box.right() - box.left(), Style.TICK::width)) {
      double x = box.x(scale.at(tick));
      drawing.line(Style.GRID, x, box.top(), x, box.bottom());
      drawing.text(
          Style.TICK, x, box.bottom() + AxisLayout.LINE - 2, Anchor.MIDDLE, Scale.label(tick));
    }
    drawing.line(Style.AXIS, box.left(), box.bottom(), box.right(), box.bottom());
    String title = chart.quantity().title();
    double half = Style.LABEL.width(title) / 2;
    drawing.text(
        Style.LABEL,
        Math.max(half, Math.min(width - half, box.middle())),
        box.bottom() + 2 * AxisLayout.LINE + 2,
        Anchor.MIDDLE,
        title);
  }

  private void row(Series series, double y) {
    SeriesStyle seriesStyle = Palette.of(chart, series);
    Point point = series.points().get(0);
    double high = x(point.interval().high());
    drawing.text(Style.LABEL, INDENT, y + 4, Anchor.START, AxisLayout.label(chart, series));
    drawing.line(Style.WHISKER, seriesStyle, x(point.interval().low()), y, high, y);
    if (point.values().size() > 1) {
      point.values().forEach(value -> drawing.seed(seriesStyle, x(value), y - 6));
    }
    drawing.mark(seriesStyle, x(point.interval().value()), y);
    drawing.text(
        Style.LABEL,
        Math.max(high, x(point.interval().value()) + 5) + AxisLayout.GAP,
        y + 4,
        Anchor.START,
        chart.quantity().text(point.interval().value()));
  }

  private double x(double recorded) {
    return box.x(scale.at(chart.quantity().shown(recorded)));
  }
}
