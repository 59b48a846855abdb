package org.optimizerstudy.figures;

import java.util.List;
import java.util.Optional;

/**
 * A chart laid out: what is drawn where, on anything. Lengths are in points from the left upper
 * corner.
 *
 * @param shapes from the back to the front
 * @param cursor how positions read values
 */
record Drawing(int width, int height, List<Shape> shapes, Cursor cursor) {

  Drawing {
    shapes = List.copyOf(shapes);
  }

  /** Something drawn. */
  sealed interface Shape {
    /** How it styles. */
    Style style();

    /** The style of its series; empty for a part of the frame. */
    Optional<SeriesStyle> seriesStyle();
  }

  /** Straight lines from point to point, back to the first if it is closed. */
  record Path(
      Style style, Optional<SeriesStyle> seriesStyle, List<Position> points, boolean isClosed)
      implements Shape {
    Path {
      points = List.copyOf(points);
    }
  }

  /** A line of text on its baseline. */
  record Text(
      Style style, Optional<SeriesStyle> seriesStyle, Position at, Anchor anchor, String words)
      implements Shape {}

  /** Which part of a text is at its place. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** An upright rectangle. */
  record Box(double left, double top, double right, double bottom) {
    double x(double share) {
      return left + share * (right - left);
    }

    double y(double share) {
      return bottom - share * (bottom - top);
    }

    double middle() {
      return (left + right) / 2;
    }
  }

  /**
   * Which positions are which rows of the chart's table.
   *
   * @param isAcross whether rows are told by their distance from the left, else from the top
   * @param panels where a line through a position is drawn
   * @param shares of every row, from left to right or from top to bottom
   */
  record Cursor(boolean isAcross, List<Box> panels, List<Double> shares) {
    Cursor {
      panels = List.copyOf(panels);
      shares = List.copyOf(shares);
    }
  }
}
