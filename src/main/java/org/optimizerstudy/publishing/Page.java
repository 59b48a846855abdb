package org.optimizerstudy.publishing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.optimizerstudy.claims.Judgement;
import org.optimizerstudy.claims.Verdict;
import org.optimizerstudy.data.Dataset;
import org.optimizerstudy.experiment.FactorValues;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.figures.FigureKind;
import org.optimizerstudy.figures.Names;
import org.optimizerstudy.figures.SamplesPicture;
import org.optimizerstudy.figures.Variant;
import org.optimizerstudy.metrics.PerformanceProfile;
import org.optimizerstudy.results.StoredTrial;
import org.optimizerstudy.results.TrialHistory;
import org.optimizerstudy.results.TrialStatus;

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

  /** All variants of a figure. */
  record Number(
      int number, String title, String subtitle, String experiment, List<Section> figures) {}

  /** A figure by one variant. */
  record Section(String name, String label, Scope scope, List<String> notes, ChartView chart) {}

  /** Figure 1. */
  record SamplesView(String image, int width, int height, String alt) {}

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
    view.put("summary", summary(findings));
    view.put("switches", switches(findings));
    view.put("oneRule", OneRule.note());
    view.put("glance", VerdictTables.glance(findings.judgements()));
    view.put("verdicts", VerdictTables.reasons(findings.judgements()));
    view.put("measures", VerdictTables.measures(findings.judgements()));
    List<String> missing = missing(findings);
    view.put("missing", missing.isEmpty() ? false : new Missing(missing));
    view.put("samples", samples.length == 0 ? false : samples(samples));
    view.put("numbers", Arrays.stream(FigureKind.values()).map(k -> number(k, findings)).toList());
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

  private static String summary(Findings findings) {
    List<StoredTrial> trials = findings.trials();
    long diverged =
        trials.stream().filter(trial -> trial.status() instanceof TrialStatus.Diverged).count();
    List<String> period = ProvenanceTables.period(trials);
    return String.format(
        Locale.ROOT,
        "%d finished trials, %d of them diverged, run from %s to %s.",
        trials.size(),
        diverged,
        period.get(0),
        period.get(1));
  }

  private static List<Switch> switches(Findings findings) {
    List<Switch> switches = new ArrayList<>();
    Variant first = first(findings);
    switches.add(
        new Switch(
            "semantics",
            "Rules",
            PaperGrid.SEMANTICS.stream()
                .map(
                    s ->
                        new Choice(
                            "semantics",
                            s.key(),
                            Names.of(s),
                            s == first.semantics().orElseThrow()))
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
    TreeSet<FactorValues> settings = new TreeSet<>();
    findings.figures().forEach(figure -> settings.add(figure.variant().setting()));
    if (settings.size() > 1) {
      switches.add(
          new Switch(
              "setting",
              "Setting",
              settings.stream()
                  .map(
                      setting ->
                          new Choice(
                              "setting",
                              Scope.key(setting),
                              setting.isStandard() ? "the study's" : setting.deviations(),
                              setting.equals(first.setting())))
                  .toList()));
    }
    return switches;
  }

  /** What is shown at first: TensorFlow's rules, which the paper used, if they were run. */
  private static Variant first(Findings findings) {
    return findings.trials().stream()
        .map(trial -> Variant.of(trial.trial()))
        .min(
            Comparator.comparing(Variant::setting)
                .thenComparing(variant -> variant.reading().isEmpty())
                .thenComparing(variant -> variant.semantics().orElseThrow() != Semantics.TENSORFLOW)
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
              "%d of %d judgements could not be made; the table of verdicts says which trials they need.",
              notRun,
              findings.judgements().size()));
    }
    return missing;
  }

  private static Number number(FigureKind kind, Findings findings) {
    return new Number(
        kind.number(),
        kind.title(),
        kind.subtitle(),
        kind.experiment(),
        findings.figures().stream()
            .filter(figure -> figure.kind() == kind)
            .map(
                figure ->
                    new Section(
                        figure.name(),
                        figure.variant().label(),
                        Scope.of(figure.variant()),
                        figure.notes(),
                        ChartView.of("table." + figure.name(), figure.chart())))
            .toList());
  }

  private static SamplesView samples(byte[] png) {
    int digits = Dataset.CLASSES;
    int place = Dataset.IMAGE_SIZE;
    return new SamplesView(
        Base64.getEncoder().encodeToString(png),
        SamplesPicture.PER_DIGIT * place,
        digits * place,
        SamplesPicture.TITLE);
  }
}
