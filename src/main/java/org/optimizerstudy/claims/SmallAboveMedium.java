package org.optimizerstudy.claims;

import java.util.List;
import org.optimizerstudy.experiment.NetworkKind;

/** The small CNN tends to be more accurate than the medium one, by {@link NetworkContrast}. */
record SmallAboveMedium(Heading heading) implements Claim {

  /** The rule of the claim, which is also the premise of {@link MediumOverfits}. */
  static Rule rule(Evidence evidence) {
    return new NetworkContrast(NetworkKind.SMALL_CNN, NetworkKind.MEDIUM_CNN)
        .rule(evidence, evidence.basis().accuracy(), "");
  }

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
    return Finding.of(rule(evidence));
  }
}
