package org.optimizerstudy.publishing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.optimizerstudy.claims.AlternativeFinding;
import org.optimizerstudy.claims.Basis;
import org.optimizerstudy.claims.ClaimDefinition;
import org.optimizerstudy.claims.Judgement;
import org.optimizerstudy.claims.JudgementFormat;
import org.optimizerstudy.claims.SeedSet;
import org.optimizerstudy.claims.Verdict;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.figures.Figure;
import org.optimizerstudy.figures.FigureKind;
import org.optimizerstudy.figures.SamplesImage;
import org.optimizerstudy.results.TrialHistory;

/**
 * What a results directory tells, as parts that {@link Summary} and {@link Notebook} write: an
 * abstract, the table of verdicts, a section per claim under its figure, further figures, and the
 * accuracy and loss of every cell.
 *
 * @param parts in the order in which they are read
 */
record Story(List<Part> parts) {

  Story {
    parts = List.copyOf(parts);
  }

  /** A part of the story. */
  sealed interface Part {}

  /** Text in Markdown. */
  record Text(String markdown) implements Part {}

  /** A published picture. */
  record Shown(String file, String alternative) implements Part {}

  /**
   * A figure's table, which a reader may draw again.
   *
   * @param table name of the published file
   */
  record Drawable(String table) implements Part {}

  /** A place where a notebook lets its reader go on. */
  enum Explore implements Part {
    VERDICTS,
    RECORDS
  }

  /**
   * The story.
   *
   * @param published names of the files that can be shown
   */
  static Story of(Findings findings, Collection<String> published) {
    return new Writer(findings, published).story();
  }

  private static final class Writer {

    private final Findings findings;
    private final Collection<String> published;
    private final Map<TrialId, TrialHistory> histories;
    private final VerdictMatrix verdicts;
    private final Set<String> shown = new TreeSet<>();
    private final List<Part> parts = new ArrayList<>();

    Writer(Findings findings, Collection<String> published) {
      this.findings = findings;
      this.published = published;
      this.histories =
          findings.histories().stream().collect(Collectors.toMap(h -> h.trial().id(), h -> h));
      this.verdicts = VerdictMatrix.of(findings.judgements());
    }

    Story story() {
      text("# Optimizer Study: what was found");
      text(
          "A reproduction of *Comparison Analysis of TensorFlow's Optimizer Based on MNIST's CNN"
              + " Model* (Lim, Kim, Kwon, Han). Written by `study report`.");
      text(Markdown.escaped(String.join(" ", Abstract.of(findings))));
      damaged();
      figures(FigureKind.RULES_BY_RATE);
      text("## Verdicts");
      verdicts(verdicts);
      for (Topic topic : Topic.values()) {
        topic(topic);
      }
      otherBases();
      outOfSample();
      text("## Test accuracy");
      text(
          "Per cent after the last epoch, and in brackets the mean of the last tenth of the epochs,"
              + " by learning rate; means where there are several seeds (x3 is three of them)."
              + " Nothing is picked by test accuracy.");
      WorkloadTables.accuracies(findings.histories()).forEach(this::text);
      text("## Training loss");
      text("Mean cross entropy over the last epoch, in nats; means of several seeds.");
      WorkloadTables.losses(findings.histories()).forEach(this::text);
      parts.add(Explore.RECORDS);
      otherFigures();
      return new Story(parts);
    }

    private void text(String markdown) {
      parts.add(new Text(markdown));
    }

    private void damaged() {
      if (!findings.damaged().isEmpty()) {
        text("Damaged trials, which are left out:");
        text(Markdown.list(findings.damaged().stream().map(trial -> trial.publicMessage())));
      }
    }

    /** The claims on other data sets than the paper's, each by the trials on it alone. */
    private void outOfSample() {
      findings
          .outOfSample()
          .forEach(
              (dataset, judgements) -> {
                text("## Out of sample: " + dataset);
                verdicts(VerdictMatrix.of(judgements));
              });
    }

    private void verdicts(VerdictMatrix matrix) {
      List<VerdictMatrix.Column> columns = matrix.judged();
      if (columns.isEmpty()) {
        text(
            String.format(
                Locale.ROOT,
                "None: no claim has all the trials that it needs, of %d epochs each.",
                Trial.DEFAULT_EPOCHS));
        return;
      }
      text(
          String.format(
              Locale.ROOT,
              "The effect is the difference that decides the verdict, with its 95 %% interval; it is"
                  + " positive if it is as the paper claims. A margin of %s points (losses: a factor"
                  + " of %s) is the smallest difference that matters. Accuracy is the mean of epochs"
                  + " 91 to 100; nothing is picked by test accuracy. %s",
              Basis.POINTS_MARGIN,
              Basis.LOSS_RATIO_MARGIN,
              JudgementFormat.UNCONFIRMED));
      List<String> titles = new ArrayList<>(List.of("", "the paper's claim in our words"));
      for (VerdictMatrix.Column column : columns) {
        titles.add(column.label());
        titles.add("effect");
      }
      List<List<String>> rows = new ArrayList<>();
      matrix
          .claims()
          .forEach(
              (claim, judgements) -> {
                List<String> row =
                    new ArrayList<>(List.of(claim, judgements.get(0).definition().sentence()));
                for (VerdictMatrix.Column column : columns) {
                  Optional<Judgement> judgement = column.in(judgements);
                  row.add(judgement.map(j -> j.verdict().key()).orElse(""));
                  row.add(judgement.map(j -> JudgementFormat.effect(j.finding())).orElse(""));
                }
                rows.add(row);
              });
      text(Markdown.table(titles, rows));
      text(IdenticalRules.note());
      if (matrix == verdicts) {
        parts.add(Explore.VERDICTS);
      }
    }

    /** Only with figures or claims that some trials are about. */
    private void topic(Topic topic) {
      int before = parts.size();
      topic.figure().ifPresent(this::figures);
      topic.claims().forEach(claim -> claim(verdicts.claims().get(claim)));
      if (parts.size() > before) {
        parts.add(before, new Text("## " + topic.title()));
      }
    }

    private void claim(List<Judgement> judgements) {
      List<Judgement> told = judgements.stream().filter(this::isTold).toList();
      if (told.isEmpty()) {
        return;
      }
      ClaimDefinition heading = judgements.get(0).definition();
      text("### " + Markdown.escaped(heading.id() + ". " + heading.sentence()));
      text(
          Markdown.escaped(
              "In the paper: " + heading.where() + ". Predicate: " + heading.predicate() + "."));
      text(Markdown.list(told.stream().map(this::judgement)));
    }

    /** Whether some claim was judged for its rules and reading. */
    private boolean isTold(Judgement judgement) {
      return verdicts.judged().stream()
          .anyMatch(
              column ->
                  column.semantics() == judgement.semantics()
                      && (judgement.reading().isEmpty()
                          || column.reading().equals(judgement.reading())));
    }

    private String judgement(Judgement judgement) {
      EvidenceSummary evidence = EvidenceSummary.of(judgement, histories);
      String effect = JudgementFormat.effect(judgement.finding());
      List<String> sentences = new ArrayList<>();
      sentences.add(
          label(judgement)
              + ": "
              + judgement.verdict().key()
              + (effect.isEmpty() ? "" : ", " + effect)
              + ".");
      sentences.add(ClaimView.why(judgement));
      if (!evidence.trials().isEmpty()) {
        sentences.add("Tried: " + evidence.trials() + "; " + evidence.command() + ".");
      }
      if (judgement.verdict() == Verdict.UNDECIDED || judgement.plan().isPresent()) {
        sentences.add(
            JudgementFormat.planTitle(judgement.verdict())
                + ": "
                + judgement
                    .plan()
                    .map(JudgementFormat::plan)
                    .orElse("more than 1,000 seeds per cell")
                + ".");
      }
      return String.join(" ", sentences);
    }

    private static String label(Judgement judgement) {
      return VerdictMatrix.label(judgement.semantics(), judgement.reading());
    }

    /** The fresh seeds alone, and where another basis gives another verdict. */
    private void otherBases() {
      text("## The fresh seeds alone");
      text(
          "Seeds that were registered with predicates and margins before they were trained, judged"
              + " on their own; those seeds are in the headline, too.");
      List<Judgement> registered =
          findings.judgements().stream().filter(j -> fresh(j).isPresent()).toList();
      List<Judgement> trained =
          registered.stream().filter(j -> isJudged(fresh(j).orElseThrow())).toList();
      text(
          trained.isEmpty()
              ? String.format(
                  Locale.ROOT, "Not trained yet: not run for all %d judgements.", registered.size())
              : Markdown.table(
                  List.of("", "rules, reading", "all seeds", "fresh seeds", "effect"),
                  trained.stream()
                      .map(
                          j ->
                              List.of(
                                  j.claim(),
                                  label(j),
                                  j.verdict().key(),
                                  fresh(j).orElseThrow().finding().verdict().key(),
                                  JudgementFormat.effect(fresh(j).orElseThrow().finding())))
                      .toList()));
      text("## Where another basis gives another verdict");
      List<Judgement> differing =
          findings.judgements().stream().filter(j -> !j.differing().isEmpty()).toList();
      text(
          differing.isEmpty()
              ? String.format(
                  Locale.ROOT,
                  "Nowhere: not the fresh seeds, the last epoch alone, or a margin of %s points.",
                  Basis.STRICT_POINTS_MARGIN)
              : Markdown.list(
                  differing.stream()
                      .map(
                          j ->
                              String.format(
                                  Locale.ROOT,
                                  "%s, %s: %s; %s",
                                  j.claim(),
                                  label(j),
                                  j.verdict().key(),
                                  j.differing().stream()
                                      .map(JudgementFormat::alternative)
                                      .collect(Collectors.joining("; "))))));
    }

    private static Optional<AlternativeFinding> fresh(Judgement judgement) {
      return judgement.alternatives().stream()
          .filter(other -> other.basis().seeds() == SeedSet.FRESH)
          .findFirst();
    }

    private static boolean isJudged(AlternativeFinding beside) {
      return beside.finding().verdict() != Verdict.NOT_RUN;
    }

    /**
     * The figure by the headline's rules, or by all where it compares them, in the study's own
     * setting or in the first that was run.
     */
    private void figures(FigureKind kind) {
      List<Figure> candidates =
          findings.figures().stream()
              .filter(figure -> figure.kind() == kind)
              .filter(
                  figure ->
                      figure.variant().semantics().isEmpty()
                          || figure.variant().semantics().get() == findings.headline())
              .toList();
      candidates.stream()
          .map(figure -> figure.variant().setting())
          .min(Comparator.naturalOrder())
          .ifPresent(
              setting ->
                  candidates.stream()
                      .filter(figure -> figure.variant().setting().equals(setting))
                      .forEach(this::figure));
    }

    private void figure(Figure figure) {
      show(
          FigureFile.of(figure.name(), ReportFormat.PNG),
          figure.chart().title() + ". " + figure.chart().subtitle());
      String table = FigureFile.of(figure.name(), ReportFormat.CSV);
      if (published.contains(table)) {
        parts.add(new Drawable(table));
      }
    }

    private void show(String file, String alternative) {
      if (published.contains(file) && shown.add(file)) {
        parts.add(new Shown(file, alternative));
      }
    }

    private void otherFigures() {
      boolean hasPictures = published.stream().anyMatch(file -> file.endsWith(".png"));
      if (hasPictures) {
        text("## Further figures");
        show(
            FigureFile.of(SamplesImage.NAME, ReportFormat.PNG),
            "Figure 1. " + SamplesImage.TITLE + ".");
        findings
            .figures()
            .forEach(
                figure ->
                    show(
                        FigureFile.of(figure.name(), ReportFormat.PNG),
                        figure.chart().title() + ". " + figure.chart().subtitle()));
      }
    }
  }
}
