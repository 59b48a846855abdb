package org.optimizerstudy.publishing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.optimizerstudy.claims.Judgement;
import org.optimizerstudy.claims.JudgementFormat;
import org.optimizerstudy.claims.Verdict;
import org.optimizerstudy.data.Dataset;
import org.optimizerstudy.experiment.FactorValues;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.figures.Figure;
import org.optimizerstudy.figures.FigureKind;
import org.optimizerstudy.figures.Names;
import org.optimizerstudy.figures.SamplesImage;
import org.optimizerstudy.figures.Variant;
import org.optimizerstudy.metrics.PerformanceProfile;
import org.optimizerstudy.results.TrialHistory;

/**
 * The report as one self-contained page, from the templates in {@code report/}. Everything that
 * comes from files goes through the template engine, which escapes it; the content security policy
 * allows the page's own script and style by their checksums and nothing else.
 */
final class Page {

  private static final String HTML = "/report/report.html";

  private Page() {}

  /** A group of radio buttons. */
  record Switch(String name, String legend, List<Choice> choices) {}

  /** A radio button. */
  record Choice(String name, String key, String label, boolean chosen) {}

  /** The choice between settings that deviate from the study's. */
  record Settings(List<Choice> choices) {}

  /** A section of claims under their figure. */
  record TopicView(
      String key,
      String title,
      String shortTitle,
      List<FigureView> figures,
      List<ClaimView> claims) {}

  /** Figure 1. */
  record SamplesView(String image, int width, int height, String alt) {}

  /** The verdicts on another data set than the paper's. */
  record OutOfSample(String dataset, List<VerdictRow> verdicts) {}

  /** What is missing from the results. */
  record Missing(List<String> items) {}

  /**
   * Writes the page.
   *
   * @param samples figure 1 as PNG; empty if there is none
   */
  static String of(Findings findings, byte[] samples) {
    List<TrialHistory> histories = findings.histories();
    List<PerformanceProfile> profiles = PerformanceProfile.of(histories);
    Asset style = Asset.of(Asset.STYLE);
    Asset script = Asset.of(Asset.CHARTS, "/report/report.js");
    Map<String, Object> view = new TreeMap<>();
    view.put("style", style.content());
    view.put("script", script.content());
    view.put("styleHash", style.source());
    view.put("scriptHash", script.source());
    Optional<FigureKind> lead = lead(findings);
    view.put("period", period(findings));
    view.put("abstract", Abstract.of(findings));
    view.put("lead", lead.stream().map(kind -> FigureView.of(kind, findings.figures())).toList());
    view.put("switches", switches(findings));
    List<Choice> settings = settings(findings);
    view.put("tallies", VerdictTally.of(findings.judgements()));
    view.put("settings", settings.isEmpty() ? false : new Settings(settings));
    view.put("effectAxis", EffectPlot.AXIS);
    view.put("rules", PaperGrid.SEMANTICS.stream().map(Names::of).toList());
    view.put("verdicts", VerdictRow.of(findings.judgements()));
    view.put(
        "outOfSample",
        findings.outOfSample().entrySet().stream()
            .map(on -> new OutOfSample(on.getKey(), VerdictRow.of(on.getValue())))
            .toList());
    view.put("unconfirmed", JudgementFormat.UNCONFIRMED);
    view.put("identicalRules", IdenticalRules.note());
    List<String> missing = missing(findings);
    view.put("missing", missing.isEmpty() ? false : new Missing(missing));
    view.put("topics", topics(findings, lead));
    view.put(
        "comparisons",
        Arrays.stream(FigureKind.values())
            .filter(kind -> kind.comparesRules() && !Optional.of(kind).equals(lead))
            .map(kind -> FigureView.of(kind, findings.figures()))
            .toList());
    view.put("samples", samples.length == 0 ? false : samples(samples));
    view.put("trials", TrialTable.of(histories));
    view.put("cells", MetricTables.cells(histories));
    view.put("sensitivity", MetricTables.sensitivity(histories));
    view.put("profiles", MetricTables.profiles(profiles));
    view.put("ratios", MetricTables.ratios(profiles));
    view.put("environments", ProvenanceTables.environments(findings.trials()));
    view.put("updaters", ProvenanceTables.updaters(findings.trials()));
    view.put("checksums", ProvenanceTables.checksums(findings.trials()));
    view.put("runs", ProvenanceTables.runs(findings.trials()));
    return Templates.of(HTML).execute(view);
  }

  private static String period(Findings findings) {
    List<String> period = ProvenanceTables.period(findings.trials());
    return String.format(Locale.ROOT, "Trained from %s to %s.", period.get(0), period.get(1));
  }

  private static List<Switch> switches(Findings findings) {
    List<Switch> switches = new ArrayList<>();
    Variant first = first(findings);
    switches.add(
        new Switch(
            "rules",
            "Rules",
            PaperGrid.SEMANTICS.stream()
                .map(
                    s ->
                        new Choice(
                            "rules", s.key(), shortName(s), s == first.semantics().orElseThrow()))
                .toList()));
    switches.add(
        new Switch(
            "reading",
            "Reading",
            Arrays.stream(Reading.values())
                .map(
                    reading ->
                        new Choice(
                            "reading",
                            reading.key(),
                            Names.of(reading),
                            reading == first.reading().orElse(Reading.STRIDED)))
                .toList()));
    return switches;
  }

  /** None if there is one setting only. */
  private static List<Choice> settings(Findings findings) {
    TreeSet<FactorValues> settings = new TreeSet<>();
    findings.figures().forEach(figure -> settings.add(figure.variant().setting()));
    return settings.size() < 2
        ? List.of()
        : settings.stream()
            .map(
                setting ->
                    new Choice(
                        "setting",
                        Scope.key(setting),
                        setting.isStandard() ? "the study's" : setting.deviations(),
                        setting.equals(first(findings).setting())))
            .toList();
  }

  private static String shortName(Semantics semantics) {
    return Names.of(semantics).replace("'s rules", "");
  }

  /** What is shown at first. */
  private static Variant first(Findings findings) {
    return findings.trials().stream()
        .map(trial -> Variant.of(trial.trial()))
        .min(
            Comparator.comparing(Variant::setting)
                .thenComparing(variant -> variant.reading().isEmpty())
                .thenComparing(variant -> variant.semantics().orElseThrow() != findings.headline())
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  private static List<String> missing(Findings findings) {
    List<String> missing = new ArrayList<>();
    findings.unfinished().forEach(trial -> missing.add("Trial " + trial + " is not finished."));
    findings
        .damaged()
        .forEach(trial -> missing.add("Damaged and left out: " + trial.publicMessage() + "."));
    for (FigureKind kind : FigureKind.values()) {
      if (findings.figures().stream().noneMatch(figure -> figure.kind() == kind)) {
        missing.add(
            String.format(
                Locale.ROOT,
                "Figure %d has too few finished trials (./study run %s makes them).",
                kind.number(),
                kind.experiment()));
      }
    }
    long notRun =
        findings.judgements().stream()
            .filter(judgement -> judgement.verdict() == Verdict.NOT_RUN)
            .map(Judgement::claim)
            .count();
    if (notRun > 0) {
      missing.add(
          String.format(
              Locale.ROOT,
              "%d of %d judgements could not be made; each claim names the trials that it needs.",
              notRun,
              findings.judgements().size()));
    }
    return missing;
  }

  private static List<TopicView> topics(Findings findings, Optional<FigureKind> lead) {
    Map<TrialId, TrialHistory> histories =
        findings.histories().stream().collect(Collectors.toMap(h -> h.trial().id(), h -> h));
    Map<String, List<Judgement>> claims = VerdictMatrix.of(findings.judgements()).claims();
    return Arrays.stream(Topic.values())
        .map(
            topic ->
                new TopicView(
                    topic.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    topic.title(),
                    topic.shortTitle(),
                    topic.figure().stream()
                        .filter(kind -> !Optional.of(kind).equals(lead))
                        .map(kind -> FigureView.of(kind, findings.figures()))
                        .toList(),
                    topic.claims().stream()
                        .map(claim -> ClaimView.of(claims.get(claim), histories))
                        .toList()))
        .toList();
  }

  /** The figure that shows most at once: all rules and learning rates, or what there is of them. */
  private static Optional<FigureKind> lead(Findings findings) {
    Set<FigureKind> drawn =
        findings.figures().stream().map(Figure::kind).collect(Collectors.toSet());
    return Stream.of(FigureKind.RULES_BY_RATE, FigureKind.LEARNING_RATES)
        .filter(drawn::contains)
        .findFirst();
  }

  private static SamplesView samples(byte[] png) {
    int digits = Dataset.CLASSES;
    int place = Dataset.IMAGE_SIZE;
    return new SamplesView(
        Base64.getEncoder().encodeToString(png),
        SamplesImage.PER_DIGIT * place,
        digits * place,
        SamplesImage.TITLE);
  }
}
