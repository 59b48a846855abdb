package org.optimizerstudy.figures;

import java.util.ArrayList;
import java.util.List;

/**
 * A sign that tells series apart without colour.
 *
 * @param outlines around the origin, about ten points wide
 * @param isClosed whether they enclose an area
 */
record Mark(List<List<Position>> outlines, boolean isClosed) {

  static final Mark CROSS = open("-4 -4 4 4", "-4 4 4 -4");
  static final Mark PLUS = open("-5 0 5 0", "0 -5 0 5");
  static final Mark DIAMOND = closed("0 -5.5 5.5 0 0 5.5 -5.5 0");
  static final Mark SQUARE = closed("-4 -4 4 -4 4 4 -4 4");
  static final Mark RECTANGLE = closed("-5.5 -3 5.5 -3 5.5 3 -5.5 3");
  static final Mark TRAPEZOID = closed("-5.5 4 -3 -4 3 -4 5.5 4");
  static final Mark DOWN = closed("-5 -4 5 -4 0 5");
  static final Mark UP = closed("-5 4 5 4 0 -5");
  static final Mark CIRCLE = oval(4.5, 4.5);
  static final Mark OVAL = oval(5.5, 3.5);

  /** Corners of what stands for an oval. */
  private static final int CORNERS = 12;

  Mark {
    outlines = outlines.stream().map(List::copyOf).toList();
  }

  /** The same at another place. */
  List<List<Position>> at(double x, double y) {
    return outlines.stream()
        .map(line -> line.stream().map(p -> new Position(p.x() + x, p.y() + y)).toList())
        .toList();
  }

  private static Mark open(String... lines) {
    return new Mark(List.of(lines).stream().map(Mark::points).toList(), false);
  }

  private static Mark closed(String line) {
    return new Mark(List.of(points(line)), true);
  }

  private static Mark oval(double halfWidth, double halfHeight) {
    List<Position> corners = new ArrayList<>();
    for (int i = 0; i < CORNERS; i++) {
      double angle = 2 * Math.PI * i / CORNERS;
      corners.add(
          new Position(halfWidth * StrictMath.cos(angle), halfHeight * StrictMath.sin(angle)));
    }
    return new Mark(List.of(corners), true);
  }

  private static List<Position> points(String line) {
    String[] numbers = line.split(" ");
    List<Position> points = new ArrayList<>();
    for (int i = 0; i < numbers.length; i += 2) {
      points.add(new Position(Double.parseDouble(numbers[i]), Double.parseDouble(numbers[i + 1])));
    }
    return points;
  }
}
