package org.optimizerstudy.publishing;

import static org.optimizerstudy.publishing.HtmlTable.heading;
import static org.optimizerstudy.publishing.HtmlTable.number;
import static org.optimizerstudy.publishing.HtmlTable.text;
import static org.optimizerstudy.publishing.HtmlTable.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.optimizerstudy.claims.DecisionRule;
import org.optimizerstudy.claims.Judgement;
import org.optimizerstudy.claims.JudgementFormat;
import org.optimizerstudy.claims.ReportedQuantity;
import org.optimizerstudy.claims.Statement;
import org.optimizerstudy.claims.Verdict;
import org.optimizerstudy.experiment.Keyed;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.figures.Names;
import org.optimizerstudy.publishing.HtmlTable.Cell;
import org.optimizerstudy.publishing.HtmlTable.Column;
import org.optimizerstudy.publishing.HtmlTable.Row;
import org.optimizerstudy.statistics.Interval;

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
                cells.add(column.in(all).map(j -> verdict(j.verdict())).orElse(text("")));
              }
              rows.add(new Row(Scope.ANY, cells));
            });
    return new HtmlTable("glance", "All verdicts at a glance", false, columns, rows);
  }

  static HtmlTable reasons(List<Judgement> judgements) {
    return new HtmlTable(
        "reasons",
        "Verdicts with their effects and reasons, for the rules and the reading chosen above",
        false,
        List.of(
            words("Claim"),
            words("Verdict"),
            words("Effect [95 % interval]"),
            words("The paper's claim in our words"),
            words("Why"),
            words("On other bases"),
            words("What would decide it"),
            words("Predicate"),
            words("In the paper"),
            words("Rules, reading")),
        judgements.stream()
            .map(
                j ->
                    new Row(
                        Scope.of(j),
                        List.of(
                            heading(j.claim()),
                            verdict(j.verdict()),
                            text(JudgementFormat.effect(j.finding())),
                            text(j.definition().sentence(), "words"),
                            text(why(j), "words"),
                            text(beside(j), "words"),
                            text(j.plan().map(JudgementFormat::plan).orElse(""), "words"),
                            text(j.definition().predicate(), "words"),
                            text(j.definition().where()),
                            text(Names.of(j.semantics()) + ", " + reading(j.reading())))))
            .toList());
  }

  /** The reason with shapes and notes. */
  static String why(Judgement judgement) {
    String shapes =
        judgement.finding().shapes().entrySet().stream()
            .map(shape -> shape.getKey() + " " + shape.getValue())
            .collect(Collectors.joining("; ", "", "."));
    return Stream.of(
            Stream.of(judgement.finding().reason()),
            judgement.finding().shapes().isEmpty()
                ? Stream.<String>empty()
                : Stream.of("Shape: " + shapes),
            judgement.finding().notes().stream())
        .flatMap(part -> part)
        .collect(Collectors.joining(" "));
  }

  private static String beside(Judgement judgement) {
    return judgement.alternatives().stream()
        .map(JudgementFormat::alternative)
        .collect(Collectors.joining("; "));
  }

  static HtmlTable measures(List<Judgement> judgements) {
    List<Row> rows = new ArrayList<>();
    for (Judgement judgement : judgements) {
      for (Statement one :
          judgement.finding().rule().map(DecisionRule::statements).orElse(List.of())) {
        rows.add(
            row(
                judgement,
                one.words(),
                one.comparison().interval(),
                one.unit().key(),
                OptionalDouble.of(one.comparison().margin()),
                one.comparison().outcome().words()));
      }
      for (ReportedQuantity one : judgement.finding().quantities()) {
        rows.add(
            row(
                judgement,
                one.name(),
                one.interval(),
                one.unit().key(),
                OptionalDouble.empty(),
                ""));
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
            number("95 % low"),
            number("95 % high"),
            words("Unit"),
            number("Margin"),
            words("Outcome")),
        rows);
  }

  private static Row row(
      Judgement judgement,
      String name,
      Interval interval,
      String unit,
      OptionalDouble margin,
      String outcome) {
    return new Row(
        Scope.of(judgement),
        List.of(
            heading(judgement.claim()),
            text(Names.of(judgement.semantics())),
            text(reading(judgement.reading())),
            text(name, "words"),
            number("%.4f", interval.value()),
            number("%.4f", finite(interval.low())),
            number("%.4f", finite(interval.high())),
            text(unit),
            number("%.3f", margin),
            text(outcome)));
  }

  private static OptionalDouble finite(double limit) {
    return Double.isFinite(limit) ? OptionalDouble.of(limit) : OptionalDouble.empty();
  }

  private static Cell verdict(Verdict verdict) {
    return text(verdict.key(), verdict.key().replace(' ', '-'));
  }

  private static String reading(Optional<Reading> reading) {
    return reading.map(Keyed::key).orElse("any");
  }
}
