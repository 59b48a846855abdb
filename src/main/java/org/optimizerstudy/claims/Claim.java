package org.optimizerstudy.claims;

import java.util.List;

/** A claim of the paper as a predicate over what trials measured. */
interface Claim {

  /** What it says. */
  Heading heading();

  /** Under what it is judged, in order. */
  List<Scope> scopes();

  /** What it must have to be judged; may be empty. */
  List<Need> needs(Scope scope, Basis basis);

  /** What the answer rests on: what it needs, and what else it takes in. */
  default List<Need> restsOn(Evidence evidence) {
    return needs(evidence.scope(), evidence.basis());
  }

  /** Where its trials come from. */
  List<Source> sources();

  /** The answer of evidence that has what the claim needs. */
  Finding finding(Evidence evidence);
}
