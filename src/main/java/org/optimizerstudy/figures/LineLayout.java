package org.optimizerstudy.figures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.optimizerstudy.figures.Chart.Axis;
import org.optimizerstudy.figures.Chart.Panel;
import org.optimizerstudy.figures.Drawing.Anchor;
import org.optimizerstudy.figures.Drawing.Box;
import org.optimizerstudy.figures.Drawing.Cursor;
import org.optimizerstudy.figures.Series.Point;

/**
 * Series along a learning rate or the epochs: lines in one panel with their names at the end, or
 * small panels with the same axes, under a key unless a page has it.
 */
final class LineLayout {

  private static final int MOST_MARKS = 10;

  /** The shift between series at the same learning rate; it keeps their intervals apart. */
  private static final double DODGE = 4;

  /** The distance from a mark's middle to its neighbour. */
  private static final double MARK = 9;

  private final Chart chart;
  private final int width;
  private final DrawingBuilder drawing;
  private final boolean byEpoch;
  private final List<Panel> panels;
  private final Map<String, SeriesStyle> names = new LinkedHashMap<>();
  private final Scale across;
  private final Scale up;
  private final double left;
  private final boolean hasKey;
  private double top;

  LineLayout(Chart chart, int width, double top, boolean hasKey, DrawingBuilder drawing) {
    this.chart = chart;
    this.width = width;
    this.top = top;
    this.hasKey = hasKey;
    this.drawing = drawing;
    this.byEpoch = chart.form().axis() == Axis.EPOCH;
    this.panels = chart.panels();
    chart
        .series()
        .forEach(s -> names.putIfAbsent(AxisLayout.label(chart, s), Palette.of(chart, s)));
    List<Double> xs = chart.xs();
    this.across = byEpoch ? Scale.linear(0, xs.get(xs.size() - 1), 1) : Scale.logarithmicAt(xs);
    this.up = AxisLayout.values(chart);
    this.left = AxisLayout.GAP + widest(up);
  }

  Drawing draw() {
    drawing.text(Style.LABEL, 0, top + AxisLayout.LINE - 4, Anchor.START, chart.quantity().title());
    top += AxisLayout.LINE;
    boolean isSingle = panels.size() == 1 && panels.get(0).title().isEmpty();
    List<Box> boxes = isSingle ? List.of(only()) : small();
    for (int i = 0; i < panels.size(); i++) {
      frame(boxes.get(i));
      lines(panels.get(i).series(), boxes.get(i));
    }
    if (isSingle && names.size() > 1) {
      endLabels(panels.get(0).series(), boxes.get(0));
    }
    Box last = boxes.get(boxes.size() - 1);
    drawing.text(
        Style.LABEL,
        isSingle ? last.middle() : (left + width) / 2,
        last.bottom() + 2 * AxisLayout.LINE + 2,
        Anchor.MIDDLE,
        chart.form().axis().title());
    return new Drawing(
        width,
        (int) Math.ceil(last.bottom() + 2.5 * AxisLayout.LINE),
        drawing.shapes(),
        new Cursor(true, boxes, chart.xs().stream().map(across::at).toList()));
  }

  private Box only() {
    double room = names.size() > 1 ? 3 * MARK + widest() + 2 : 2 * AxisLayout.GAP;
    return new Box(left, top + AxisLayout.GAP, width - room, top + (width < 500 ? 250 : 370));
  }

  private double widest() {
    return names.keySet().stream().mapToDouble(Style.LABEL::width).max().orElse(0);
  }

  private static double widest(Scale scale) {
    return scale.ticks().stream()
        .mapToDouble(tick -> Style.TICK.width(Scale.label(tick)))
        .max()
        .orElse(0);
  }

  /** A panel each. */
  private List<Box> small() {
    if (hasKey) {
      key();
    }
    int columns = Math.min(panels.size(), width < 500 ? 2 : 3);
    double gap = 2 * AxisLayout.GAP + widest(across);
    double each = (width - left - gap * columns) / columns;
    double height = width < 500 ? 110 : 150;
    List<Box> boxes = new ArrayList<>();
    for (int i = 0; i < panels.size(); i++) {
      double x = left + i % columns * (each + gap);
      double y =
          top + i / columns * (height + 2.5 * AxisLayout.LINE) + AxisLayout.LINE + AxisLayout.GAP;
      drawing.text(Style.HEAD, x, y - AxisLayout.GAP, Anchor.START, panels.get(i).title());
      boxes.add(new Box(x, y, x + each, y + height));
    }
    return boxes;
  }

  private void key() {
    double x = left;
    top += AxisLayout.LINE;
    for (Map.Entry<String, SeriesStyle> name : names.entrySet()) {
      double needed = 4 * MARK + Style.LABEL.width(name.getKey());
      if (x > left && x + needed > width) {
        x = left;
        top += AxisLayout.LINE;
      }
      drawing.line(Style.LINE, name.getValue(), x, top - 4, x + 2.5 * MARK, top - 4);
      drawing.mark(name.getValue(), x + 1.25 * MARK, top - 4);
      drawing.text(Style.LABEL, name.getValue(), x + 3 * MARK, top, Anchor.START, name.getKey());
      x += needed + AxisLayout.GAP;
    }
    top += AxisLayout.GAP;
  }

  private void frame(Box box) {
    double height = box.bottom() - box.top();
    for (double tick : AxisLayout.fitting(up, height, label -> Style.TICK.size())) {
      double y = box.y(up.at(tick));
      drawing.line(Style.GRID, box.left(), y, box.right(), y);
      if (box.left() == left) {
        drawing.text(Style.TICK, left - AxisLayout.GAP, y + 4, Anchor.END, Scale.label(tick));
      }
    }
    for (double tick : AxisLayout.fitting(across, box.right() - box.left(), Style.TICK::width)) {
      double x = box.x(across.at(tick));
      drawing.line(Style.GRID, x, box.top(), x, box.bottom());
      drawing.text(
          Style.TICK, x, box.bottom() + AxisLayout.LINE - 2, Anchor.MIDDLE, Scale.label(tick));
    }
    drawing.line(Style.AXIS, box.left(), box.bottom(), box.right(), box.bottom());
  }

  private void lines(List<Series> all, Box box) {
    if (byEpoch) {
      all.forEach(series -> band(series, box));
    }
    for (int i = 0; i < all.size(); i++) {
      Series series = all.get(i);
      SeriesStyle seriesStyle = Palette.of(chart, series);
      double shift = shift(i, all.size());
      List<Position> line = points(series, box, shift, point -> point.interval().value());
      if (!byEpoch) {
        series.points().forEach(point -> seeds(point, seriesStyle, box, shift));
      }
      drawing.path(Style.LINE, seriesStyle, line);
      int every = byEpoch ? Math.max(1, chart.xs().size() / MOST_MARKS) : 1;
      if (byEpoch && panels.size() > 1) {
        continue; // small panels have no room for marks; dashes tell the lines apart
      }
      for (int p = every - 1; p < line.size(); p += every) {
        drawing.mark(seriesStyle, line.get(p).x(), line.get(p).y());
      }
    }
  }

  private double shift(int index, int count) {
    return byEpoch ? 0 : DODGE * (index - (count - 1) / 2.0);
  }

  private void band(Series series, Box box) {
    if (series.points().stream().noneMatch(p -> p.interval().low() < p.interval().high())) {
      return;
    }
    List<Position> outline = new ArrayList<>(points(series, box, 0, p -> p.interval().high()));
    List<Position> low = points(series, box, 0, p -> p.interval().low());
    for (int i = low.size() - 1; i >= 0; i--) {
      outline.add(low.get(i));
    }
    drawing.area(Style.BAND, Palette.of(chart, series), outline);
  }

  private void seeds(Point point, SeriesStyle seriesStyle, Box box, double shift) {
    double x = box.x(across.at(point.x())) + shift;
    drawing.line(
        Style.WHISKER,
        seriesStyle,
        x,
        y(box, point.interval().low()),
        x,
        y(box, point.interval().high()));
    if (point.values().size() > 1) {
      point.values().forEach(value -> drawing.seed(seriesStyle, x, y(box, value)));
    }
  }

  private List<Position> points(
      Series series, Box box, double shift, ToDoubleFunction<Point> value) {
    return series.points().stream()
        .map(
            point ->
                new Position(
                    box.x(across.at(point.x())) + shift, y(box, value.applyAsDouble(point))))
        .toList();
  }

  private double y(Box box, double recorded) {
    return box.y(up.at(chart.quantity().shown(recorded)));
  }

  /** Names beside the ends of their lines, moved apart where they would touch. */
  private void endLabels(List<Series> all, Box box) {
    record Label(Series series, double x, double end) {}
    List<Label> labels = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Point last = all.get(i).points().get(all.get(i).points().size() - 1);
      double x = box.x(across.at(last.x())) + shift(i, all.size());
      labels.add(new Label(all.get(i), x, y(box, last.interval().value())));
    }
    labels.sort(Comparator.comparingDouble(Label::end));
    double[] at = new double[labels.size()];
    double least = box.top();
    for (int i = 0; i < at.length; i++) {
      at[i] = Math.max(labels.get(i).end(), least);
      least = at[i] + AxisLayout.LINE - 2;
    }
    double most = box.bottom();
    for (int i = at.length - 1; i >= 0; i--) {
      at[i] = Math.min(at[i], most);
      most = at[i] - AxisLayout.LINE + 2;
    }
    for (int i = 0; i < at.length; i++) {
      Label label = labels.get(i);
      SeriesStyle seriesStyle = Palette.of(chart, label.series());
      double x = box.right() + 2 * MARK;
      drawing.line(Style.LEADER, seriesStyle, label.x(), label.end(), x - MARK, at[i]);
      drawing.mark(seriesStyle, x, at[i]);
      drawing.text(
          Style.LABEL,
          seriesStyle,
          x + MARK,
          at[i] + 4,
          Anchor.START,
          AxisLayout.label(chart, label.series()));
    }
  }
}
