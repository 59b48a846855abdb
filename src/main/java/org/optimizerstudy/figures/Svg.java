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
 * Charts as SVG with text as text: as a file, or as a part of a page. The stylesheet of a page may
 * change the colours by the classes of {@link Style} and {@link SeriesStyle}. The same bytes on
 * every machine.
 */
public final class Svg {

  private static final String NAMESPACE = "http://www.w3.org/2000/svg";

  private final StringBuilder text = new StringBuilder();

  private Svg() {}

  /** A file: the chart under its title, on white. */
  public static String file(Chart chart) {
    Drawing drawing = Layout.of(chart, Layout.WIDE, true);
    int margin = RasterChart.MARGIN;
    int width = drawing.width() + 2 * margin;
    int height = drawing.height() + 2 * margin;
    Svg svg = new Svg();
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
    Svg svg = new Svg();
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
    Svg svg = new Svg();
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
                .collect(Collectors.joining(" "))));
    svg.shapes(drawing.shapes());
    return svg.text.append("</svg>").toString();
  }

  private static String box(Box box) {
    return List.of(box.left(), box.top(), box.right(), box.bottom()).stream()
        .map(Svg::number)
        .collect(Collectors.joining(","));
  }

  /** Neighbours of the same style share a group. */
  private void shapes(List<Shape> shapes) {
    Shape group = null;
    for (Shape shape : shapes) {
      if (group == null
          || group.style() != shape.style()
          || !group.seriesStyle().equals(shape.seriesStyle())) {
        text.append(group == null ? "" : "</g>\n");
        text.append(group(shape.style(), shape.seriesStyle()));
        group = shape;
      }
      if (shape instanceof Path path) {
        path(path);
      } else if (shape instanceof Text words) {
        text(words);
      }
    }
    text.append(group == null ? "" : "</g>\n");
  }

  private static String group(Style style, Optional<SeriesStyle> seriesStyle) {
    StringBuilder group = new StringBuilder("<g class=\"").append(style.key());
    seriesStyle.ifPresent(one -> group.append(' ').append(one.key()));
    group.append("\" fill=\"").append(colour(style.fill(), seriesStyle));
    if (style.isText()) {
      group.append("\" font-size=\"").append(style.size());
      group.append(style.isBold() ? "\" font-weight=\"bold" : "");
    } else {
      group.append("\" stroke=\"").append(colour(style.stroke(), seriesStyle));
      group.append("\" stroke-width=\"").append(number(style.width()));
      group.append(style.opacity() < 1 ? "\" opacity=\"" + style.opacity() : "");
      List<Integer> dashes = style.dashes(seriesStyle);
      if (!dashes.isEmpty()) {
        group.append("\" stroke-dasharray=\"");
        group.append(dashes.stream().map(Object::toString).collect(Collectors.joining(" ")));
      }
    }
    return group.append("\">").toString();
  }

  private static String colour(Style.Ink ink, Optional<SeriesStyle> seriesStyle) {
    return ink == Style.Ink.NONE
        ? "none"
        : String.format(Locale.ROOT, "#%06x", ink.colour(seriesStyle));
  }

  private void path(Path path) {
    text.append("<path d=\"M");
    for (int i = 0; i < path.points().size(); i++) {
      Position point = path.points().get(i);
      text.append(i == 0 ? "" : " ").append(number(point.x()));
      text.append(' ').append(number(point.y()));
    }
    text.append(path.isClosed() ? "Z\"/>" : "\"/>");
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

  /** A tenth of a point is less than can be seen. */
  private static String number(double length) {
    long tenths = Math.round(10 * length);
    long size = Math.abs(tenths);
    return (tenths < 0 ? "-" : "") + size / 10 + (size % 10 == 0 ? "" : "." + size % 10);
  }
}
