package org.optimizerstudy.claims;

import java.util.List;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.metrics.TrialMeasure;

/**
 * The medium CNN is less accurate because it overfits: {@link SmallAboveMedium} is the premise, and
 * the medium network's gap between training and test accuracy is larger than the small one's, by
 * {@link NetworkContrast}. A contradicted premise contradicts the claim, whether or not gaps are
 * recorded.
 */
record MediumOverfits(Heading heading) implements Claim {

  @Override
  public List<Scope> scopes() {
    return Scope.ofConvolutions();
  }

  @Override
  public List<CellMeasure> required(Scope scope, Basis basis) {
    return CellMeasure.of(scope.figure2(), basis.accuracy());
  }

  @Override
  public List<Source> sources() {
    return List.of(Source.FIGURE_2);
  }

  @Override
  public Finding finding(Evidence evidence) {
    Rule premise = SmallAboveMedium.rule(evidence);
    List<CellMeasure> gaps = CellMeasure.of(evidence.scope().figure2(), TrialMeasure.GAP);
    if (gaps.stream().allMatch(evidence::has)) {
      return Finding.of(
          new ExplanationRule(
              premise,
              new NetworkContrast(NetworkKind.MEDIUM_CNN, NetworkKind.SMALL_CNN)
                  .rule(evidence, TrialMeasure.GAP, "gap of ")));
    }
    String missing = NotRecorded.words(evidence, gaps);
    return premise.verdict() == Verdict.CONTRADICTED
        ? Finding.of(premise).withNote("The premise is contradicted. " + missing)
        : Finding.notRun(missing);
  }
}
