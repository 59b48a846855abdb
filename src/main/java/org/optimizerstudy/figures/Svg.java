package org.optimizerstudy.figures;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.optimizerstudy.figures.Drawing.Box;
import org.optimizerstudy.figures.Drawing.Path;
import org.optimizerstudy.figures.Drawing.Shape;
import org.optimizerstudy.figures.Drawing.Text;

/**
 * Charts as SVG with text as text: as a file, or as a part of a page. A page's stylesheet has the
 * classes of {@link Style} and {@link SeriesStyle}. The same bytes on every machine.
 */
public final class Svg {

  private static final String NAMESPACE = "http://www.w3.org/2000/svg";

  private final StringBuilder text = new StringBuilder();
  private final boolean isFile;

  /**
   * @param isFile whether styles are attributes; a page has them in its stylesheet
   */
  private Svg(boolean isFile) {
    this.isFile = isFile;
  }

  /** A file: the chart under its title, on white. */
  public static String file(Chart chart) {
    Drawing drawing = Layout.of(chart, Layout.WIDE, true);
    int margin = RasterChart.MARGIN;
    int width = drawing.width() + 2 * margin;
    int height = drawing.height() + 2 * margin;
    Svg svg = new Svg(true);
    svg.text.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"%1$s\" width=\"%2$d\" height=\"%3$d\" viewBox=\"-%4$d -%4$d %2$d %3$d\""
                + " font-family=\"DejaVu Sans, Verdana, sans-serif\" role=\"img\">\n"
                + "<title>%5$s</title>\n"
                + "<rect x=\"-%4$d\" y=\"-%4$d\" width=\"%2$d\" height=\"%3$d\" fill=\"#fff\"/>\n",
            NAMESPACE,
            width,
            height,
            margin,
            escaped(chart.title() + ". " + chart.subtitle())));
    svg.shapes(drawing.shapes());
    return svg.text.append("</svg>\n").toString();
  }

  /** A part of a page on a wide screen, without title and key: the page has its own. */
  public static String wide(Chart chart) {
    return part(chart, Layout.WIDE, "wide");
  }

  /** The same on a narrow screen. */
  public static String narrow(Chart chart) {
    return part(chart, Layout.NARROW, "narrow");
  }

  /** The line of a series with its mark, alone, as high as a line of text. */
  public static String sign(SeriesStyle seriesStyle) {
    DrawingBuilder drawing = new DrawingBuilder();
    drawing.line(Style.LINE, seriesStyle, -12, 0, 12, 0);
    drawing.mark(seriesStyle, 0, 0);
    Svg svg = new Svg(false);
    svg.text.append("<svg class=\"sign\" viewBox=\"-12 -6 24 12\" aria-hidden=\"true\">");
    svg.shapes(drawing.shapes());
    return svg.text.append("</svg>").toString();
  }

  /** Text as it stands in XML. */
  static String escaped(String plain) {
    return plain
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /**
   * Positions are in the attributes: data-shares of the rows of the chart's table between the two
   * ends of each of data-panels, from left to right or from top to bottom.
   */
  private static String part(Chart chart, int width, String style) {
    Drawing drawing = Layout.of(chart, width, false);
    Svg svg = new Svg(false);
    svg.text.append(
        String.format(
            Locale.ROOT,
            "<svg class=\"plot %s\" viewBox=\"0 0 %d %d\" tabindex=\"0\" role=\"group\""
                + " aria-label=\"%s. Arrow keys read values.\" data-across=\"%b\""
                + " data-panels=\"%s\" data-shares=\"%s\">\n",
            style,
            drawing.width(),
            drawing.height(),
            escaped(chart.title() + ", " + chart.subtitle()),
            drawing.cursor().isAcross(),
            drawing.cursor().panels().stream().map(Svg::box).collect(Collectors.joining(" ")),
            drawing.cursor().shares().stream()
                .map(share -> String.format(Locale.ROOT, "%.4f", share))
                .map(share -> share.replaceAll("\\.?0+$", ""))
                .collect(Collectors.joining(" "))));
    svg.shapes(drawing.shapes());
    return svg.text.append("</svg>").toString();
  }

  private static String box(Box box) {
    return List.of(box.left(), box.top(), box.right(), box.bottom()).stream()
        .map(Svg::number)
        .collect(Collectors.joining(","));
  }

  /** Neighbours of the same style share a group, and its paths an element. */
  private void shapes(List<Shape> shapes) {
    Shape group = null;
    boolean inPath = false;
    for (Shape shape : shapes) {
      if (group == null
          || group.style() != shape.style()
          || !group.seriesStyle().equals(shape.seriesStyle())) {
        text.append(inPath ? "\"/>" : "").append(group == null ? "" : "</g>\n");
        text.append(group(shape.style(), shape.seriesStyle()));
        group = shape;
        inPath = false;
      }
      if (shape instanceof Path path) {
        text.append(inPath ? "" : "<path d=\"");
        inPath = true;
        path(path);
      } else if (shape instanceof Text words) {
        text(words);
      }
    }
    text.append(inPath ? "\"/>" : "").append(group == null ? "" : "</g>\n");
  }

  private String group(Style style, Optional<SeriesStyle> seriesStyle) {
    StringBuilder group = new StringBuilder("<g class=\"").append(style.key());
    seriesStyle.ifPresent(one -> group.append(' ').append(one.key()));
    if (isFile) {
      group.append(attributes(style, seriesStyle));
    }
    List<Integer> dashes = style.dashes(seriesStyle);
    if (!dashes.isEmpty()) {
      group.append("\" stroke-dasharray=\"");
      group.append(dashes.stream().map(Object::toString).collect(Collectors.joining(" ")));
    }
    return group.append("\">").toString();
  }

  private static String attributes(Style style, Optional<SeriesStyle> seriesStyle) {
    String fill = "\" fill=\"" + colour(style.fill(), seriesStyle);
    return style.isText()
        ? fill + "\" font-size=\"" + style.size() + (style.isBold() ? "\" font-weight=\"bold" : "")
        : fill
            + "\" stroke=\""
            + colour(style.stroke(), seriesStyle)
            + "\" stroke-width=\""
            + number(style.width())
            + (style.opacity() < 1 ? "\" opacity=\"" + style.opacity() : "");
  }

  private static String colour(Style.Ink ink, Optional<SeriesStyle> seriesStyle) {
    return ink == Style.Ink.NONE
        ? "none"
        : String.format(Locale.ROOT, "#%06x", ink.colour(seriesStyle));
  }

  /** From the second point on by the steps between rounded points, which are half as long. */
  private void path(Path path) {
    long beforeX = 0;
    long beforeY = 0;
    for (int i = 0; i < path.points().size(); i++) {
      long x = tenths(path.points().get(i).x());
      long y = tenths(path.points().get(i).y());
      String stepY = number(y - beforeY);
      text.append(i == 0 ? "M" : i == 1 ? "l" : " ").append(number(x - beforeX));
      text.append(stepY.startsWith("-") ? "" : " ").append(stepY);
      beforeX = x;
      beforeY = y;
    }
    text.append(path.isClosed() ? "Z" : "");
  }

  private void text(Text words) {
    text.append("<text x=\"").append(number(words.at().x()));
    text.append("\" y=\"").append(number(words.at().y()));
    if (words.anchor() != Drawing.Anchor.START) {
      text.append("\" text-anchor=\"");
      text.append(words.anchor().name().toLowerCase(Locale.ROOT));
    }
    text.append("\">").append(escaped(words.words())).append("</text>");
  }

  private static String number(double length) {
    return number(tenths(length));
  }

  /** A tenth of a point is less than can be seen. */
  private static long tenths(double length) {
    return Math.round(10 * length);
  }

  private static String number(long tenths) {
    long size = Math.abs(tenths);
    return (tenths < 0 ? "-" : "")
        + (size < 10 && size > 0 ? "" : size / 10)
        + (size % 10 == 0 ? "" : "." + size % 10);
  }
}
