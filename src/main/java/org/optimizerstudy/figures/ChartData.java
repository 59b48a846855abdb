package org.optimizerstudy.figures;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.optimizerstudy.figures.Figure.Point;
import org.optimizerstudy.figures.Figure.Series;

/**
 * A chart as JSON for the script that draws pages, in the units of its axes.
 *
 * @param name unique in its page
 * @param title what it shows, in words
 * @param axis what runs from left to right
 * @param quantity what runs upwards
 * @param series what is drawn
 */
public record ChartData(
    String name, String title, FigureKind.Axis axis, Quantity quantity, List<Series> series) {

  public ChartData {
    series = List.copyOf(series);
  }

  /** A figure on its page. */
  public static ChartData of(Figure figure) {
    FigureKind kind = figure.kind();
    return new ChartData(
        figure.name(),
        String.format(Locale.ROOT, "Figure %d, %s", kind.number(), figure.variant().label()),
        kind.axis(),
        kind.quantity(),
        figure.series());
  }

  /** Figures, safe inside a script element: no {@code <} can end it. */
  public static String of(List<Figure> figures) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode array = json.putArray("figures");
    figures.forEach(figure -> array.add(of(figure).json()));
    return json.toString().replace("<", "\\u003c");
  }

  /** As the script reads it. */
  public ObjectNode json() {
    double factor = quantity.factor();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", name);
    json.put("title", title);
    json.put("axis", axis.name().toLowerCase(Locale.ROOT));
    json.put("axisTitle", axis.title());
    json.put("measure", quantity.title());
    json.put("percent", quantity.isAccuracy());
    ArrayNode all = json.putArray("series");
    for (Series one : series) {
      ObjectNode node = all.addObject();
      node.put("optimizer", one.optimizer().key());
      node.put("name", Names.of(one.optimizer()));
      node.put("network", one.network().key());
      ArrayNode points = node.putArray("points");
      for (Point point : one.points()) {
        points
            .addObject()
            .put("x", point.x())
            .put("value", rounded(point.interval().value() * factor))
            .put("low", rounded(point.interval().low() * factor))
            .put("high", rounded(point.interval().high() * factor))
            .put("seeds", point.seeds().size());
      }
    }
    return json;
  }

  /** Seven digits are more than a screen shows. */
  private static double rounded(double value) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.7g", value));
  }
}
