package org.optimizerstudy.figures;

import java.awt.Graphics2D;

/** Something that can be painted, on pixels or as vectors. */
public interface RasterImage {

  /** In points; a PNG has two pixels a point. */
  int width();

  /** In points. */
  int height();

  /** Paints it from the origin to width and height, background included. */
  void paint(Graphics2D canvas);
}
