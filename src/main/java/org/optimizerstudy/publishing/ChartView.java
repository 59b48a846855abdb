package org.optimizerstudy.publishing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.optimizerstudy.figures.Chart;
import org.optimizerstudy.figures.Palette;
import org.optimizerstudy.figures.Series;
import org.optimizerstudy.figures.SeriesStyle;
import org.optimizerstudy.figures.Svg;

/**
 * A chart in a page, by the template {@code report/chart.html}: drawn for wide and for narrow
 * screens, with a button for each line and the table that readings come from.
 *
 * @param wide SVG
 * @param narrow SVG
 * @param buttons none for a single line
 * @param table a row for each place where values can be read
 */
public record ChartView(String wide, String narrow, List<Button> buttons, HtmlTable table) {

  public ChartView {
    buttons = List.copyOf(buttons);
  }

  /**
   * Takes a line away and brings it back.
   *
   * @param key class of what is drawn of the line
   * @param sign its mark as SVG
   */
  public record Button(String key, String sign, String label) {}

  /**
   * A chart.
   *
   * @param id of its table, unique in the page
   */
  public static ChartView of(String id, Chart chart) {
    Map<SeriesStyle, String> lines = new LinkedHashMap<>();
    for (Series series : chart.series()) {
      lines.putIfAbsent(Palette.of(chart, series), chart.form().lines().label(series));
    }
    List<Button> buttons =
        lines.entrySet().stream()
            .filter(line -> lines.size() > 1)
            .map(line -> new Button(line.getKey().key(), Svg.sign(line.getKey()), line.getValue()))
            .toList();
    return new ChartView(Svg.wide(chart), Svg.narrow(chart), buttons, ChartTable.of(id, chart));
  }

  /** The chart alone, for a page that is filled later. */
  public String html() {
    return Templates.of("/report/chart.html").execute(this);
  }
}
