package org.optimizerstudy.figures;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.Optional;

/**
 * Whether text can be drawn. Java finds fonts through libraries of the operating system, which slim
 * containers and servers lack, and then fails in many ways, most of them errors.
 */
public final class Fonts {

  /** What to do where there are none. */
  public static final String REMEDY =
      "install fontconfig, libfreetype6 and fonts-dejavu-core, or what your system calls them";

  private Fonts() {}

  /** Why text cannot be drawn; empty if it can. */
  public static Optional<String> missing() {
    try {
      boolean isDrawn =
          !new Font(Font.SANS_SERIF, Font.PLAIN, 15)
              .createGlyphVector(new FontRenderContext(null, true, true), "x")
              .getOutline()
              .getBounds()
              .isEmpty();
      return isDrawn ? Optional.empty() : Optional.of("Java has no font with Latin letters");
    } catch (RuntimeException | LinkageError | InternalError e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      return Optional.of("Java finds no fonts: " + root);
    }
  }
}
