package org.optimizerstudy.publishing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.optimizerstudy.claims.ClaimDefinition;
import org.optimizerstudy.claims.DecisionRule;
import org.optimizerstudy.claims.Finding;
import org.optimizerstudy.claims.Judgement;
import org.optimizerstudy.claims.JudgementFormat;
import org.optimizerstudy.claims.ReportedQuantity;
import org.optimizerstudy.claims.Statement;
import org.optimizerstudy.claims.Verdict;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.results.TrialHistory;

/**
 * A claim's section of the page.
 *
 * @param judgements one per scope; the page shows that of the switches
 */
record ClaimView(ClaimDefinition definition, List<JudgementView> judgements) {

  /** Up to this number all comparisons are shown at once. */
  private static final int FEW = 6;

  ClaimView {
    judgements = List.copyOf(judgements);
  }

  /**
   * A judgement as it is read.
   *
   * @param label its rules and reading
   * @param verdict key of the verdict, with its class in the stylesheet
   * @param effect with interval and seeds; empty if it was not run
   * @param plot the effect as SVG; empty if it has no margin
   * @param why the reason with shapes and notes
   * @param comparisons all numbers behind the verdict
   * @param few whether the comparisons are shown at once
   * @param otherBases verdicts on other bases; empty for none
   * @param planTitle title of the plan
   * @param plan seeds, command and time that an open claim needs; empty for none
   */
  record JudgementView(
      Scope scope,
      String label,
      VerdictView verdict,
      String effect,
      String plot,
      String why,
      List<ComparisonView> comparisons,
      boolean few,
      EvidenceSummary evidence,
      String otherBases,
      String planTitle,
      String plan) {

    /** Number of comparisons in words. */
    public String count() {
      return comparisons.size() == 1 ? "1 number" : comparisons.size() + " numbers";
    }

    /** Whether there are any. */
    public boolean compares() {
      return !comparisons.isEmpty();
    }
  }

  /** A verdict with its class in the stylesheet. */
  record VerdictView(String key, String style) {
    static VerdictView of(Verdict verdict) {
      return new VerdictView(verdict.key(), verdict.key().replace(' ', '-'));
    }
  }

  /** One number behind a verdict; quantities have neither plot nor outcome. */
  record ComparisonView(String words, String plot, String value, String outcome) {}

  static ClaimView of(List<Judgement> judgements, Map<TrialId, TrialHistory> histories) {
    return new ClaimView(
        judgements.get(0).definition(), judgements.stream().map(j -> view(j, histories)).toList());
  }

  private static JudgementView view(Judgement judgement, Map<TrialId, TrialHistory> histories) {
    List<ComparisonView> comparisons = comparisons(judgement.finding());
    return new JudgementView(
        Scope.of(judgement),
        judgement.semantics().phrase() + judgement.reading().map(r -> ", " + r.key()).orElse(""),
        VerdictView.of(judgement.verdict()),
        JudgementFormat.effect(judgement.finding()),
        plot(judgement.finding()),
        why(judgement),
        comparisons,
        comparisons.size() <= FEW,
        EvidenceSummary.of(judgement, histories),
        judgement.alternatives().stream()
            .map(JudgementFormat::alternative)
            .collect(Collectors.joining("; ")),
        JudgementFormat.planTitle(judgement.verdict()),
        judgement.plan().map(JudgementFormat::plan).orElse(""));
  }

  /** The reason with shapes and notes. */
  static String why(Judgement judgement) {
    Finding finding = judgement.finding();
    List<String> parts = new ArrayList<>(List.of(finding.reason()));
    if (!finding.shapes().isEmpty()) {
      parts.add(
          finding.shapes().entrySet().stream()
              .map(shape -> shape.getKey().phrase() + " " + shape.getValue())
              .collect(Collectors.joining("; ", "Shape: ", ".")));
    }
    parts.addAll(finding.notes());
    return String.join(" ", parts);
  }

  /** The effect of the decisive comparison; empty if there is none. */
  static String plot(Finding finding) {
    return finding.rule().map(rule -> plot(rule.decisive())).orElse("");
  }

  private static String plot(Statement statement) {
    return EffectPlot.svg(statement.comparison().interval(), statement.comparison().margin());
  }

  private static List<ComparisonView> comparisons(Finding finding) {
    List<ComparisonView> all = new ArrayList<>();
    for (Statement one : finding.rule().map(DecisionRule::statements).orElse(List.of())) {
      all.add(
          new ComparisonView(
              one.words(),
              plot(one),
              JudgementFormat.brief(one.comparison().interval(), one.unit()),
              one.comparison().outcome().words()));
    }
    for (ReportedQuantity one : finding.quantities()) {
      all.add(
          new ComparisonView(
              one.name(), "", JudgementFormat.brief(one.interval(), one.unit()), ""));
    }
    return all;
  }
}
