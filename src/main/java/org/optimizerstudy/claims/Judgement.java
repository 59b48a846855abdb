package org.optimizerstudy.claims;

import java.util.List;
import java.util.Optional;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.TrialId;

/**
 * A claim judged under one semantics and one reading.
 *
 * @param claim the claim's id, for example {@code C1} or {@code C6a}
 * @param sentence the claim in our words
 * @param where in the paper it stands
 * @param semantics whose update rules
 * @param reading how the paper's stride is read; empty for a claim without convolutions
 * @param verdict the answer
 * @param reason one plain sentence with the numbers and intervals that decided; for {@link
 *     Verdict#NOT_RUN} the trials that are missing and the command that makes them
 * @param margin what a difference must exceed to count
 * @param measures the numbers behind the verdict; none if it was not run
 * @param trials that it rests on, in the order of their ids; none if it was not run
 */
public record Judgement(
    String claim,
    String sentence,
    String where,
    Semantics semantics,
    Optional<Reading> reading,
    Verdict verdict,
    String reason,
    String margin,
    List<Measure> measures,
    List<TrialId> trials) {

  public Judgement {
    measures = List.copyOf(measures);
    trials = List.copyOf(trials);
  }

  static Judgement of(Heading heading, Scope scope, Finding finding, List<TrialId> trials) {
    return new Judgement(
        heading.id(),
        heading.sentence(),
        heading.where(),
        scope.semantics(),
        scope.reading(),
        finding.verdict(),
        finding.reason(),
        heading.margin(),
        finding.measures(),
        trials);
  }
}
