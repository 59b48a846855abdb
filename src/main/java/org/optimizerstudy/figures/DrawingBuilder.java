package org.optimizerstudy.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.optimizerstudy.figures.Drawing.Anchor;
import org.optimizerstudy.figures.Drawing.Path;
import org.optimizerstudy.figures.Drawing.Shape;
import org.optimizerstudy.figures.Drawing.Text;

/** Collects the shapes of a drawing. */
final class DrawingBuilder {

  private final List<Shape> shapes = new ArrayList<>();

  List<Shape> shapes() {
    return shapes;
  }

  void line(Style style, double x1, double y1, double x2, double y2) {
    path(style, Optional.empty(), List.of(new Position(x1, y1), new Position(x2, y2)), false);
  }

  void line(Style style, SeriesStyle seriesStyle, double x1, double y1, double x2, double y2) {
    path(
        style,
        Optional.of(seriesStyle),
        List.of(new Position(x1, y1), new Position(x2, y2)),
        false);
  }

  void path(Style style, SeriesStyle seriesStyle, List<Position> points) {
    path(style, Optional.of(seriesStyle), points, false);
  }

  void area(Style style, SeriesStyle seriesStyle, List<Position> points) {
    path(style, Optional.of(seriesStyle), points, true);
  }

  private void path(
      Style style, Optional<SeriesStyle> seriesStyle, List<Position> points, boolean isClosed) {
    shapes.add(new Path(style, seriesStyle, points, isClosed));
  }

  void mark(SeriesStyle seriesStyle, double x, double y) {
    Mark mark = seriesStyle.mark();
    Style style = mark.isClosed() ? Style.MARK : Style.OPEN_MARK;
    mark.at(x, y)
        .forEach(outline -> path(style, Optional.of(seriesStyle), outline, mark.isClosed()));
  }

  /** One seed. */
  void seed(SeriesStyle seriesStyle, double x, double y) {
    area(
        Style.SEED,
        seriesStyle,
        List.of(
            new Position(x - 2, y),
            new Position(x, y - 2),
            new Position(x + 2, y),
            new Position(x, y + 2)));
  }

  void text(Style style, double x, double y, Anchor anchor, String words) {
    shapes.add(new Text(style, Optional.empty(), new Position(x, y), anchor, words));
  }

  void text(Style style, SeriesStyle seriesStyle, double x, double y, Anchor anchor, String words) {
    shapes.add(new Text(style, Optional.of(seriesStyle), new Position(x, y), anchor, words));
  }
}
