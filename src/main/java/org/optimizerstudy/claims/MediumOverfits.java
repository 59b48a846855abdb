package org.optimizerstudy.claims;

import java.util.List;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.metrics.TrialMeasure;

/**
 * The medium CNN is less accurate because it overfits: {@link SmallAboveMedium} is the premise, and
 * the medium network's gap between training and test accuracy is larger than the small one's, by
 * {@link NetworkComparison}. A contradicted premise contradicts the claim, whether or not gaps are
 * recorded.
 */
record MediumOverfits(ClaimDefinition definition) implements Claim {

  @Override
  public List<ClaimScope> scopes() {
    return ClaimScope.ofConvolutions();
  }

  @Override
  public List<CellMeasure> required(ClaimScope scope, Basis basis) {
    return CellMeasure.of(scope.figure2(), basis.accuracy());
  }

  @Override
  public List<CellMeasure> planned(ClaimScope scope) {
    return gaps(scope);
  }

  @Override
  public List<TrainingExperiment> experiments() {
    return List.of(TrainingExperiment.FIGURE_2);
  }

  @Override
  public Finding finding(Evidence evidence) {
    DecisionRule premise = SmallAboveMedium.rule(evidence);
    List<CellMeasure> gaps = gaps(evidence.scope());
    if (gaps.stream().allMatch(evidence::has)) {
      return Finding.of(
          new ExplanationRule(
              premise,
              new NetworkComparison(NetworkKind.MEDIUM_CNN, NetworkKind.SMALL_CNN)
                  .rule(evidence, TrialMeasure.GAP, "gap of ")));
    }
    String missing = MissingMeasure.words(evidence, gaps);
    return premise.verdict() == Verdict.CONTRADICTED
        ? Finding.of(premise).withNote("The premise is contradicted. " + missing)
        : Finding.notRun(missing);
  }

  private static List<CellMeasure> gaps(ClaimScope scope) {
    return CellMeasure.of(scope.figure2(), TrialMeasure.GAP);
  }
}
