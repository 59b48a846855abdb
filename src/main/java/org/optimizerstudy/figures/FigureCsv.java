package org.optimizerstudy.figures;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.optimizerstudy.experiment.Keyed;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.figures.Chart.Axis;
import org.optimizerstudy.figures.Series.Point;

/**
 * The table that a figure is drawn from: one row a point, mean and interval beside the value of
 * every seed.
 */
public final class FigureCsv {

  private FigureCsv() {}

  /** The file. */
  public static String of(Figure figure) {
    StringWriter text = new StringWriter();
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
    csv.writeRecord(
        List.of(
            "network",
            "reading",
            "optimizer",
            "semantics",
            "learning_rate",
            "epoch",
            figure.kind().quantity().column(),
            "low",
            "high",
            "seeds",
            "values"));
    for (Series series : figure.series()) {
      for (Point point : series.points()) {
        csv.writeRecord(row(figure, series, point));
      }
    }
    return text.toString();
  }

  private static List<String> row(Figure figure, Series series, Point point) {
    boolean byRate = figure.kind().form().axis() == Axis.LEARNING_RATE;
    boolean byEpoch = figure.kind().form().axis() == Axis.EPOCH;
    return List.of(
        series.network().key(),
        figure.variant().reading().map(Keyed::key).orElse(""),
        series.optimizer().key(),
        series.semantics().key(),
        TrialId.plain(byRate ? point.x() : figure.kind().learningRates().get(0)),
        byEpoch ? Integer.toString((int) point.x()) : Integer.toString(figure.variant().epochs()),
        Double.toString(point.interval().value()),
        Double.toString(point.interval().low()),
        Double.toString(point.interval().high()),
        point.seeds().stream().map(Object::toString).collect(Collectors.joining(" ")),
        point.values().stream().map(Object::toString).collect(Collectors.joining(" ")));
  }
}
