package org.optimizerstudy.figures;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.Optional;
import org.optimizerstudy.figures.Drawing.Path;
import org.optimizerstudy.figures.Drawing.Shape;
import org.optimizerstudy.figures.Drawing.Text;

/** A chart on pixels, under its title, on white. Needs fonts ({@link Fonts}). */
public final class RasterChart implements RasterImage {

  /** The margin around a chart in its own file. */
  static final int MARGIN = 14;

  private final Drawing drawing;

  /** Lays a chart out. */
  public RasterChart(Chart chart) {
    this.drawing = Layout.of(chart, Layout.WIDE, true);
  }

  @Override
  public int width() {
    return drawing.width() + 2 * MARGIN;
  }

  @Override
  public int height() {
    return drawing.height() + 2 * MARGIN;
  }

  @Override
  public void paint(Graphics2D canvas) {
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, width(), height());
    canvas.translate(MARGIN, MARGIN);
    for (Shape shape : drawing.shapes()) {
      if (shape instanceof Path path) {
        paint(canvas, path);
      } else if (shape instanceof Text text) {
        paint(canvas, text);
      }
    }
    canvas.translate(-MARGIN, -MARGIN);
  }

  private static void paint(Graphics2D canvas, Path path) {
    Path2D outline = new Path2D.Double();
    Position first = path.points().get(0);
    outline.moveTo(first.x(), first.y());
    path.points().stream().skip(1).forEach(point -> outline.lineTo(point.x(), point.y()));
    if (path.isClosed()) {
      outline.closePath();
    }
    Style style = path.style();
    if (style.fill() != Style.Ink.NONE) {
      canvas.setColor(colour(style.fill(), path.seriesStyle(), style.opacity()));
      canvas.fill(outline);
    }
    if (style.stroke() != Style.Ink.NONE) {
      canvas.setColor(colour(style.stroke(), path.seriesStyle(), style.opacity()));
      canvas.setStroke(stroke(path));
      canvas.draw(outline);
    }
  }

  private static BasicStroke stroke(Path path) {
    List<Integer> dashes = path.style().dashes(path.seriesStyle());
    float[] lengths = new float[dashes.size()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = dashes.get(i);
    }
    return new BasicStroke(
        (float) path.style().width(),
        BasicStroke.CAP_BUTT,
        BasicStroke.JOIN_ROUND,
        10,
        lengths.length == 0 ? null : lengths,
        0);
  }

  private static void paint(Graphics2D canvas, Text text) {
    Style style = text.style();
    GlyphVector letters =
        new Font(Font.SANS_SERIF, style.isBold() ? Font.BOLD : Font.PLAIN, style.size())
            .createGlyphVector(new FontRenderContext(null, true, true), text.words());
    double width = letters.getLogicalBounds().getWidth();
    double start =
        switch (text.anchor()) {
          case START -> 0;
          case MIDDLE -> width / 2;
          case END -> width;
        };
    canvas.setColor(colour(style.fill(), text.seriesStyle(), 1));
    canvas.fill(letters.getOutline((float) (text.at().x() - start), (float) text.at().y()));
  }

  private static Color colour(Style.Ink ink, Optional<SeriesStyle> seriesStyle, double opacity) {
    Color colour = new Color(ink.colour(seriesStyle));
    return new Color(
        colour.getRed(), colour.getGreen(), colour.getBlue(), (int) Math.round(255 * opacity));
  }
}
