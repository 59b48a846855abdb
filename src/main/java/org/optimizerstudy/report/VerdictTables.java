package org.optimizerstudy.report;

import static org.optimizerstudy.report.HtmlTable.heading;
import static org.optimizerstudy.report.HtmlTable.number;
import static org.optimizerstudy.report.HtmlTable.text;
import static org.optimizerstudy.report.HtmlTable.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.optimizerstudy.claims.Judgement;
import org.optimizerstudy.claims.Measure;
import org.optimizerstudy.experiment.Keyed;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.report.HtmlTable.Cell;
import org.optimizerstudy.report.HtmlTable.Column;
import org.optimizerstudy.report.HtmlTable.Row;

/** The verdicts: all of them at a glance, each with its reason, and the numbers behind them. */
final class VerdictTables {

  private VerdictTables() {}

  /** A row a claim, a column for every rules and reading. */
  static HtmlTable glance(List<Judgement> judgements) {
    Glance glance = Glance.of(judgements);
    List<Column> columns = new ArrayList<>(List.of(words("Claim")));
    Glance.columns().forEach(column -> columns.add(words(column.label())));
    List<Row> rows = new ArrayList<>();
    glance
        .claims()
        .forEach(
            (claim, all) -> {
              List<Cell> cells = new ArrayList<>(List.of(heading(claim)));
              for (Glance.Column column : Glance.columns()) {
                cells.add(column.in(all).map(VerdictTables::verdict).orElse(text("")));
              }
              rows.add(new Row(Scope.ANY, cells));
            });
    return new HtmlTable("glance", "All verdicts at a glance", false, columns, rows);
  }

  static HtmlTable reasons(List<Judgement> judgements) {
    return new HtmlTable(
        "reasons",
        "Verdicts with their reasons, for the rules and the reading chosen above",
        false,
        List.of(
            words("Claim"),
            words("Verdict"),
            words("The paper's claim in our words"),
            words("Why"),
            words("Margin"),
            words("In the paper"),
            words("Rules, reading")),
        judgements.stream()
            .map(
                j ->
                    new Row(
                        Scope.of(j),
                        List.of(
                            heading(j.claim()),
                            verdict(j),
                            text(j.sentence(), "words"),
                            text(j.reason(), "words"),
                            text(j.margin(), "words"),
                            text(j.where()),
                            text(Names.of(j.semantics()) + ", " + reading(j.reading())))))
            .toList());
  }

  static HtmlTable measures(List<Judgement> judgements) {
    List<Row> rows = new ArrayList<>();
    for (Judgement judgement : judgements) {
      for (Measure measure : judgement.measures()) {
        rows.add(
            new Row(
                Scope.of(judgement),
                List.of(
                    heading(judgement.claim()),
                    text(Names.of(judgement.semantics())),
                    text(reading(judgement.reading())),
                    text(measure.name(), "words"),
                    number("%.4f", measure.value()),
                    number("%.4f", measure.low()),
                    number("%.4f", measure.high()),
                    text(measure.unit()))));
      }
    }
    return new HtmlTable(
        "measures",
        "Numbers behind the verdicts, for the rules and the reading chosen above",
        false,
        List.of(
            words("Claim"),
            words("Rules"),
            words("Reading"),
            words("Number"),
            number("Value"),
            number("Low"),
            number("High"),
            words("Unit")),
        rows);
  }

  private static Cell verdict(Judgement judgement) {
    String word = judgement.verdict().key();
    return text(word, word.replace(' ', '-'));
  }

  private static String reading(Optional<Reading> reading) {
    return reading.map(Keyed::key).orElse("any");
  }
}
