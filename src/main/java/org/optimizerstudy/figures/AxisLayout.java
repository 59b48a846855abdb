package org.optimizerstudy.figures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What layouts share: the room of words, the scale of values, ticks that do not touch. */
final class AxisLayout {

  /** The gap between a text and the mark or line that it labels. */
  static final double GAP = 6;

  /** The distance between baselines. */
  static final double LINE = 18;

  private AxisLayout() {}

  static String label(Chart chart, Series series) {
    return chart.form().lines().label(series);
  }

  /** The scale of all values with their intervals. */
  static Scale values(Chart chart) {
    return chart
        .quantity()
        .scale(
            chart.series().stream()
                .flatMap(series -> series.points().stream())
                .flatMap(AxisLayout::values)
                .filter(Double::isFinite)
                .map(chart.quantity()::shown)
                .toList());
  }

  private static Stream<Double> values(Series.Point point) {
    return Stream.concat(
        point.values().stream(),
        Stream.of(point.interval().value(), point.interval().low(), point.interval().high()));
  }

  /**
   * The ticks whose labels do not touch, in the order of their values.
   *
   * @param length of the axis
   * @param extent of a label along it
   */
  static List<Double> fitting(Scale scale, double length, ToDoubleFunction<String> extent) {
    List<Double> fitting = new ArrayList<>();
    for (double tick : scale.ticks()) {
      double half = extent.applyAsDouble(Scale.label(tick)) / 2;
      boolean isFree =
          fitting.stream()
              .allMatch(
                  other ->
                      Math.abs(scale.at(other) - scale.at(tick)) * length
                          >= half + extent.applyAsDouble(Scale.label(other)) / 2 + GAP);
      if (isFree) {
        fitting.add(tick);
      }
    }
    fitting.sort(Comparator.naturalOrder());
    return fitting;
  }
}
