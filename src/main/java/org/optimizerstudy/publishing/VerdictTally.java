package org.optimizerstudy.publishing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.optimizerstudy.claims.Judgement;
import org.optimizerstudy.claims.Verdict;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;

/**
 * The claims by their verdict, by one set of rules in one reading.
 *
 * @param label the rules and the reading, in words
 * @param counts a verdict each, those without claims left out
 */
record VerdictTally(Scope scope, String label, List<Count> counts) {

  VerdictTally {
    counts = List.copyOf(counts);
  }

  /** The claims of one verdict. */
  record Count(ClaimView.VerdictView verdict, List<String> claims) {
    Count {
      claims = List.copyOf(claims);
    }
  }

  /** Every set of rules in every reading. */
  static List<VerdictTally> of(List<Judgement> judgements) {
    List<VerdictTally> tallies = new ArrayList<>();
    for (VerdictMatrix.Column column : VerdictMatrix.columns()) {
      tallies.add(of(column, VerdictMatrix.of(judgements)));
    }
    return tallies;
  }

  private static VerdictTally of(VerdictMatrix.Column column, VerdictMatrix matrix) {
    List<Judgement> own =
        matrix.claims().values().stream().flatMap(claim -> column.in(claim).stream()).toList();
    return new VerdictTally(
        scope(column.semantics(), column.reading()),
        column.label(),
        Arrays.stream(Verdict.values())
            .map(
                verdict ->
                    new Count(
                        ClaimView.VerdictView.of(verdict),
                        own.stream()
                            .filter(j -> j.verdict() == verdict)
                            .map(Judgement::claim)
                            .toList()))
            .filter(count -> !count.claims().isEmpty())
            .toList());
  }

  private static Scope scope(Semantics semantics, Optional<Reading> reading) {
    return new Scope(semantics.key(), reading.map(Reading::key).orElse(""), "");
  }
}
