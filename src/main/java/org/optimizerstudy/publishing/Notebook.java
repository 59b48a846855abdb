package org.optimizerstudy.publishing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.optimizerstudy.claims.Finding;
import org.optimizerstudy.claims.Judgement;
import org.optimizerstudy.claims.ReportedQuantity;
import org.optimizerstudy.claims.Verdict;
import org.optimizerstudy.experiment.Keyed;
import org.optimizerstudy.results.EpochColumn;
import org.optimizerstudy.statistics.Interval;

/**
 * An executed Jupyter notebook (nbformat 4.5): Python cells of the standard library with the
 * outputs that they give, computed here. It opens with records.csv, claims.json and figures/ beside
 * it, and running it again changes nothing.
 */
final class Notebook {

  private static final int WIDTH = 900;

  private final Findings findings;
  private final Map<String, Rows> trials;
  private final Map<String, byte[]> pictures;
  private final ArrayNode cells = JsonNodeFactory.instance.arrayNode();
  private int executed;

  /**
   * What is shown of a trial; all rows of many trials would not fit in memory.
   *
   * @param count how many it has
   * @param best the first row of the greatest validation accuracy
   */
  private record Rows(int count, NamedCsvRecord best, NamedCsvRecord last) {

    Rows plus(Rows next) {
      boolean better =
          number(next.best, "validation_accuracy") > number(best, "validation_accuracy");
      return new Rows(count + next.count, better ? next.best : best, next.last);
    }
  }

  /**
   * @param records content of records.csv
   * @param pictures PNGs by the names of their files
   */
  Notebook(Findings findings, String records, Map<String, byte[]> pictures) throws IOException {
    this.findings = findings;
    this.pictures = pictures;
    this.trials = new LinkedHashMap<>();
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder().ofNamedCsvRecord(new StringReader(records))) {
      csv.forEach(row -> trials.merge(row.getField("trial"), new Rows(1, row, row), Rows::plus));
    }
  }

  /** The file. */
  String text() throws IOException {
    markdown(
        "# Optimizer Study\n\n"
            + "The records of every epoch, the verdicts on the paper's claims, and the figures."
            + " Written by `study report`; needs `records.csv`, `claims.json` and `figures/` beside"
            + " it, and Python's standard library.");
    code("load.py", records());
    markdown("## Verdicts");
    code("verdicts.py", verdicts());
    markdown("### Why");
    code("reasons.py", reasons());
    markdown("## Test accuracy of every trial");
    code("accuracy.py", accuracies());
    markdown("## Figures");
    for (Map.Entry<String, byte[]> picture : pictures.entrySet()) {
      picture(picture.getKey(), picture.getValue());
    }
    ObjectNode notebook = JsonNodeFactory.instance.objectNode();
    notebook.set("cells", cells);
    ObjectNode metadata = notebook.putObject("metadata");
    metadata
        .putObject("kernelspec")
        .put("display_name", "Python 3")
        .put("language", "python")
        .put("name", "python3");
    metadata.putObject("language_info").put("name", "python");
    notebook.put("nbformat", 4).put("nbformat_minor", 5);
    return notebook.toPrettyString() + "\n";
  }

  private String records() {
    int records = trials.values().stream().mapToInt(Rows::count).sum();
    return String.format(Locale.ROOT, "%d records of %d trials\n", records, trials.size());
  }

  private String verdicts() {
    StringBuilder text = new StringBuilder();
    for (Judgement j : findings.judgements()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-4s %-11s %-8s %-13s %s\n",
              j.claim(),
              j.semantics().key(),
              reading(j),
              j.verdict().key(),
              effect(j.finding())));
    }
    return text.toString();
  }

  private String reasons() {
    StringBuilder text = new StringBuilder();
    for (Judgement j : findings.judgements()) {
      if (j.verdict() != Verdict.NOT_RUN) {
        text.append(
            String.format(
                Locale.ROOT,
                "%s (%s, %s): %s. %s\n",
                j.claim(),
                j.semantics().key(),
                reading(j),
                j.verdict().key(),
                j.finding().reason()));
      }
    }
    return text.toString();
  }

  /** As the script prints it: of {@code claims.json}, null for a limit that is not finite. */
  private static String effect(Finding finding) {
    return finding.effect().map(Notebook::effect).orElse("-");
  }

  private static String effect(ReportedQuantity effect) {
    Interval interval = effect.interval();
    String limits =
        Double.isFinite(interval.low())
            ? String.format(Locale.ROOT, " [%+.3f, %+.3f]", interval.low(), interval.high())
            : "";
    return String.format(Locale.ROOT, "%+.3f%s %s", interval.value(), limits, effect.unit().key());
  }

  private static String reading(Judgement judgement) {
    return judgement.reading().map(Keyed::key).orElse("any");
  }

  private String accuracies() {
    record Line(double last, double best, String epoch, String trial) {}
    List<Line> lines = new ArrayList<>();
    trials.forEach(
        (trial, rows) ->
            lines.add(
                new Line(
                    number(rows.last(), "test_accuracy"),
                    number(rows.best(), "test_accuracy"),
                    rows.best().getField(EpochColumn.EPOCH.key()),
                    trial)));
    lines.sort(Comparator.comparingDouble(line -> -line.last()));
    StringBuilder text = new StringBuilder();
    for (Line line : lines) {
      text.append(
          String.format(
              Locale.ROOT,
              "%.4f last, %.4f in epoch %3s of the best validation  %s\n",
              line.last(),
              line.best(),
              line.epoch(),
              line.trial()));
    }
    return text.toString();
  }

  private static double number(NamedCsvRecord row, String column) {
    return Double.parseDouble(row.getField(column));
  }

  private void markdown(String text) {
    ObjectNode cell = cell("markdown");
    lines(cell.putArray("source"), text);
  }

  private void code(String script, String printed) throws IOException {
    ObjectNode cell = code(source(script));
    ObjectNode output = cell.withArray("outputs").addObject();
    output.put("output_type", "stream").put("name", "stdout");
    lines(output.putArray("text"), printed);
    if (printed.isEmpty()) {
      cell.putArray("outputs");
    }
  }

  private void picture(String file, byte[] png) throws IOException {
    ObjectNode cell = code(source("figure.py").replace("@FILE@", file));
    ObjectNode output = cell.withArray("outputs").addObject();
    output.put("output_type", "execute_result").put("execution_count", executed);
    ObjectNode data = output.putObject("data");
    data.put("image/png", Base64.getEncoder().encodeToString(png));
    data.putArray("text/plain").add("<IPython.core.display.Image object>");
    output.putObject("metadata").putObject("image/png").put("width", WIDTH);
  }

  private ObjectNode code(String source) {
    ObjectNode cell = cell("code");
    executed++;
    cell.put("execution_count", executed);
    cell.putArray("outputs");
    lines(cell.putArray("source"), source.stripTrailing());
    return cell;
  }

  private ObjectNode cell(String type) {
    ObjectNode cell = cells.addObject();
    cell.put("cell_type", type).put("id", "cell-" + cells.size());
    cell.putObject("metadata");
    return cell;
  }

  /** As notebooks keep text: a string a line, with its end. */
  private static void lines(ArrayNode array, String text) {
    for (String line : text.split("(?<=\n)")) {
      array.add(line);
    }
  }

  private static String source(String script) throws IOException {
    try (InputStream in = Notebook.class.getResourceAsStream("/notebook/" + script)) {
      if (in == null) {
        throw new IllegalStateException("/notebook/" + script + " is missing from the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
