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
 * The looks of optimizers, networks and sets of update rules in all figures and pages. The colours
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

  private static final Map<Keyed, Look> LOOKS = looks();

  private Palette() {}

  private static Map<Keyed, Look> looks() {
    Map<Keyed, Look> looks = new LinkedHashMap<>();
    for (OptimizerKind optimizer : OptimizerKind.values()) {
      put(looks, optimizer, OPTIMIZERS.get(optimizer.ordinal()));
    }
    for (NetworkKind network : NetworkKind.values()) {
      put(looks, network, NETWORKS.get(network.ordinal()));
    }
    put(looks, Semantics.DL4J, BLUE);
    put(looks, Semantics.TENSORFLOW, new Colour(0xd55e00, UP), 8, 4);
    put(looks, Semantics.PAPER, new Colour(0x009e73, SQUARE), 2, 3);
    put(looks, Semantics.PYTORCH, new Colour(0xcc79a7, DOWN), 6, 2, 2, 2);
    return looks;
  }

  private static void put(Map<Keyed, Look> looks, Keyed of, Colour colour, Integer... dashes) {
    looks.put(
        of, new Look(of.key(), colour.colour(), colour.onDark(), colour.mark(), List.of(dashes)));
  }

  /** The look of an optimizer, a network or a set of update rules. */
  public static Look of(Keyed value) {
    return LOOKS.get(value);
  }

  /** The look of a chart's series, by what its lines differ in. */
  public static Look of(Chart chart, Series series) {
    return of(chart.form().lines().of(series));
  }

  /**
   * Puts the colours in the places that a page's stylesheet has for them: as variables, and a class
   * for each look. Reports show what the paper compares; the live view has places for the others.
   */
  public static String into(String stylesheet) {
    return stylesheet
        .replace("@COLOURS@", variables(of(true), Look::colour))
        .replace("@COLOURS_ON_DARK@", variablesOnDark(of(true)))
        .replace("@CLASSES@", classes(of(true)))
        .replace("@OTHER_COLOURS@", variables(of(false), Look::colour))
        .replace("@OTHER_COLOURS_ON_DARK@", variablesOnDark(of(false)))
        .replace("@OTHER_CLASSES@", classes(of(false)));
  }

  /** The looks of what the paper compares, or those of the rest. */
  private static List<Look> of(boolean ofThePaper) {
    return LOOKS.entrySet().stream()
        .filter(look -> isOfThePaper(look.getKey()) == ofThePaper)
        .map(Map.Entry::getValue)
        .toList();
  }

  private static boolean isOfThePaper(Keyed value) {
    return value instanceof NetworkKind
        || PaperGrid.OPTIMIZERS.contains(value)
        || PaperGrid.SEMANTICS.contains(value);
  }

  private static String variablesOnDark(List<Look> looks) {
    return variables(
        looks.stream().filter(look -> look.onDark() != look.colour()).toList(), Look::onDark);
  }

  private static String variables(List<Look> looks, ToIntFunction<Look> colour) {
    return looks.stream()
        .map(l -> String.format(Locale.ROOT, "--%s: #%06x;", l.key(), colour.applyAsInt(l)))
        .collect(Collectors.joining(" "));
  }

  private static String classes(List<Look> looks) {
    return looks.stream()
        .map(look -> String.format(Locale.ROOT, ".%1$s { --c: var(--%1$s); }", look.key()))
        .collect(Collectors.joining("\n"));
  }
}
