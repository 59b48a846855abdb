package org.optimizerstudy.claims;

import java.util.List;
import org.optimizerstudy.experiment.NetworkKind;

/** The small CNN tends to be more accurate than the medium one, by {@link NetworkComparison}. */
record SmallAboveMedium(ClaimDefinition definition) implements Claim {

  /** The rule of the claim, which is also the premise of {@link MediumOverfits}. */
  static DecisionRule rule(Evidence evidence) {
    return new NetworkComparison(NetworkKind.SMALL_CNN, NetworkKind.MEDIUM_CNN)
        .rule(evidence, evidence.basis().accuracy(), "");
  }

  @Override
  public List<ClaimScope> scopes() {
    return ClaimScope.ofConvolutions();
  }

  @Override
  public List<CellMeasure> required(ClaimScope scope, Basis basis) {
    return CellMeasure.of(scope.figure2(), basis.accuracy());
  }

  @Override
  public List<TrainingExperiment> experiments() {
    return List.of(TrainingExperiment.FIGURE_2);
  }

  @Override
  public Finding finding(Evidence evidence) {
    return Finding.of(rule(evidence));
  }
}
