package org.optimizerstudy.report;

import java.awt.Color;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.optimizerstudy.experiment.OptimizerKind;

/**
 * How an optimizer looks in every figure: a colour of Okabe and Ito's palette, which colour-blind
 * people can tell apart, and a marker for print in grey.
 */
final class Palette {

  private Palette() {}

  static Color colour(OptimizerKind optimizer) {
    return switch (optimizer) {
      case GRADIENT_DESCENT -> Color.BLACK;
      case MOMENTUM -> new Color(0x56b4e9);
      case ADAGRAD -> new Color(0x009e73);
      case ADADELTA -> new Color(0xcc79a7);
      case RMSPROP -> new Color(0xd55e00);
      case ADAM -> new Color(0x0072b2);
    };
  }

  /** The same, mostly transparent, for an interval around a line. */
  static Color band(OptimizerKind optimizer) {
    Color colour = colour(optimizer);
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 40);
  }

  static Marker marker(OptimizerKind optimizer) {
    return switch (optimizer) {
      case GRADIENT_DESCENT -> SeriesMarkers.CROSS;
      case MOMENTUM -> SeriesMarkers.DIAMOND;
      case ADAGRAD -> SeriesMarkers.SQUARE;
      case ADADELTA -> SeriesMarkers.TRIANGLE_DOWN;
      case RMSPROP -> SeriesMarkers.TRIANGLE_UP;
      case ADAM -> SeriesMarkers.CIRCLE;
    };
  }
}
