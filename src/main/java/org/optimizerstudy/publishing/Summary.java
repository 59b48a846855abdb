package org.optimizerstudy.publishing;

import java.util.Optional;
import java.util.stream.Collectors;
<<<<<<< HEAD
import java.util.stream.Stream;
import org.optimizerstudy.claims.AlternativeFinding;
import org.optimizerstudy.claims.Basis;
import org.optimizerstudy.claims.Judgement;
import org.optimizerstudy.claims.JudgementFormat;
import org.optimizerstudy.claims.SeedSet;
import org.optimizerstudy.claims.Verdict;
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.FactorValues;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.figures.Names;
import org.optimizerstudy.figures.SamplesPicture;
import org.optimizerstudy.metrics.TrialMeasure;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.TrialHistory;
import org.optimizerstudy.results.TrialStatus;
=======
>>>>>>> 3b4be862df6d248871c212ce2d8615eb6ac3bda8

/** The story in Markdown, which is read where code is hosted and in any editor. */
final class Summary {

  private Summary() {}

  /** The file. */
  static String of(Story story) {
    return story.parts().stream()
        .flatMap(part -> markdown(part).stream())
        .collect(Collectors.joining("\n\n", "", "\n"));
  }

  /** Empty for what only a notebook has. */
  private static Optional<String> markdown(Story.Part part) {
    if (part instanceof Story.Text text) {
      return Optional.of(text.markdown());
    }
<<<<<<< HEAD
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
    paragraph(
        String.format(
            Locale.ROOT,
            "The effect is the difference that decides the verdict, with its 95 %% interval. A margin"
                + " of %s points (losses: a factor of %s) is the smallest difference that matters."
                + " Accuracy is the mean of epochs 91 to 100; nothing is picked by test accuracy.",
            Basis.POINTS_MARGIN,
            Basis.LOSS_RATIO_MARGIN));
    List<String> titles = new ArrayList<>(List.of("", "the paper's claim in our words"));
    for (Glance.Column column : columns) {
      titles.add(column.label());
      titles.add("effect");
    }
    List<List<String>> rows = new ArrayList<>();
    glance
        .claims()
        .forEach(
            (claim, judgements) -> {
              List<String> row =
                  new ArrayList<>(List.of(claim, judgements.get(0).definition().sentence()));
              for (Glance.Column column : columns) {
                Optional<Judgement> judgement = column.in(judgements);
                row.add(judgement.map(j -> j.verdict().key()).orElse(""));
                row.add(judgement.map(j -> JudgementFormat.effect(j.finding())).orElse(""));
              }
              rows.add(row);
            });
    table(titles, rows);
    paragraph(OneRule.note());
    otherBases();
    paragraph("### Why");
    list(
        judged()
            .map(
                j ->
                    String.format(
                        Locale.ROOT,
                        "%s: %s. %s",
                        label(j),
                        j.verdict().key(),
                        VerdictTables.why(j))));
    paragraph("### What is undecided, and what would decide it");
    paragraph(
        "The smallest number of seeds per cell at which the verdict would not be undecided, if"
            + " its means and standard deviations did not change; two where no standard deviation is"
            + " known.");
    list(
        judged()
            .filter(j -> j.verdict() == Verdict.UNDECIDED)
            .map(
                j ->
                    label(j)
                        + ": "
                        + j.plan()
                            .map(JudgementFormat::plan)
                            .orElse("more than 1,000 seeds per cell")));
  }

  /** The verdicts of the fresh seeds, and where another basis gives another verdict. */
  private void otherBases() {
    paragraph("### The fresh seeds alone");
    paragraph(
        "Seeds that were registered with predicates and margins before they were trained, judged on"
            + " their own; those seeds are in the headline, too.");
    List<Judgement> registered =
        findings.judgements().stream().filter(j -> fresh(j).isPresent()).toList();
    long trained = registered.stream().filter(j -> isJudged(fresh(j).orElseThrow())).count();
    if (trained == 0) {
      paragraph(
          String.format(
              Locale.ROOT, "Not trained yet: not run for all %d judgements.", registered.size()));
    } else {
      table(
          List.of("", "rules, reading", "all seeds", "fresh seeds", "effect"),
          registered.stream()
              .filter(j -> isJudged(fresh(j).orElseThrow()))
              .map(
                  j ->
                      List.of(
                          j.claim(),
                          Glance.label(j.semantics(), j.reading()),
                          j.verdict().key(),
                          fresh(j).orElseThrow().finding().verdict().key(),
                          JudgementFormat.effect(fresh(j).orElseThrow().finding())))
              .toList());
    }
    paragraph("### Where another basis gives another verdict");
    List<Judgement> differing =
        findings.judgements().stream().filter(j -> !j.differing().isEmpty()).toList();
    if (differing.isEmpty()) {
      paragraph(
          String.format(
              Locale.ROOT,
              "Nowhere: not the fresh seeds, the last epoch alone, or a margin of %s points.",
              Basis.STRICT_POINTS_MARGIN));
      return;
    }
    list(
        differing.stream()
            .map(
                j ->
                    String.format(
                        Locale.ROOT,
                        "%s: %s; %s",
                        label(j),
                        j.verdict().key(),
                        j.differing().stream()
                            .map(JudgementFormat::alternative)
                            .collect(Collectors.joining("; ")))));
  }

  private static Optional<AlternativeFinding> fresh(Judgement judgement) {
    return judgement.alternatives().stream()
        .filter(other -> other.basis().seeds() == SeedSet.FRESH)
        .findFirst();
  }

  private static boolean isJudged(AlternativeFinding alternative) {
    return alternative.finding().verdict() != Verdict.NOT_RUN;
  }

  private Stream<Judgement> judged() {
    return findings.judgements().stream().filter(j -> j.verdict() != Verdict.NOT_RUN);
  }

  private static String label(Judgement judgement) {
    return String.format(
        Locale.ROOT,
        "%s, %s",
        judgement.claim(),
        Glance.label(judgement.semantics(), judgement.reading()));
  }

  private void list(Stream<String> items) {
    String list = items.map(item -> "- " + escaped(item)).collect(Collectors.joining("\n"));
    paragraph(list.isEmpty() ? "None." : list);
  }

  /** How a table shows completed trials that differ in their seed only. */
  private interface Shown {
    String of(List<TrialHistory> seeds);
  }

  private void table(FactorValues workload, List<TrialHistory> histories, Shown shown) {
    NavigableSet<Double> rates = new TreeSet<>();
    Map<Line, Map<OptionalDouble, List<TrialHistory>>> lines = new TreeMap<>();
    for (TrialHistory history : histories) {
      Trial trial = history.trial();
      trial.learningRate().ifPresent(rates::add);
      lines
          .computeIfAbsent(
              Line.of(trial),
              line ->
                  new TreeMap<>(
                      (a, b) -> Double.compare(a.orElse(0), b.orElse(0)))) // none comes first
          .computeIfAbsent(trial.learningRate(), rate -> new ArrayList<>())
          .add(history);
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

  private static String accuracy(List<TrialHistory> seeds) {
    return format(
        "%.2f (%.2f)",
        100 * mean(seeds, TrialHistory::finalAccuracy),
        mean(seeds, history -> TrialMeasure.ACCURACY.of(history).orElseThrow()));
  }

  private static String loss(List<TrialHistory> seeds) {
    return format("%.3g", mean(seeds, history -> last(history).trainLoss()));
  }

  private static EpochRecord last(TrialHistory history) {
    return history.records().get(history.records().size() - 1);
  }

  private static double mean(List<TrialHistory> seeds, ToDoubleFunction<TrialHistory> value) {
    return seeds.stream().mapToDouble(value).average().orElseThrow();
  }

  private static String cell(List<TrialHistory> seeds, Shown shown) {
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
    shown.forEach(
        name -> paragraph(String.format(Locale.ROOT, "![%s](%s)", escaped(words(name)), name)));
  }

  /** What a picture shows. */
  private String words(String picture) {
    return findings.figures().stream()
        .filter(figure -> picture.endsWith("/" + figure.name() + ".png"))
        .map(figure -> figure.chart().title() + ". " + figure.chart().subtitle())
        .findFirst()
        .orElse("Figure 1. " + SamplesPicture.TITLE + ".");
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
=======
    return part instanceof Story.Shown shown
        ? Optional.of(Markdown.image(shown.alternative(), shown.file()))
        : Optional.empty();
>>>>>>> 3b4be862df6d248871c212ce2d8615eb6ac3bda8
  }
}
