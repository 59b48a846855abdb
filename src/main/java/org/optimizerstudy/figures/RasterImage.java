package org.optimizerstudy.figures;

import java.awt.Graphics2D;

/** Something that can be painted, on pixels or as vectors. */
public interface RasterImage {

  /** The width in points; a PNG has two pixels per point. */
  int width();

  /** The height in points. */
  int height();

  /** Paints it from the origin to width and height, background included. */
  void paint(Graphics2D canvas);
}
