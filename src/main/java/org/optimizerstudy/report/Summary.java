package org.optimizerstudy.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalDouble;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.optimizerstudy.claims.Judgement;
import org.optimizerstudy.claims.Verdict;
import org.optimizerstudy.claims.Workload;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.results.Course;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.TrialStatus;

/**
 * What was found, in Markdown, which is read where code is hosted and in any editor: the verdicts
 * with their reasons, and of every trial the last and the best test accuracy and the training loss.
 */
final class Summary {

  private final Findings findings;
  private final Collection<String> pictures;
  private final StringBuilder text = new StringBuilder();

  /**
   * @param pictures names of the published files that can be shown
   */
  Summary(Findings findings, Collection<String> pictures) {
    this.findings = findings;
    this.pictures = pictures;
  }

  /** The rows of a table: one optimizer by one's rules. */
  private record Line(OptimizerKind optimizer, Semantics semantics) implements Comparable<Line> {

    static Line of(Trial trial) {
      return new Line(trial.optimizer(), trial.semantics());
    }

    @Override
    public int compareTo(Line other) {
      int byOptimizer = optimizer.compareTo(other.optimizer);
      return byOptimizer != 0 ? byOptimizer : semantics.compareTo(other.semantics);
    }
  }

  /** The file. */
  String text() {
    List<Course> courses = findings.courses();
    int epochs = courses.stream().mapToInt(course -> course.records().size()).sum();
    paragraph("# Optimizer Study: what was found");
    paragraph(
        format(
            "%,d finished trials with %,d epochs. Written by `study report`.",
            courses.size(), epochs));
    damaged();
    verdicts();
    Map<Workload, List<Course>> workloads =
        courses.stream()
            .collect(
                Collectors.groupingBy(
                    course -> Workload.of(course.trial()), TreeMap::new, Collectors.toList()));
    paragraph("## Test accuracy");
    paragraph(
        "Per cent after the last epoch, and in brackets the highest of any epoch, by learning rate;"
            + " means where there are several seeds (x3 is three of them).");
    workloads.forEach((workload, of) -> table(workload, of, Summary::accuracy));
    paragraph("## Training loss");
    paragraph("Mean cross entropy over the last epoch, in nats; means of several seeds.");
    workloads.forEach((workload, of) -> table(workload, of, Summary::loss));
    figures();
    return text.toString().stripTrailing() + "\n";
  }

  private void damaged() {
    if (!findings.damaged().isEmpty()) {
      paragraph(
          findings.damaged().stream()
              .map(trial -> "- " + escaped(trial.publicMessage()))
              .collect(Collectors.joining("\n", "Damaged trials, which are left out:\n\n", "")));
    }
  }

  private void verdicts() {
    Glance glance = Glance.of(findings.judgements());
    List<Glance.Column> columns = glance.judged();
    paragraph("## Verdicts");
    if (columns.isEmpty()) {
      paragraph(
          String.format(
              Locale.ROOT,
              "None: no claim has all the trials that it needs, of %d epochs each.",
              Trial.DEFAULT_EPOCHS));
      return;
    }
    List<String> titles = new ArrayList<>(List.of("", "the paper's claim in our words"));
    columns.forEach(column -> titles.add(column.label()));
    List<List<String>> rows = new ArrayList<>();
    glance
        .claims()
        .forEach(
            (claim, judgements) -> {
              List<String> row = new ArrayList<>(List.of(claim, judgements.get(0).sentence()));
              for (Glance.Column column : columns) {
                row.add(column.in(judgements).map(j -> j.verdict().key()).orElse(""));
              }
              rows.add(row);
            });
    table(titles, rows);
    paragraph("### Why");
    StringJoiner reasons = new StringJoiner("\n");
    for (Judgement judgement : findings.judgements()) {
      if (judgement.verdict() != Verdict.NOT_RUN) {
        reasons.add(
            String.format(
                Locale.ROOT,
                "- **%s**, %s: %s. %s",
                judgement.claim(),
                Glance.label(judgement.semantics(), judgement.reading()),
                judgement.verdict().key(),
                escaped(judgement.reason())));
      }
    }
    paragraph(reasons.toString());
  }

  /** How a table shows completed trials that differ in their seed only. */
  private interface Shown {
    String of(List<Course> seeds);
  }

  private void table(Workload workload, List<Course> courses, Shown shown) {
    NavigableSet<Double> rates = new TreeSet<>();
    Map<Line, Map<OptionalDouble, List<Course>>> lines = new TreeMap<>();
    for (Course course : courses) {
      Trial trial = course.trial();
      trial.learningRate().ifPresent(rates::add);
      lines
          .computeIfAbsent(
              Line.of(trial),
              line ->
                  new TreeMap<>(
                      (a, b) -> Double.compare(a.orElse(0), b.orElse(0)))) // none comes first
          .computeIfAbsent(trial.learningRate(), rate -> new ArrayList<>())
          .add(course);
    }
    List<OptionalDouble> columns = new ArrayList<>();
    rates.forEach(rate -> columns.add(OptionalDouble.of(rate)));
    if (lines.values().stream().anyMatch(line -> line.containsKey(OptionalDouble.empty()))) {
      columns.add(OptionalDouble.empty());
    }
    List<String> titles = new ArrayList<>(List.of(workload.key(), "rules"));
    for (OptionalDouble rate : columns) {
      titles.add(rate.isPresent() ? TrialId.plain(rate.getAsDouble()) : "no learning rate");
    }
    List<List<String>> rows = new ArrayList<>();
    lines.forEach(
        (line, byRate) -> {
          List<String> row =
              new ArrayList<>(List.of(Names.of(line.optimizer()), line.semantics().key()));
          for (OptionalDouble rate : columns) {
            row.add(byRate.containsKey(rate) ? cell(byRate.get(rate), shown) : "");
          }
          rows.add(row);
        });
    table(titles, rows);
  }

  private static String accuracy(List<Course> seeds) {
    return format(
        "%.2f (%.2f)", 100 * mean(seeds, Course::finalAccuracy), 100 * mean(seeds, Summary::best));
  }

  private static double best(Course course) {
    return course.records().stream().mapToDouble(EpochRecord::testAccuracy).max().orElseThrow();
  }

  private static String loss(List<Course> seeds) {
    return format("%.3g", mean(seeds, course -> last(course).trainLoss()));
  }

  private static EpochRecord last(Course course) {
    return course.records().get(course.records().size() - 1);
  }

  private static double mean(List<Course> seeds, ToDoubleFunction<Course> value) {
    return seeds.stream().mapToDouble(value).average().orElseThrow();
  }

  private static String cell(List<Course> seeds, Shown shown) {
    long diverged =
        seeds.stream().filter(seed -> seed.status() instanceof TrialStatus.Diverged).count();
    if (diverged > 0) {
      return seeds.size() == 1 ? "diverged" : format("%d of %d diverged", diverged, seeds.size());
    }
    return shown.of(seeds) + (seeds.size() == 1 ? "" : " x" + seeds.size());
  }

  private void figures() {
    List<String> shown = pictures.stream().filter(name -> name.endsWith(".png")).sorted().toList();
    if (shown.isEmpty()) {
      return;
    }
    paragraph("## Figures");
    shown.forEach(name -> paragraph(String.format(Locale.ROOT, "![%s](%s)", name, name)));
  }

  private void table(List<String> titles, List<List<String>> rows) {
    StringJoiner table = new StringJoiner("\n");
    table.add(row(titles));
    table.add("|" + "---|".repeat(titles.size()));
    rows.forEach(row -> table.add(row(row)));
    paragraph(table.toString());
  }

  private static String row(List<String> cells) {
    return cells.stream().map(Summary::escaped).collect(Collectors.joining(" | ", "| ", " |"));
  }

  /** Text that Markdown takes as it is. */
  private static String escaped(String plain) {
    return plain.replaceAll("([\\\\|*_<>`\\[\\]])", "\\\\$1");
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  private void paragraph(String words) {
    text.append(words).append("\n\n");
  }
}
