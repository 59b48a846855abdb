package org.optimizerstudy.figures;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.optimizerstudy.experiment.OptimizerKind;

/**
 * How an optimizer looks in every figure and page: a colour, and a mark for print in grey. The
 * colours are from the palettes of Okabe and Ito and of Tol, which colour-blind people can tell
 * apart.
 */
public final class Palette {

  /**
   * A look.
   *
   * @param colour on white, as 0xRRGGBB
   * @param onDark on a dark page
   * @param marker the mark in a picture
   * @param path the same mark as an SVG path around the origin; one without area is drawn as lines
   */
  private record Look(int colour, int onDark, Marker marker, String path) {

    Look(int colour, Marker marker, String path) {
      this(colour, colour, marker, path);
    }

    boolean isOpen() {
      return !path.endsWith("Z");
    }
  }

  private static final String PLUS = "M-5,0H5M0,-5V5";
  private static final String OVAL = "M-5.5,0A5.5,3.5 0 1 0 5.5,0A5.5,3.5 0 1 0 -5.5,0Z";
  private static final String RECTANGLE = "M-5.5,-3H5.5V3H-5.5Z";
  private static final String TRAPEZOID = "M-5.5,4L-3,-4H3L5.5,4Z";

  /**
   * In the order of {@link OptimizerKind}. Those after the six of the paper are taken by optimizers
   * that are added.
   */
  private static final List<Look> LOOKS =
      List.of(
          new Look(0x000000, 0xf5f5f5, SeriesMarkers.CROSS, "M-4,-4L4,4M-4,4L4,-4"),
          new Look(0x56b4e9, SeriesMarkers.DIAMOND, "M0,-5.5L5.5,0L0,5.5L-5.5,0Z"),
          new Look(0x009e73, SeriesMarkers.SQUARE, "M-4,-4H4V4H-4Z"),
          new Look(0xcc79a7, SeriesMarkers.TRIANGLE_DOWN, "M-5,-4H5L0,5Z"),
          new Look(0xd55e00, SeriesMarkers.TRIANGLE_UP, "M-5,4H5L0,-5Z"),
          new Look(
              0x0072b2,
              0x3d9bd9,
              SeriesMarkers.CIRCLE,
              "M-4.5,0A4.5,4.5 0 1 0 4.5,0A4.5,4.5 0 1 0 -4.5,0Z"),
          new Look(0xe69f00, SeriesMarkers.PLUS, PLUS),
          new Look(0x882255, 0xd76a9f, SeriesMarkers.OVAL, OVAL),
          new Look(0x332288, 0x9a8cf0, SeriesMarkers.RECTANGLE, RECTANGLE),
          new Look(0x999933, SeriesMarkers.TRAPEZOID, TRAPEZOID),
          new Look(0x44aa99, SeriesMarkers.PLUS, PLUS),
          new Look(0xaa4499, SeriesMarkers.OVAL, OVAL),
          new Look(0x117733, 0x4fb477, SeriesMarkers.RECTANGLE, RECTANGLE),
          new Look(0x8c564b, 0xc08a7f, SeriesMarkers.TRAPEZOID, TRAPEZOID));

  /** Classes on one line of the style sheet. */
  private static final int CLASSES = 3;

  private Palette() {}

  static Color colour(OptimizerKind optimizer) {
    return new Color(look(optimizer).colour());
  }

  /** The same, mostly transparent, for an interval around a line. */
  static Color band(OptimizerKind optimizer) {
    Color colour = colour(optimizer);
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 40);
  }

  static Marker marker(OptimizerKind optimizer) {
    return look(optimizer).marker();
  }

  /**
   * Puts the looks in the places that a page's style sheet and script have for them: the colours as
   * variables, a class for each optimizer, and the marks as paths by optimizer.
   */
  public static String into(String asset) {
    return asset
        .replace("@COLOURS@", variables(look -> true, Look::colour))
        .replace("@COLOURS_ON_DARK@", variables(l -> l.onDark() != l.colour(), Look::onDark))
        .replace("@CLASSES@", classes())
        .replace("@OPEN_MARKS@", openMarks())
        .replace("@MARKS@", marks());
  }

  private static String variables(Predicate<Look> which, Function<Look, Integer> colour) {
    return Arrays.stream(OptimizerKind.values())
        .filter(optimizer -> which.test(look(optimizer)))
        .map(o -> String.format(Locale.ROOT, "--%s: #%06x;", o.key(), colour.apply(look(o))))
        .collect(Collectors.joining(" "));
  }

  private static String classes() {
    List<String> lines = new ArrayList<>();
    List<OptimizerKind> all = List.of(OptimizerKind.values());
    for (int from = 0; from < all.size(); from += CLASSES) {
      lines.add(
          all.subList(from, Math.min(from + CLASSES, all.size())).stream()
              .map(
                  optimizer ->
                      String.format(Locale.ROOT, ".%1$s { --c: var(--%1$s); }", optimizer.key()))
              .collect(Collectors.joining(" ")));
    }
    return String.join("\n", lines);
  }

  private static String openMarks() {
    return Arrays.stream(OptimizerKind.values())
        .filter(optimizer -> look(optimizer).isOpen())
        .map(optimizer -> ".mark." + optimizer.key())
        .collect(Collectors.joining(", "));
  }

  private static String marks() {
    return Arrays.stream(OptimizerKind.values())
        .map(
            optimizer ->
                String.format(
                    Locale.ROOT,
                    "    %s: \"%s\",",
                    property(optimizer.key()),
                    look(optimizer).path()))
        .collect(Collectors.joining("\n"));
  }

  /** A key as a property of a JavaScript object: quoted if it is not a name there. */
  private static String property(String key) {
    return key.contains("-") ? '"' + key + '"' : key;
  }

  private static Look look(OptimizerKind optimizer) {
    return LOOKS.get(optimizer.ordinal());
  }
}
