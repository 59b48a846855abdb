package org.optimizerstudy.figures;

import java.awt.Graphics2D;

/** Stands for a picture where only its stamp is of interest. */
public record BlankImage() implements RasterImage {

  @Override
  public int width() {
    return 1;
  }

  @Override
  public int height() {
    return 1;
  }

  @Override
  public void paint(Graphics2D canvas) {
    // nothing
  }
}
