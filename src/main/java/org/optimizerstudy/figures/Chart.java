package org.optimizerstudy.figures;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a chart shows, whatever it is drawn on: the one source of its pictures, of its part of a
 * page and of its tables.
 *
 * @param title one line
 * @param subtitle a second line; empty for none
 * @param form how it is laid out
 * @param quantity what is measured
 * @param series in the order in which they are drawn, none of them empty
 */
public record Chart(
    String title, String subtitle, Form form, Quantity quantity, List<Series> series) {

  public Chart {
    series = List.copyOf(series);
  }

  /**
   * How series are laid out.
   *
   * @param axis what the points of a series differ in
   * @param panels what has a panel of its own for each value; empty for one panel
   * @param lines what the series of a panel differ in
   */
  public record Form(Axis axis, Optional<Dimension> panels, Dimension lines) {}

  /** What the points of a series differ in. */
  public enum Axis {
    /** Nothing: a series is one point. */
    NONE(""),
    LEARNING_RATE("Learning rate"),
    EPOCH("Epoch");

    private final String title;

    Axis(String title) {
      this.title = title;
    }

    /** Title of the axis; empty for none. */
    public String title() {
      return title;
    }
  }

  /**
   * Series that share a panel.
   *
   * @param title empty for the only panel of a chart
   */
  public record Panel(String title, List<Series> series) {
    public Panel {
      series = List.copyOf(series);
    }
  }

  /** The panels, in the order of their first series. */
  public List<Panel> panels() {
    if (form.panels().isEmpty()) {
      return List.of(new Panel("", series));
    }
    Dimension dimension = form.panels().get();
    return series.stream().map(dimension::label).distinct().toList().stream()
        .map(
            title ->
                new Panel(
                    title, series.stream().filter(s -> dimension.label(s).equals(title)).toList()))
        .toList();
  }

  /** The positions of all points on the axis, ascending. */
  public List<Double> xs() {
    return List.copyOf(
        series.stream()
            .flatMap(one -> one.points().stream())
            .map(Series.Point::x)
            .collect(Collectors.toCollection(TreeSet::new)));
  }
}
