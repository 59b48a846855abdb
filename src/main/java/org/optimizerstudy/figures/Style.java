package org.optimizerstudy.figures;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The parts of a chart by their appearance. A page's stylesheet knows them as classes; pictures are
 * drawn as stated here, in print's colours.
 */
enum Style {
  TITLE(16, true, Ink.INK),
  SUBTITLE(14, false, Ink.INK),
  HEAD(13, true, Ink.INK),
  LABEL(13, false, Ink.INK),
  TICK(12, false, Ink.SOFT),
  GRID(Ink.NONE, Ink.RULE, 1, 1),
  AXIS(Ink.NONE, Ink.SOFT, 1, 1),
  BAND(Ink.SERIES, Ink.NONE, 0, 0.18),
  LINE(Ink.NONE, Ink.SERIES, 2, 1),
  WHISKER(Ink.NONE, Ink.SERIES, 2, 1),
  LEADER(Ink.NONE, Ink.SERIES, 0.75, 1),
  SEED(Ink.SERIES, Ink.NONE, 0, 0.5),
  MARK(Ink.SERIES, Ink.PAPER, 1, 1),
  OPEN_MARK(Ink.NONE, Ink.SERIES, 2, 1);

  /** What something is drawn with. */
  enum Ink {
    NONE(-1, "none"),
    INK(0x1a1d21, "var(--ink)"),
    SOFT(0x4d545c, "var(--soft)"),
    RULE(0xd9dde1, "var(--rule)"),
    PAPER(0xffffff, "var(--page)"),
    /** The colour of the series. */
    SERIES(-1, "var(--c)");

    private final int colour;
    private final String inPages;

    Ink(int colour, String inPages) {
      this.colour = colour;
      this.inPages = inPages;
    }

    /** The colour in print, as 0xRRGGBB. */
    int colour(Optional<SeriesStyle> series) {
      return this == SERIES ? series.orElseThrow().colour() : colour;
    }
  }

  private final Ink fill;
  private final Ink stroke;
  private final double width;
  private final double opacity;
  private final int size;
  private final boolean isBold;

  /** A style of text. */
  Style(int size, boolean isBold, Ink fill) {
    this.fill = fill;
    this.stroke = Ink.NONE;
    this.width = 0;
    this.opacity = 1;
    this.size = size;
    this.isBold = isBold;
  }

  /** A style of paths. */
  Style(Ink fill, Ink stroke, double width, double opacity) {
    this.fill = fill;
    this.stroke = stroke;
    this.width = width;
    this.opacity = opacity;
    this.size = 0;
    this.isBold = false;
  }

  /** Its class in a stylesheet. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Its rule in a page's stylesheet, which has the colours as variables. */
  String rule() {
    String looks =
        isText()
            ? String.format(
                Locale.ROOT, "font-size: %dpx;%s", size, isBold ? " font-weight: 700;" : "")
            : String.format(
                Locale.ROOT,
                "stroke: %s; stroke-width: %s; opacity: %s;",
                stroke.inPages,
                width,
                opacity);
    return String.format(Locale.ROOT, "g.%s { fill: %s; %s }", key(), fill.inPages, looks);
  }

  Ink fill() {
    return fill;
  }

  Ink stroke() {
    return stroke;
  }

  /** The width of the stroke. */
  double width() {
    return width;
  }

  /**
   * Of the stroke: lengths of dashes and gaps; empty for a whole line. Bands and marks have none.
   */
  List<Integer> dashes(Optional<SeriesStyle> seriesStyle) {
    return this == LINE ? seriesStyle.orElseThrow().dashes() : List.of();
  }

  double opacity() {
    return opacity;
  }

  boolean isText() {
    return size > 0;
  }

  /** The size of the letters in points. */
  int size() {
    return size;
  }

  boolean isBold() {
    return isBold;
  }

  /**
   * About how wide a text is, by the letters of DejaVu Sans, which are wider than those of most
   * fonts: the same on every machine, with or without fonts.
   */
  double width(String words) {
    return words.codePoints().map(GlyphWidths::width).sum()
        * size
        * (isBold ? GlyphWidths.BOLD : 1)
        / 1000;
  }
}
