package org.optimizerstudy.publishing;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.optimizerstudy.claims.Judgement;
import org.optimizerstudy.claims.JudgementFormat;
import org.optimizerstudy.claims.Statement;
import org.optimizerstudy.claims.Verdict;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.statistics.Comparison;
import org.optimizerstudy.statistics.Interval;

/**
 * What was found, in at most five sentences from the verdicts and the records: how much was
 * trained; how many claims hold; the ranking at untuned and at tuned learning rates; the clearest
 * contradiction; and claims whose verdict depends on the update rule. A sentence for which trials
 * are missing is left out.
 */
final class Abstract {

  private static final String UNTUNED = "C5";
  private static final String TUNED = "C5t";
  private static final List<Verdict> DECIDED =
      List.of(Verdict.REPRODUCED, Verdict.CONTRADICTED, Verdict.NO_DIFFERENCE);

  private final Findings findings;
  private final List<Judgement> strided;
  private final Semantics semantics;

  private Abstract(Findings findings) {
    this.findings = findings;
    this.strided =
        findings.judgements().stream()
            .filter(j -> !j.reading().equals(Optional.of(Reading.POOLED)))
            .toList();
    this.semantics = findings.headline();
  }

  /** The sentences, in order. */
  static List<String> of(Findings findings) {
    Abstract text = new Abstract(findings);
    return Stream.of(
            Optional.of(text.trained()),
            text.counted(),
            text.ranking(),
            text.clearestContradiction(),
            text.rulesMatter())
        .flatMap(Optional::stream)
        .toList();
  }

  private String trained() {
    int epochs = findings.histories().stream().mapToInt(h -> h.records().size()).sum();
    List<String> rules =
        findings.trials().stream()
            .map(trial -> trial.trial().semantics())
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .map(Semantics::phrase)
            .toList();
    return String.format(
        Locale.ROOT,
        "%s with %s by %s.",
        counted(findings.trials().size(), "finished trial"),
        counted(epochs, "epoch"),
        listed(rules));
  }

  private static String counted(int count, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
  }

  private Stream<Judgement> headline() {
    return strided.stream().filter(j -> j.semantics() == semantics);
  }

  private Optional<String> counted() {
    Map<Verdict, Long> counts = new LinkedHashMap<>();
    for (Verdict verdict : Verdict.values()) {
      counts.put(verdict, headline().filter(j -> j.verdict() == verdict).count());
    }
    if (counts.get(Verdict.NOT_RUN) == headline().count()) {
      return Optional.of(
          "No claim has all the trials that it needs; each names the command that trains them.");
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "Of %d judgements of the paper's %d claims by %s in the strided reading, %s.",
            headline().count(),
            headline().map(j -> j.claim().replaceFirst("[a-z]$", "")).distinct().count(),
            semantics.phrase(),
            listed(
                counts.entrySet().stream()
                    .map(count -> count.getValue() + " " + phrase(count.getKey(), count.getValue()))
                    .toList())));
  }

  /** Adam and RMSProp lead over all rates, and what is left of it at the best rates. */
  private Optional<String> ranking() {
    Optional<Judgement> untuned = judged(UNTUNED);
    Optional<Judgement> tuned = judged(TUNED);
    return untuned.isEmpty() || tuned.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s; the same at each optimizer's best learning rate (%s) %s, %s.",
                sentence(untuned.get()),
                TUNED,
                phrase(tuned.get().verdict(), 1),
                effect(tuned.get())));
  }

  private Optional<Judgement> judged(String claim) {
    return headline()
        .filter(j -> j.claim().equals(claim) && j.verdict() != Verdict.NOT_RUN)
        .findFirst();
  }

  /** The contradicted claim with the largest effect in margins, if its cells have own SDs. */
  private Optional<String> clearestContradiction() {
    return headline()
        .filter(j -> j.verdict() == Verdict.CONTRADICTED && j.finding().rule().isPresent())
        .filter(j -> !decisive(j).comparison().difference().isPooled())
        .max(Comparator.comparingDouble(Abstract::margins))
        .map(j -> "The clearest contradiction: " + sentence(j) + ".");
  }

  private static double margins(Judgement judgement) {
    Comparison comparison = decisive(judgement).comparison();
    return Math.abs(comparison.interval().value()) / comparison.margin();
  }

  private static Statement decisive(Judgement judgement) {
    return judgement.finding().decisive().orElseThrow();
  }

  private Optional<String> rulesMatter() {
    Map<String, List<Judgement>> claims =
        strided.stream()
            .filter(j -> DECIDED.contains(j.verdict()))
            .collect(
                Collectors.groupingBy(Judgement::claim, LinkedHashMap::new, Collectors.toList()));
    List<String> differing =
        claims.values().stream()
            .filter(Abstract::differ)
            .map(
                own ->
                    own.get(0).claim()
                        + " ("
                        + own.stream()
                            .map(j -> j.verdict().key() + " by " + j.semantics().phrase())
                            .collect(Collectors.joining(", "))
                        + ")")
            .toList();
    return differing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The update rule that an optimizer's name stands for decides the verdict on "
                + listed(differing)
                + ".");
  }

  /**
   * Whether two verdicts and their effects differ. If the intervals have a number in common, the
   * verdicts may differ because one has more seeds.
   */
  private static boolean differ(List<Judgement> judgements) {
    return judgements.stream()
        .anyMatch(
            a ->
                judgements.stream()
                    .anyMatch(
                        b ->
                            a.verdict() != b.verdict() && interval(a).isDisjointFrom(interval(b))));
  }

  private static Interval interval(Judgement judgement) {
    return judgement.finding().effect().orElseThrow().interval();
  }

  /** {@code "Adam is the best optimizer" (C12) is undecided, -0.12 points}. */
  private static String sentence(Judgement judgement) {
    return String.format(
        Locale.ROOT,
        "\"%s\" (%s) %s, %s",
        judgement.definition().sentence().replaceFirst("\\.$", ""),
        judgement.claim(),
        phrase(judgement.verdict(), 1),
        effect(judgement));
  }

  private static String effect(Judgement judgement) {
    Statement decisive = decisive(judgement);
    return JudgementFormat.brief(decisive.comparison().interval(), decisive.unit());
  }

  private static String phrase(Verdict verdict, long count) {
    String be = count == 1 ? "is " : "are ";
    return verdict == Verdict.NO_DIFFERENCE
        ? (count == 1 ? "shows " : "show ") + verdict.key()
        : be + verdict.key();
  }

  private static String listed(List<String> items) {
    int last = items.size() - 1;
    return last == 0
        ? items.get(0)
        : String.join(", ", items.subList(0, last)) + " and " + items.get(last);
  }
}
