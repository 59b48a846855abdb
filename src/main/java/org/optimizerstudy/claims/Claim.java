package org.optimizerstudy.claims;

import java.util.List;

/** A claim of the paper as a predicate over the measurements of trials. */
interface Claim {

  /** The text of the claim. */
  ClaimDefinition definition();

  /** The scopes in which the claim is judged, in order. */
  List<ClaimScope> scopes();

  /** The measures without which the claim cannot be judged; may be empty. */
  List<CellMeasure> required(ClaimScope scope, Basis basis);

  /** All measures that the finding is based on: those required, and any others that it uses. */
  default List<CellMeasure> used(Evidence evidence) {
    return required(evidence.scope(), evidence.basis());
  }

  /**
   * What more trials must record to decide it: what it requires, and what it uses if it is there.
   */
  default List<CellMeasure> planned(ClaimScope scope) {
    return required(scope, Basis.PRIMARY);
  }

  /** The experiments that train its trials. */
  List<TrainingExperiment> experiments();

  /** The finding from evidence that has every required measure. */
  Finding finding(Evidence evidence);
}
