package org.optimizerstudy.claims;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.metrics.Cell;
import org.optimizerstudy.metrics.Observations;
import org.optimizerstudy.metrics.TrialMeasure;
import org.optimizerstudy.metrics.TrialObservations;
import org.optimizerstudy.metrics.Unit;
import org.optimizerstudy.results.TrialHistory;

/** Judges claims from the measurements of trials. */
public final class ClaimJudge {

  private static final int MAX_NAMED = 3;

  private final Map<SeedSet, Observations> observations;
  private final SeedPlanner planner;

  /**
   * @param all observations of all trials
   * @param fresh observations of the registered seeds only
   */
  ClaimJudge(Observations all, Observations fresh) {
    observations = new EnumMap<>(Map.of(SeedSet.ALL, all, SeedSet.FRESH, fresh));
    planner = new SeedPlanner(all);
  }

  /**
   * Judges every registered claim in every scope on MNIST, the paper's data set.
   *
   * @param histories the finished trials, in any order
   * @return ordered by claim, semantics and reading
   */
  public static List<Judgement> judge(List<TrialHistory> histories) {
    return judge(histories, Trial.MNIST);
  }

  /**
   * Judges every registered claim out of sample: on each other data set by the trials on it alone.
   *
   * @param histories the finished trials, in any order
   * @return the judgements by the data set's name, ordered as those on MNIST
   */
  public static SortedMap<String, List<Judgement>> judgeOutOfSample(List<TrialHistory> histories) {
    SortedMap<String, List<Judgement>> judgements = new TreeMap<>();
    histories.stream()
        .map(history -> history.trial().dataset())
        .filter(dataset -> !dataset.equals(Trial.MNIST))
        .forEach(name -> judgements.computeIfAbsent(name, n -> judge(histories, n)));
    return judgements;
  }

  private static List<Judgement> judge(List<TrialHistory> all, String dataset) {
    List<TrialHistory> histories =
        all.stream().filter(history -> history.trial().dataset().equals(dataset)).toList();
    ClaimJudge judge =
        new ClaimJudge(
            new TrialObservations(histories),
            new TrialObservations(
                histories.stream()
                    .filter(history -> SeedSet.FRESH.holds(history.trial()))
                    .toList()));
    return ClaimRegistry.all().stream()
        .flatMap(
            claim -> claim.scopes().stream().map(scope -> judge.judge(claim, scope.on(dataset))))
        .toList();
  }

  private Judgement judge(Claim claim, ClaimScope scope) {
    Finding finding = finding(claim, scope, Basis.PRIMARY);
    List<TrialId> trials = finding.verdict() == Verdict.NOT_RUN ? List.of() : trials(claim, scope);
    return new Judgement(
        claim.definition(),
        scope,
        finding,
        plan(claim, scope, finding),
        alternatives(claim, scope, finding),
        trials,
        claim.experiments().stream().map(s -> s.name(scope.reading())).toList());
  }

  /** Judges a claim in one scope on one basis. */
  Finding finding(Claim claim, ClaimScope scope, Basis basis) {
    Evidence evidence = new Evidence(scope, basis, observations.get(basis.seeds()));
    List<CellMeasure> needs = claim.required(scope, basis);
    List<Cell> cells = needs.stream().map(CellMeasure::cell).distinct().toList();
    List<Cell> absent = cells.stream().filter(cell -> isAbsent(evidence, cell)).toList();
    if (!absent.isEmpty()) {
      return Finding.notRun(missing(evidence, cells, absent));
    }
    if (!needs.stream().allMatch(evidence::has)) {
      return Finding.notRun(MissingMeasure.words(evidence, needs));
    }
    return claim.finding(evidence);
  }

  private static boolean isAbsent(Evidence evidence, Cell cell) {
    return !evidence.has(new CellMeasure(cell, TrialMeasure.ACCURACY));
  }

  private Optional<SeedPlan> plan(Claim claim, ClaimScope scope, Finding finding) {
    List<CellMeasure> needs = claim.planned(scope);
    if (finding.verdict() == Verdict.UNDECIDED && finding.rule().isPresent()) {
      return planner.deciding(claim, scope, needs, finding.rule().get());
    }
    SeedPlan first = planner.first(claim, scope, needs, 1);
    return finding.verdict() == Verdict.NOT_RUN && first.trials() > 0
        ? Optional.of(first)
        : Optional.empty();
  }

  private List<AlternativeFinding> alternatives(Claim claim, ClaimScope scope, Finding headline) {
    List<CellMeasure> needs = claim.required(scope, Basis.PRIMARY);
    List<AlternativeFinding> alternatives = new ArrayList<>();
    boolean isRegistered =
        scope.dataset().equals(Trial.MNIST) && !scope.reading().equals(Optional.of(Reading.POOLED));
    if (!needs.isEmpty() && isRegistered) {
      alternatives.add(new AlternativeFinding(Basis.FRESH, fresh(claim, scope)));
    }
    if (headline.verdict() == Verdict.NOT_RUN) {
      return alternatives;
    }
    if (!claim.required(scope, Basis.LAST_EPOCH).equals(needs)) {
      alternatives.add(
          new AlternativeFinding(Basis.LAST_EPOCH, finding(claim, scope, Basis.LAST_EPOCH)));
    }
    boolean hasMargin =
        headline.rule().stream()
            .flatMap(rule -> rule.statements().stream())
            .anyMatch(
                s ->
                    s.unit() == Unit.POINTS
                        && s.comparison().margin() == Basis.PRIMARY.pointsMargin());
    if (hasMargin) {
      alternatives.add(new AlternativeFinding(Basis.STRICT, finding(claim, scope, Basis.STRICT)));
    }
    return alternatives;
  }

  private Finding fresh(Claim claim, ClaimScope scope) {
    Finding finding = finding(claim, scope, Basis.FRESH);
    List<Cell> cells = claim.required(scope, Basis.FRESH).stream().map(CellMeasure::cell).toList();
    SeedPlan plan = planner.registered(scope, cells);
    return finding.verdict() == Verdict.NOT_RUN && plan.trials() > 0
        ? finding.withNote(plan.command())
        : finding;
  }

  private List<TrialId> trials(Claim claim, ClaimScope scope) {
    Observations all = observations.get(SeedSet.ALL);
    TreeSet<TrialId> trials = new TreeSet<>();
    for (CellMeasure need : claim.used(new Evidence(scope, Basis.PRIMARY, all))) {
      for (long seed : all.bySeed(need.cell(), need.measure()).keySet()) {
        trials.add(need.cell().trial(seed).id());
      }
    }
    return List.copyOf(trials);
  }

  private static String missing(Evidence evidence, List<Cell> cells, List<Cell> absent) {
    String named =
        absent.stream()
            .map(Cell::label)
            .sorted()
            .limit(MAX_NAMED)
            .collect(Collectors.joining("; "));
    String rest =
        absent.size() > MAX_NAMED
            ? String.format(Locale.ROOT, "; and %d more", absent.size() - MAX_NAMED)
            : "";
    return String.format(
        Locale.ROOT,
        "%d of %d cells have no finished trial: %s%s.%s",
        absent.size(),
        cells.size(),
        named,
        rest,
        otherEpochs(evidence, absent));
  }

  /** Notes trials of other lengths: they decide no claim, but a reader may expect them to. */
  private static String otherEpochs(Evidence evidence, List<Cell> absent) {
    TreeSet<Integer> epochs = new TreeSet<>();
    for (Cell other : evidence.observations().cells()) {
      if (absent.stream().anyMatch(cell -> differInEpochsOnly(cell, other))) {
        epochs.add(other.values().get(Factor.EPOCHS));
      }
    }
    return epochs.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            " There are trials of %s epochs, but the claim needs %d.",
            epochs.stream().map(Object::toString).collect(Collectors.joining(" and ")),
            absent.get(0).values().get(Factor.EPOCHS));
  }

  private static boolean differInEpochsOnly(Cell a, Cell b) {
    return a.values().without(Factor.EPOCHS).equals(b.values().without(Factor.EPOCHS));
  }
}
