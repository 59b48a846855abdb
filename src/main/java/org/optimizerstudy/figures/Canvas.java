package org.optimizerstudy.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.optimizerstudy.figures.Drawing.Anchor;
import org.optimizerstudy.figures.Drawing.Path;
import org.optimizerstudy.figures.Drawing.Shape;
import org.optimizerstudy.figures.Drawing.Text;

/** Collects the shapes of a drawing. */
final class Canvas {

  private final List<Shape> shapes = new ArrayList<>();

  List<Shape> shapes() {
    return shapes;
  }

  void line(Style style, double x1, double y1, double x2, double y2) {
    path(style, Optional.empty(), List.of(new XY(x1, y1), new XY(x2, y2)), false);
  }

  void line(Style style, Look look, double x1, double y1, double x2, double y2) {
    path(style, Optional.of(look), List.of(new XY(x1, y1), new XY(x2, y2)), false);
  }

  void path(Style style, Look look, List<XY> points) {
    path(style, Optional.of(look), points, false);
  }

  void area(Style style, Look look, List<XY> points) {
    path(style, Optional.of(look), points, true);
  }

  private void path(Style style, Optional<Look> look, List<XY> points, boolean isClosed) {
    shapes.add(new Path(style, look, points, isClosed));
  }

  void mark(Look look, double x, double y) {
    Mark mark = look.mark();
    Style style = mark.isClosed() ? Style.MARK : Style.OPEN_MARK;
    mark.at(x, y).forEach(outline -> path(style, Optional.of(look), outline, mark.isClosed()));
  }

  /** One seed. */
  void seed(Look look, double x, double y) {
    area(
        Style.SEED,
        look,
        List.of(new XY(x - 2, y), new XY(x, y - 2), new XY(x + 2, y), new XY(x, y + 2)));
  }

  void text(Style style, double x, double y, Anchor anchor, String words) {
    shapes.add(new Text(style, Optional.empty(), new XY(x, y), anchor, words));
  }

  void text(Style style, Look look, double x, double y, Anchor anchor, String words) {
    shapes.add(new Text(style, Optional.of(look), new XY(x, y), anchor, words));
  }
}
