package org.optimizerstudy.figures;

import de.erichseifert.vectorgraphics2d.Document;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** The files that a picture is published as, each stamped with the table that it shows. */
public enum PictureFormat {
  PNG {
    @Override
    public byte[] encode(Picture picture, String table) throws IOException {
      BufferedImage image =
          new BufferedImage(
              SCALE * picture.width(), SCALE * picture.height(), BufferedImage.TYPE_INT_RGB);
      Graphics2D canvas = image.createGraphics();
      canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      canvas.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      canvas.scale(SCALE, SCALE);
      picture.paint(canvas);
      canvas.dispose();
      return Stamp.png(image, table);
    }
  },
  SVG {
    @Override
    public byte[] encode(Picture picture, String table) throws IOException {
      VectorGraphics2D canvas = new VectorGraphics2D();
      picture.paint(canvas);
      Document document =
          new SVGProcessor()
              .getDocument(
                  canvas.getCommands(), new PageSize(0, 0, picture.width(), picture.height()));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.writeTo(bytes);
      return Stamp.svg(bytes.toByteArray(), table);
    }
  };

  /** Pixels a point: sharp in print. */
  private static final int SCALE = 2;

  /**
   * Draws a picture.
   *
   * @param table the CSV that it shows
   */
  public abstract byte[] encode(Picture picture, String table) throws IOException;
}
