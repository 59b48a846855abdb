package org.optimizerstudy.claims;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.results.Course;

/**
 * A claim about cells of the paper's grid. It is judged from the seeds of which every cell is
 * there, so that differences are paired by seed.
 */
sealed interface GridClaim extends Claim
    permits BestOverRates,
        BestOverall,
        EarlyBest,
        LowestLoss,
        MediumOverfits,
        MovesWithRate,
        OnTopOnBothSizes,
        RisesToTheEnd,
        SmallAboveMedium {

  /** Where its trials come from. */
  List<PublishedGrid> grids();

  /** The cells that it needs; at least one. */
  List<Cell> needs(Semantics semantics);

  /** The answer of complete evidence. */
  Finding finding(Evidence evidence);

  @Override
  default List<Judgement> judge(List<Course> courses) {
    List<Judgement> judgements = new ArrayList<>();
    for (Semantics semantics : Semantics.values()) {
      for (Optional<Reading> reading : readings(semantics)) {
        judgements.add(judge(courses, new Scope(semantics, reading)));
      }
    }
    return judgements;
  }

  private List<Optional<Reading>> readings(Semantics semantics) {
    return needs(semantics).stream().anyMatch(cell -> cell.network().isConvolutional())
        ? Arrays.stream(Reading.values()).map(Optional::of).toList()
        : List.of(Optional.empty());
  }

  private Judgement judge(List<Course> courses, Scope scope) {
    ProtocolRecords records = ProtocolRecords.of(courses, scope);
    List<Cell> cells = needs(scope.semantics());
    return records
        .evidence(cells)
        .map(
            evidence ->
                Judgement.of(
                    heading(),
                    scope,
                    finding(evidence).withRemark(evidence.remark()),
                    evidence.trials()))
        .orElseGet(
            () ->
                Judgement.of(
                    heading(),
                    scope,
                    new Finding(Verdict.NOT_RUN, records.missing(cells, grids()), List.of()),
                    List.of()));
  }
}
