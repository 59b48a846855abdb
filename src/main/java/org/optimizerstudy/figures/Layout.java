package org.optimizerstudy.figures;

import java.util.List;
import org.optimizerstudy.figures.Chart.Axis;
import org.optimizerstudy.figures.Drawing.Anchor;

/** Lays charts out. */
final class Layout {

  /** The width of an image file and of a chart on a wide screen, in points. */
  static final int WIDE = 760;

  /** The width of a chart on a phone, in points. */
  static final int NARROW = 340;

  private Layout() {}

  /**
   * A chart laid out.
   *
   * @param isAlone whether it has its title and, where lines have no names at their ends, its key
   */
  static Drawing of(Chart chart, int width, boolean isAlone) {
    DrawingBuilder drawing = new DrawingBuilder();
    double top = isAlone ? heading(chart, drawing) : 4;
    if (chart.series().isEmpty()) {
      drawing.text(
          Style.LABEL, 0, top + AxisLayout.LINE, Anchor.START, "No epoch is recorded yet.");
      return new Drawing(
          width,
          (int) (top + 2 * AxisLayout.LINE),
          drawing.shapes(),
          new Drawing.Cursor(true, List.of(), List.of()));
    }
    return chart.form().axis() == Axis.NONE
        ? new DotLayout(chart, width, top, drawing).draw()
        : new LineLayout(chart, width, top, isAlone, drawing).draw();
  }

  private static double heading(Chart chart, DrawingBuilder drawing) {
    drawing.text(Style.TITLE, 0, 20, Anchor.START, chart.title());
    drawing.text(Style.SUBTITLE, 0, 42, Anchor.START, chart.subtitle());
    return 56;
  }
}
