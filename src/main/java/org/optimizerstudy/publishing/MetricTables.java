package org.optimizerstudy.publishing;

import static org.optimizerstudy.publishing.HtmlTable.count;
import static org.optimizerstudy.publishing.HtmlTable.heading;
import static org.optimizerstudy.publishing.HtmlTable.number;
import static org.optimizerstudy.publishing.HtmlTable.percent;
import static org.optimizerstudy.publishing.HtmlTable.rate;
import static org.optimizerstudy.publishing.HtmlTable.text;
import static org.optimizerstudy.publishing.HtmlTable.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.figures.Names;
import org.optimizerstudy.metrics.Cell;
import org.optimizerstudy.metrics.CellMetrics;
import org.optimizerstudy.metrics.PerformanceProfile;
import org.optimizerstudy.metrics.RateSensitivity;
import org.optimizerstudy.publishing.HtmlTable.Row;
import org.optimizerstudy.results.TrialHistory;

/** Measures of a benchmark; what an aggregate was made of stands in its row. */
final class MetricTables {

  /** The ratios at which profiles are read: the fastest, twice and five times its epochs. */
  private static final List<Double> FACTORS = List.of(1.0, 2.0, 5.0);

  private MetricTables() {}

  static HtmlTable cells(List<TrialHistory> histories) {
    return new HtmlTable(
        "cells",
        "Test accuracy of every cell after the last epoch in per cent, mean of its seeds with the 95 % interval;"
            + " nothing is picked",
        true,
        List.of(
            words("Network"),
            words("Rules"),
            words("Optimizer"),
            number("Learning rate"),
            number("Mean"),
            number("Low"),
            number("High"),
            number("Last tenth"),
            number("Diverged"),
            words("Every seed")),
        CellMetrics.of(histories).stream()
            .map(
                metrics ->
                    row(
                        metrics.cell(),
                        rate(metrics.learningRate()),
                        percent(ofNullable(metrics, 0)),
                        percent(ofNullable(metrics, 1)),
                        percent(ofNullable(metrics, 2)),
                        percent(metrics.test()),
                        count(metrics.diverged()),
                        text(seeds(metrics), "id")))
            .toList());
  }

  static HtmlTable sensitivity(List<TrialHistory> histories) {
    return new HtmlTable(
        "sensitivity",
        "Test accuracy over the learning rates in per cent, picked by validation accuracy",
        false,
        List.of(
            words("Network"),
            words("Rules"),
            words("Optimizer"),
            number("Picked rate"),
            words("At edge"),
            number("Validation there"),
            number("Test there"),
            number("Worst test"),
            number("Range"),
            words("Every learning rate: validation, test")),
        RateSensitivity.of(CellMetrics.of(histories)).stream()
            .map(
                one ->
                    row(
                        one.cell(),
                        rate(one.picked().learningRate()),
                        text(one.isAtEdge() ? "yes" : ""),
                        percent(one.picked().validation()),
                        percent(one.picked().test()),
                        percent(one.worst()),
                        percent(one.range()),
                        text(rates(one), "words")))
            .toList());
  }

  static HtmlTable profiles(List<PerformanceProfile> profiles) {
    List<Row> rows = new ArrayList<>();
    for (PerformanceProfile profile : profiles) {
      for (PerformanceProfile.Curve curve : profile.curves()) {
        List<HtmlTable.Cell> cells =
            new ArrayList<>(
                List.of(
                    heading(profile.semantics().key()),
                    text(Names.of(curve.optimizer())),
                    number("%.2f", profile.target()),
                    count(profile.problems())));
        FACTORS.forEach(factor -> cells.add(number("%.2f", curve.at(factor))));
        cells.add(number("%.2f", curve.at(Double.POSITIVE_INFINITY)));
        rows.add(new Row(Scope.ANY, cells));
      }
    }
    List<HtmlTable.Column> columns =
        new ArrayList<>(
            List.of(words("Rules"), words("Optimizer"), number("Target"), number("Problems")));
    FACTORS.forEach(factor -> columns.add(number("Within " + TrialId.plain(factor) + "x")));
    columns.add(number("Solved"));
    return new HtmlTable(
        "profiles",
        "Share of problems by epochs to the target validation accuracy, at the learning rate that"
            + " validation accuracy picks; the test set is not read",
        true,
        columns,
        rows);
  }

  static HtmlTable ratios(List<PerformanceProfile> profiles) {
    List<Row> rows = new ArrayList<>();
    for (PerformanceProfile profile : profiles) {
      for (PerformanceProfile.Ratio ratio : profile.ratios()) {
        rows.add(
            row(
                ratio.cell(),
                rate(ratio.cell().learningRate()),
                number("%.2f", profile.target()),
                count(ratio.seed()),
                ratio.epochs().isPresent()
                    ? count(ratio.epochs().getAsInt())
                    : text("never", "number"),
                number("%.2f", ratio.ratio())));
      }
    }
    return new HtmlTable(
        "ratios",
        "Epochs to the target validation accuracy, and their ratio to those of the fastest, at the"
            + " learning rate that validation accuracy picks; the test set is not read",
        true,
        List.of(
            words("Network"),
            words("Rules"),
            words("Optimizer"),
            number("Learning rate"),
            number("Target"),
            number("Seed"),
            number("Epochs"),
            number("Ratio")),
        rows);
  }

  /** A row that begins with what a cell shares and whose it is. */
  private static Row row(Cell cell, HtmlTable.Cell... more) {
    List<HtmlTable.Cell> cells =
        new ArrayList<>(
            List.of(
                heading(cell.workload().key()),
                text(cell.semantics().key()),
                text(Names.of(cell.optimizer()))));
    cells.addAll(List.of(more));
    return new Row(Scope.ANY, cells);
  }

  private static OptionalDouble ofNullable(CellMetrics cell, int part) {
    return cell.accuracy()
        .map(a -> OptionalDouble.of(List.of(a.value(), a.low(), a.high()).get(part)))
        .orElse(OptionalDouble.empty());
  }

  private static String seeds(CellMetrics cell) {
    return cell.seeds().stream()
        .map(
            seed -> seed.seed() + ": " + (seed.diverged() ? "diverged" : accuracy(seed.lastTest())))
        .collect(Collectors.joining(", "));
  }

  private static String rates(RateSensitivity one) {
    return one.points().stream()
        .map(
            point ->
                String.format(
                    Locale.ROOT,
                    "%s: %s, %s%s",
                    TrialId.plain(point.learningRate().orElseThrow()),
                    accuracy(point.validation()),
                    accuracy(point.test()),
                    point.diverged() > 0
                        ? String.format(
                            Locale.ROOT,
                            " (%d of %d diverged)",
                            point.diverged(),
                            point.seeds().size())
                        : ""))
        .collect(Collectors.joining("; "));
  }

  private static String accuracy(double fraction) {
    return String.format(Locale.ROOT, "%.2f", 100 * fraction);
  }
}
