package org.optimizerstudy.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.optimizerstudy.report.Figure.Point;
import org.optimizerstudy.report.Figure.Series;

/** The figures as JSON for the page's charts, in the units of their axes. */
final class ChartData {

  private ChartData() {}

  /** Safe inside a script element: no {@code <} can end it. */
  static String of(List<Figure> figures) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode array = json.putArray("figures");
    figures.forEach(figure -> array.add(json(figure)));
    return json.toString().replace("<", "\\u003c");
  }

  private static ObjectNode json(Figure figure) {
    FigureKind kind = figure.kind();
    double factor = kind.quantity().factor();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", figure.name());
    json.put("number", kind.number());
    json.put("label", figure.variant().label());
    json.put("axis", kind.axis().name().toLowerCase(Locale.ROOT));
    json.put("axisTitle", kind.axis().title());
    json.put("measure", kind.quantity().title());
    json.put("percent", kind.quantity().isAccuracy());
    ArrayNode all = json.putArray("series");
    for (Series series : figure.series()) {
      ObjectNode one = all.addObject();
      one.put("optimizer", series.optimizer().key());
      one.put("name", Names.of(series.optimizer()));
      one.put("network", series.network().key());
      ArrayNode points = one.putArray("points");
      for (Point point : series.points()) {
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
