package org.optimizerstudy.figures;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.figures.Comparison.Row;
import org.optimizerstudy.results.Course;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.SafeDirectory;

/**
 * Draws a comparison: a chart an optimizer with a line a semantics, test accuracy by epoch. Lines
 * differ in colour, stroke and marker, so that they can be told apart in grey.
 */
public final class ComparisonChart {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 420;
  private static final int COLUMNS = 3;
  private static final int MARKED_EPOCHS = 20;

  /** Of Okabe and Ito's palette, which colour-blind people can tell apart. */
  private static final Map<Semantics, Color> COLOURS =
      Map.of(
          Semantics.DL4J, new Color(0x0072b2),
          Semantics.TENSORFLOW, new Color(0xd55e00),
          Semantics.PAPER, new Color(0x009e73));

  private static final Map<Semantics, Marker> MARKERS =
      Map.of(
          Semantics.DL4J, SeriesMarkers.CIRCLE,
          Semantics.TENSORFLOW, SeriesMarkers.TRIANGLE_UP,
          Semantics.PAPER, SeriesMarkers.SQUARE);

  private static final Map<Semantics, BasicStroke> STROKES =
      Map.of(
          Semantics.DL4J, stroke(),
          Semantics.TENSORFLOW, stroke(8, 4),
          Semantics.PAPER, stroke(2, 3));

  private ComparisonChart() {}

  /**
   * Draws one picture for every learning rate and seed of a comparison, and writes beside each the
   * CSV that it was drawn from; the CSV alone where Java has no fonts.
   *
   * @param directory the figures of a results directory; is created if it is not there
   * @return the pictures
   */
  public static List<Path> draw(Comparison comparison, SafeDirectory directory) throws IOException {
    directory.create();
    Map<String, List<Row>> pictures = new TreeMap<>();
    for (Row row : comparison.rows()) {
      String rate =
          row.learningRate().isPresent()
              ? ".lr" + TrialId.plain(row.learningRate().getAsDouble())
              : "";
      pictures
          .computeIfAbsent(
              "compare." + comparison.workload() + rate + ".seed" + row.seed(),
              name -> new ArrayList<>())
          .add(row);
    }
    boolean isDrawn = Fonts.missing().isEmpty();
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, List<Row>> picture : pictures.entrySet()) {
      directory.write(picture.getKey() + ".csv", csv(picture.getValue()));
      if (isDrawn) {
        String file = picture.getKey() + ".png";
        directory.write(file, png(picture.getValue()));
        files.add(directory.path(file));
      }
    }
    return files;
  }

  private static String csv(List<Row> rows) {
    StringWriter text = new StringWriter();
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
    csv.writeRecord("optimizer", "semantics", "epoch", "test_accuracy");
    for (Row row : rows) {
      for (Semantics semantics : new TreeMap<>(row.courses()).keySet()) {
        for (EpochRecord record : row.courses().get(semantics).records()) {
          csv.writeRecord(
              row.optimizer().key(),
              semantics.key(),
              Integer.toString(record.epoch()),
              Double.toString(record.testAccuracy()));
        }
      }
    }
    return text.toString();
  }

  private static byte[] png(List<Row> rows) throws IOException {
    int columns = Math.min(COLUMNS, rows.size());
    int lines = (rows.size() + columns - 1) / columns;
    BufferedImage image =
        new BufferedImage(columns * WIDTH, lines * HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, image.getWidth(), image.getHeight());
    for (int i = 0; i < rows.size(); i++) {
      Graphics2D place =
          (Graphics2D) canvas.create(i % columns * WIDTH, i / columns * HEIGHT, WIDTH, HEIGHT);
      chart(rows.get(i)).paint(place, WIDTH, HEIGHT);
      place.dispose();
    }
    canvas.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", out);
    }
    return bytes.toByteArray();
  }

  private static XYChart chart(Row row) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(row.optimizer().key())
            .xAxisTitle("epoch")
            .yAxisTitle("test accuracy")
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setPlotBorderVisible(false);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setYAxisMax(1.0);
    chart.getStyler().setBaseFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
    for (Map.Entry<Semantics, Course> entry : new TreeMap<>(row.courses()).entrySet()) {
      List<EpochRecord> records = entry.getValue().records();
      if (records.isEmpty()) { // diverged in its first epoch: nothing to draw, the table says so
        continue;
      }
      Semantics semantics = entry.getKey();
      XYSeries series =
          chart.addSeries(
              semantics.key(),
              records.stream().map(EpochRecord::epoch).toList(),
              records.stream().map(EpochRecord::testAccuracy).toList());
      series.setMarkerColor(COLOURS.get(semantics));
      series.setLineColor(COLOURS.get(semantics));
      series.setLineStyle(STROKES.get(semantics));
      series.setMarker(
          records.size() <= MARKED_EPOCHS ? MARKERS.get(semantics) : SeriesMarkers.NONE);
    }
    return chart;
  }

  private static BasicStroke stroke(float... dashes) {
    return new BasicStroke(
        2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dashes.length == 0 ? null : dashes, 0);
  }
}
