package org.optimizerstudy.claims;

import java.util.List;
import java.util.Optional;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.TrialId;

/**
 * A claim judged in one scope.
 *
 * @param definition definition of the claim
 * @param scope semantics and reading
 * @param finding the verdict and its basis
 * @param plan trials that it needs; for {@link Verdict#UNDECIDED} and {@link Verdict#NOT_RUN}
 * @param alternatives findings on other bases, limited to bases on which the verdict can differ
 * @param trials trials that the finding is based on, ordered by id; empty if it was not run
 * @param experiments names of the experiments that train such trials
 */
public record Judgement(
    ClaimDefinition definition,
    ClaimScope scope,
    Finding finding,
    Optional<SeedPlan> plan,
    List<AlternativeFinding> alternatives,
    List<TrialId> trials,
    List<String> experiments) {

  public Judgement {
    alternatives = List.copyOf(alternatives);
    trials = List.copyOf(trials);
    experiments = List.copyOf(experiments);
  }

  /** The claim's id, for example {@code C1} or {@code C6a}. */
  public String claim() {
    return definition.id();
  }

  public Semantics semantics() {
    return scope.semantics();
  }

  /** Empty for a claim without convolutions. */
  public Optional<Reading> reading() {
    return scope.reading();
  }

  public Verdict verdict() {
    return finding.verdict();
  }

  /** The findings on other bases with a different verdict, except those that were not run. */
  public List<AlternativeFinding> differing() {
    return alternatives.stream()
        .filter(other -> other.finding().verdict() != Verdict.NOT_RUN)
        .filter(other -> other.finding().verdict() != verdict())
        .toList();
  }
}
