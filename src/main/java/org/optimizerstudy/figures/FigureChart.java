package org.optimizerstudy.figures;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.figures.Figure.Point;
import org.optimizerstudy.figures.Figure.Series;
import org.optimizerstudy.statistics.Interval;

/**
 * A figure as an XChart picture that can be read in print and in grey. Its title has two lines, the
 * second for whose rules and which setting, because XChart centres one line and cuts it off.
 */
public final class FigureChart implements Picture {

  private static final int WIDTH = 900;
  private static final int HEIGHT = 540;
  private static final int FONT = 15;

  /** Of the two lines of the title, and where they stand. */
  private static final int HEADING = 50;

  private static final int LEFT = 10;
  private static final int TITLE = 22;
  private static final int VARIANT = 43;

  /** Epochs between two markers of a line, for about ten markers a line. */
  private static final int MARKERS = 10;

  /** From the low end of an interval to the middle of its label, of the axis. */
  private static final double LABEL = 0.04;

  private static final Color GRID = new Color(0xdddddd);
  private static final BasicStroke LINE = new BasicStroke(2);
  private static final BasicStroke WHISKER = new BasicStroke(2.5f);

  private final Figure figure;
  private final XYChart chart;

  /** Of a figure. */
  public FigureChart(Figure figure) {
    this.figure = figure;
    this.chart = frame(figure);
    switch (figure.kind().axis()) {
      case OPTIMIZER -> dots();
      case LEARNING_RATE -> byLearningRate();
      case EPOCH -> byEpoch();
    }
  }

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public int height() {
    return HEIGHT;
  }

  @Override
  public void paint(Graphics2D canvas) {
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, WIDTH, HEIGHT);
    canvas.setColor(Color.BLACK);
    FigureKind kind = figure.kind();
    write(
        canvas,
        String.format(Locale.ROOT, "Figure %d. %s", kind.number(), kind.title()),
        Font.BOLD,
        TITLE);
    write(canvas, figure.variant().label(), Font.PLAIN, VARIANT);
    canvas.translate(0, HEADING);
    chart.paint(canvas, WIDTH, HEIGHT - HEADING);
    canvas.translate(0, -HEADING);
  }

  /**
   * Letters as shapes, as XChart draws them: a reader needs no fonts, and they are evenly spaced.
   */
  private static void write(Graphics2D canvas, String line, int style, int baseline) {
    FontRenderContext exact = new FontRenderContext(null, true, true);
    canvas.fill(
        new Font(Font.SANS_SERIF, style, FONT)
            .createGlyphVector(exact, line)
            .getOutline(LEFT, baseline));
  }

  private static XYChart frame(Figure figure) {
    FigureKind kind = figure.kind();
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT - HEADING)
            .xAxisTitle(kind.axis().title())
            .yAxisTitle(kind.quantity().title())
            .build();
    XYStyler styler = chart.getStyler();
    styler.setBaseFont(new Font(Font.SANS_SERIF, Font.PLAIN, FONT));
    styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, FONT));
    styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, FONT - 1));
    styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, FONT - 1));
    styler.setAnnotationTextFont(new Font(Font.SANS_SERIF, Font.PLAIN, FONT - 2));
    styler.setChartTitleVisible(false);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(GRID);
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setLegendPosition(LegendPosition.OutsideS);
    styler.setLegendLayout(LegendLayout.Horizontal);
    styler.setAxisTickPadding(6);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setMarkerSize(9);
    styler.setLocale(Locale.ROOT);
    styler.setAntiAlias(true);
    return chart;
  }

  /** A row an optimizer, a dot a network with its interval and its value. */
  private void dots() {
    XYStyler styler = chart.getStyler();
    int rows = figure.kind().optimizers().size();
    chart.setXAxisTitle(figure.kind().quantity().title());
    chart.setYAxisTitle("");
    styler.setYAxisMin(-0.6);
    styler.setYAxisMax(rows - 0.4);
    styler.setYAxisTickMarkSpacingHint(HEIGHT / (rows + 4));
    styler.setyAxisTickLabelsFormattingFunction(this::optimizerOfRow);
    styler.setPlotGridHorizontalLinesVisible(false);
    range(styler, true);
    double room = (styler.getXAxisMax() - styler.getXAxisMin()) * LABEL;
    for (NetworkKind network : figure.kind().networks()) {
      boolean small = network == NetworkKind.SMALL_CNN;
      double shift = small ? 0.17 : -0.17;
      boolean inLegend = true;
      for (Series series : figure.series()) {
        if (series.network() != network) {
          continue;
        }
        Point point = series.points().get(0);
        double row = rows - 1 - point.x() + shift;
        Interval interval = point.interval();
        Color colour = Palette.colour(series.optimizer());
        XYSeries whisker =
            line(
                series.network() + " interval " + series.optimizer(),
                List.of(percent(interval.low()), Math.min(100, percent(interval.high()))),
                List.of(row, row));
        whisker.setMarker(SeriesMarkers.NONE).setLineColor(colour).setLineStyle(WHISKER);
        whisker.setShowInLegend(false);
        XYSeries dot =
            line(
                inLegend ? Names.of(network) : network + " " + series.optimizer(),
                List.of(percent(interval.value())),
                List.of(row));
        dot.setMarker(small ? SeriesMarkers.CIRCLE : SeriesMarkers.DIAMOND);
        dot.setMarkerColor(colour).setLineColor(colour).setLineStyle(new BasicStroke(0));
        dot.setShowInLegend(inLegend);
        inLegend = false;
        chart.addAnnotation(
            new AnnotationText(
                String.format(Locale.ROOT, "%.2f", percent(interval.value())),
                percent(interval.low()) - room,
                row,
                false));
      }
    }
  }

  /**
   * XChart wants every label to be different, so that rows outside are blanks of various lengths.
   */
  private String optimizerOfRow(double row) {
    List<OptimizerKind> optimizers = figure.kind().optimizers();
    int index = optimizers.size() - 1 - (int) Math.round(row);
    return row == Math.rint(row) && index >= 0 && index < optimizers.size()
        ? Names.of(optimizers.get(index))
        : " ".repeat(1 + (int) Math.abs(row * 10));
  }

  private void byLearningRate() {
    XYStyler styler = chart.getStyler();
    styler.setXAxisLogarithmic(true);
    styler.setXAxisDecimalPattern("0.#####");
    range(styler, false);
    figure.series().forEach(this::band);
    for (Series series : figure.series()) {
      XYSeries line = line(Names.of(series.optimizer()), xs(series), means(series));
      line.setMarker(Palette.marker(series.optimizer()));
      colour(line, series.optimizer());
    }
  }

  private void byEpoch() {
    XYStyler styler = chart.getStyler();
    if (figure.kind().quantity().isAccuracy()) {
      range(styler, false);
    } else {
      styler.setYAxisLogarithmic(allPositive());
    }
    int epochs = figure.variant().epochs();
    // XChart labels every so many of equally spaced values, and round ones where they are not
    styler.setXAxisMin(epochs > 2 * MARKERS ? 0.5 : 0.0);
    styler.setXAxisMax((double) epochs);
    styler.setXAxisTickMarkSpacingHint(WIDTH / (MARKERS + 2));
    styler.setLegendVisible(figure.series().size() > 1);
    int every = Math.max(1, epochs / MARKERS);
    figure.series().forEach(this::band);
    for (Series series : figure.series()) {
      XYSeries line = line("line " + series.optimizer(), xs(series), means(series));
      line.setMarker(SeriesMarkers.NONE).setShowInLegend(false);
      colour(line, series.optimizer());
      markers(series, every);
    }
  }

  /** Some of the points as markers; values that are no numbers keep them unconnected. */
  private void markers(Series series, int every) {
    List<Double> xs = new ArrayList<>();
    List<Double> ys = new ArrayList<>();
    for (Point point : series.points()) {
      if (point.x() % every == 0) {
        xs.add(point.x());
        ys.add(point.interval().value() * figure.kind().quantity().factor());
        xs.add(point.x());
        ys.add(Double.NaN);
      }
    }
    if (!xs.isEmpty()) {
      XYSeries marks = line(Names.of(series.optimizer()), xs, ys);
      marks.setMarker(Palette.marker(series.optimizer()));
      colour(marks, series.optimizer());
    }
  }

  /** The interval around a line; nothing where it is a single value. */
  private void band(Series series) {
    List<Point> known =
        series.points().stream()
            .filter(point -> point.interval().low() < point.interval().high())
            .toList();
    if (known.size() < 2) {
      return;
    }
    double factor = figure.kind().quantity().factor();
    List<Double> xs = new ArrayList<>();
    List<Double> ys = new ArrayList<>();
    for (Point point : known) {
      xs.add(point.x());
      ys.add(point.interval().high() * factor);
    }
    for (int i = known.size() - 1; i >= 0; i--) {
      xs.add(known.get(i).x());
      ys.add(known.get(i).interval().low() * factor);
    }
    XYSeries band = line("band " + series.optimizer(), xs, ys);
    band.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
    band.setFillColor(Palette.band(series.optimizer()));
    band.setLineStyle(new BasicStroke(0)).setLineColor(new Color(0, true));
    band.setMarker(SeriesMarkers.NONE).setShowInLegend(false);
  }

  private XYSeries line(String name, List<Double> xs, List<Double> ys) {
    return chart.addSeries(name, xs, ys);
  }

  private static void colour(XYSeries line, OptimizerKind optimizer) {
    line.setMarkerColor(Palette.colour(optimizer))
        .setLineColor(Palette.colour(optimizer))
        .setLineStyle(LINE);
  }

  private List<Double> xs(Series series) {
    return series.points().stream().map(Point::x).toList();
  }

  private List<Double> means(Series series) {
    double factor = figure.kind().quantity().factor();
    return series.points().stream().map(point -> point.interval().value() * factor).toList();
  }

  /** A range of percents around the values with room for their labels. */
  private void range(XYStyler styler, boolean horizontal) {
    double[] ends =
        figure.series().stream()
            .flatMap(series -> series.points().stream())
            .map(Point::interval)
            .flatMapToDouble(i -> DoubleStream.of(i.low(), i.value(), i.high()))
            .filter(Double::isFinite)
            .map(value -> percent(value))
            .sorted()
            .toArray();
    double low = ends[0];
    double high = Math.min(100, ends[ends.length - 1]);
    double room = Math.max(0.5, (high - low) * 0.08);
    double min = Math.max(0, low - (horizontal ? 2 : 1) * room);
    double max = Math.min(100, high + room);
    if (horizontal) {
      styler.setXAxisMin(min);
      styler.setXAxisMax(max);
    } else {
      styler.setYAxisMin(min);
      styler.setYAxisMax(max);
    }
  }

  private boolean allPositive() {
    return figure.series().stream()
        .flatMap(series -> series.points().stream())
        .flatMap(point -> point.values().stream())
        .allMatch(value -> value > 0);
  }

  private static double percent(double fraction) {
    return fraction * 100;
  }
}
