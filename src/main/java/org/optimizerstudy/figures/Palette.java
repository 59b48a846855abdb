package org.optimizerstudy.figures;

import static org.optimizerstudy.figures.Mark.CIRCLE;
import static org.optimizerstudy.figures.Mark.CROSS;
import static org.optimizerstudy.figures.Mark.DIAMOND;
import static org.optimizerstudy.figures.Mark.DOWN;
import static org.optimizerstudy.figures.Mark.OVAL;
import static org.optimizerstudy.figures.Mark.PLUS;
import static org.optimizerstudy.figures.Mark.RECTANGLE;
import static org.optimizerstudy.figures.Mark.SQUARE;
import static org.optimizerstudy.figures.Mark.TRAPEZOID;
import static org.optimizerstudy.figures.Mark.UP;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.optimizerstudy.experiment.Keyed;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.experiment.Semantics;

/**
 * The styles of optimizers, networks and sets of update rules in all figures and pages. The colours
 * are from the palettes of Okabe and Ito and of Tol, which colour-blind people can tell apart.
 */
public final class Palette {

  /** A colour with another one for dark pages, and a mark. */
  private record Colour(int colour, int onDark, Mark mark) {
    Colour(int colour, Mark mark) {
      this(colour, colour, mark);
    }
  }

  private static final Colour BLUE = new Colour(0x0072b2, 0x3d9bd9, CIRCLE);

  /**
   * In the order of {@link OptimizerKind}. Those after the six of the paper are taken by optimizers
   * that are added.
   */
  private static final List<Colour> OPTIMIZERS =
      List.of(
          new Colour(0x000000, 0xf5f5f5, CROSS),
          new Colour(0x56b4e9, DIAMOND),
          new Colour(0x009e73, SQUARE),
          new Colour(0xcc79a7, DOWN),
          new Colour(0xd55e00, UP),
          BLUE,
          new Colour(0xe69f00, PLUS),
          new Colour(0x882255, 0xd76a9f, OVAL),
          new Colour(0x332288, 0x9a8cf0, RECTANGLE),
          new Colour(0x999933, TRAPEZOID),
          new Colour(0x44aa99, PLUS),
          new Colour(0xaa4499, OVAL),
          new Colour(0x117733, 0x4fb477, RECTANGLE),
          new Colour(0x8c564b, 0xc08a7f, TRAPEZOID));

  /**
   * In the order of {@link NetworkKind}. Those after the three are taken by ones that are added.
   */
  private static final List<Colour> NETWORKS =
      List.of(
          BLUE,
          new Colour(0xd55e00, DIAMOND),
          new Colour(0x009e73, SQUARE),
          new Colour(0xcc79a7, DOWN),
          new Colour(0xe69f00, PLUS),
          new Colour(0x882255, 0xd76a9f, OVAL));

  private static final Map<Keyed, SeriesStyle> STYLES = styles();

  private Palette() {}

  private static Map<Keyed, SeriesStyle> styles() {
    Map<Keyed, SeriesStyle> styles = new LinkedHashMap<>();
    for (OptimizerKind optimizer : OptimizerKind.values()) {
      put(styles, optimizer, OPTIMIZERS.get(optimizer.ordinal()));
    }
    for (NetworkKind network : NetworkKind.values()) {
      put(styles, network, NETWORKS.get(network.ordinal()));
    }
    put(styles, Semantics.DL4J, BLUE);
    put(styles, Semantics.TENSORFLOW, new Colour(0xd55e00, UP), 8, 4);
    put(styles, Semantics.PAPER, new Colour(0x009e73, SQUARE), 2, 3);
    put(styles, Semantics.PYTORCH, new Colour(0xcc79a7, DOWN), 6, 2, 2, 2);
    return styles;
  }

  private static void put(
      Map<Keyed, SeriesStyle> styles, Keyed of, Colour colour, Integer... dashes) {
    styles.put(
        of,
        new SeriesStyle(
            of.key(), colour.colour(), colour.onDark(), colour.mark(), List.of(dashes)));
  }

  /** The style of an optimizer, a network or a set of update rules. */
  public static SeriesStyle of(Keyed value) {
    return STYLES.get(value);
  }

  /** The style of a chart's series, by what its lines differ in. */
  public static SeriesStyle of(Chart chart, Series series) {
    return of(chart.form().lines().of(series));
  }

  /**
   * Puts the colours in the places that a page's stylesheet has for them: as variables, and a class
   * for each style and for each part of a chart. Reports show what the paper compares; the live
   * view has places for the others.
   */
  public static String into(String stylesheet) {
    return stylesheet
        .replace("@COLOURS@", variables(of(true), SeriesStyle::colour))
        .replace("@COLOURS_ON_DARK@", variablesOnDark(of(true)))
        .replace("@CLASSES@", classes(of(true)))
        .replace(
            "@STYLES@",
            Arrays.stream(Style.values()).map(Style::rule).collect(Collectors.joining("\n")))
        .replace("@OTHER_COLOURS@", variables(of(false), SeriesStyle::colour))
        .replace("@OTHER_COLOURS_ON_DARK@", variablesOnDark(of(false)))
        .replace("@OTHER_CLASSES@", classes(of(false)));
  }

  /** The styles of what the paper compares, or those of the rest. */
  private static List<SeriesStyle> of(boolean ofThePaper) {
    return STYLES.entrySet().stream()
        .filter(style -> isOfThePaper(style.getKey()) == ofThePaper)
        .map(Map.Entry::getValue)
        .toList();
  }

  private static boolean isOfThePaper(Keyed value) {
    return value instanceof NetworkKind
        || PaperGrid.OPTIMIZERS.contains(value)
        || PaperGrid.SEMANTICS.contains(value);
  }

  private static String variablesOnDark(List<SeriesStyle> styles) {
    return variables(
        styles.stream().filter(style -> style.onDark() != style.colour()).toList(),
        SeriesStyle::onDark);
  }

  private static String variables(List<SeriesStyle> styles, ToIntFunction<SeriesStyle> colour) {
    return styles.stream()
        .map(l -> String.format(Locale.ROOT, "--%s: #%06x;", l.key(), colour.applyAsInt(l)))
        .collect(Collectors.joining(" "));
  }

  private static String classes(List<SeriesStyle> styles) {
    return styles.stream()
        .map(style -> String.format(Locale.ROOT, ".%1$s { --c: var(--%1$s); }", style.key()))
        .collect(Collectors.joining("\n"));
  }
}
