package org.optimizerstudy.report;

import static org.optimizerstudy.report.HtmlTable.count;
import static org.optimizerstudy.report.HtmlTable.heading;
import static org.optimizerstudy.report.HtmlTable.number;
import static org.optimizerstudy.report.HtmlTable.rate;
import static org.optimizerstudy.report.HtmlTable.text;
import static org.optimizerstudy.report.HtmlTable.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.optimizerstudy.claims.CellMetrics;
import org.optimizerstudy.claims.PerformanceProfile;
import org.optimizerstudy.claims.RateSensitivity;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.report.HtmlTable.Row;
import org.optimizerstudy.results.Course;

/** Measures of a benchmark; what an aggregate was made of stands in its row. */
final class MetricTables {

  /** Where profiles are read: the fastest, twice and five times its epochs. */
  private static final List<Double> FACTORS = List.of(1.0, 2.0, 5.0);

  private MetricTables() {}

  static HtmlTable cells(List<Course> courses) {
    return new HtmlTable(
        "cells",
        "Final test accuracy of every cell, mean of its seeds with the 95 % interval",
        true,
        List.of(
            words("Network"),
            words("Rules"),
            words("Optimizer"),
            number("Learning rate"),
            number("Mean"),
            number("Low"),
            number("High"),
            number("Diverged"),
            words("Every seed")),
        CellMetrics.of(courses).stream()
            .map(
                cell ->
                    new Row(
                        Scope.ANY,
                        List.of(
                            heading(cell.workload().key()),
                            text(cell.semantics().key()),
                            text(Names.of(cell.optimizer())),
                            rate(cell.learningRate()),
                            number("%.4f", ofNullable(cell, 0)),
                            number("%.4f", ofNullable(cell, 1)),
                            number("%.4f", ofNullable(cell, 2)),
                            count(cell.diverged()),
                            text(seeds(cell), "id"))))
            .toList());
  }

  static HtmlTable sensitivity(List<Course> courses) {
    return new HtmlTable(
        "sensitivity",
        "Final test accuracy over the learning rates",
        false,
        List.of(
            words("Network"),
            words("Rules"),
            words("Optimizer"),
            number("Best rate"),
            number("Best"),
            number("Worst"),
            number("Range"),
            words("Every learning rate")),
        RateSensitivity.of(CellMetrics.of(courses)).stream()
            .map(
                one ->
                    new Row(
                        Scope.ANY,
                        List.of(
                            heading(one.workload().key()),
                            text(one.semantics().key()),
                            text(Names.of(one.optimizer())),
                            rate(OptionalDouble.of(one.bestRate())),
                            number("%.4f", one.best()),
                            number("%.4f", one.worst()),
                            number("%.4f", one.range()),
                            text(rates(one), "words"))))
            .toList());
  }

  static HtmlTable profiles(List<PerformanceProfile> profiles) {
    List<Row> rows = new ArrayList<>();
    for (PerformanceProfile profile : profiles) {
      for (PerformanceProfile.Curve curve : profile.curves()) {
        List<HtmlTable.Cell> cells =
            new ArrayList<>(
                List.of(
                    heading(profile.workload().key()),
                    text(profile.semantics().key()),
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
            List.of(
                words("Network"),
                words("Rules"),
                words("Optimizer"),
                number("Target"),
                number("Problems")));
    FACTORS.forEach(factor -> columns.add(number("Within " + TrialId.plain(factor) + "x")));
    columns.add(number("Solved"));
    return new HtmlTable(
        "profiles", "Share of problems by epochs to the target", true, columns, rows);
  }

  static HtmlTable ratios(List<PerformanceProfile> profiles) {
    List<Row> rows = new ArrayList<>();
    for (PerformanceProfile profile : profiles) {
      for (PerformanceProfile.Ratio ratio : profile.ratios()) {
        rows.add(
            new Row(
                Scope.ANY,
                List.of(
                    heading(profile.workload().key()),
                    text(profile.semantics().key()),
                    number("%.2f", profile.target()),
                    rate(ratio.learningRate()),
                    count(ratio.seed()),
                    text(Names.of(ratio.optimizer())),
                    ratio.epochs().isPresent()
                        ? count(ratio.epochs().getAsInt())
                        : text("never", "number"),
                    number("%.2f", ratio.ratio()))));
      }
    }
    return new HtmlTable(
        "ratios",
        "Epochs to the target, and their ratio to those of the fastest",
        true,
        List.of(
            words("Network"),
            words("Rules"),
            number("Target"),
            number("Learning rate"),
            number("Seed"),
            words("Optimizer"),
            number("Epochs"),
            number("Ratio")),
        rows);
  }

  private static OptionalDouble ofNullable(CellMetrics cell, int part) {
    return cell.accuracy()
        .map(a -> OptionalDouble.of(List.of(a.value(), a.low(), a.high()).get(part)))
        .orElse(OptionalDouble.empty());
  }

  private static String seeds(CellMetrics cell) {
    return cell.seeds().stream()
        .map(
            seed ->
                seed.seed()
                    + ": "
                    + (seed.accuracy().isPresent()
                        ? accuracy(seed.accuracy().getAsDouble())
                        : "diverged"))
        .collect(Collectors.joining(", "));
  }

  private static String rates(RateSensitivity one) {
    return one.points().stream()
        .map(
            point ->
                TrialId.plain(point.learningRate())
                    + ": "
                    + accuracy(point.accuracy())
                    + (point.diverged() > 0
                        ? String.format(
                            Locale.ROOT, " (%d of %d diverged)", point.diverged(), point.seeds())
                        : ""))
        .collect(Collectors.joining(", "));
  }

  private static String accuracy(double fraction) {
    return String.format(Locale.ROOT, "%.4f", fraction);
  }
}
