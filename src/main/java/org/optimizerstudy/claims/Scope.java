package org.optimizerstudy.claims;

import java.util.Optional;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;

/**
 * Under what a claim is judged.
 *
 * @param reading empty for a claim without convolutions
 */
record Scope(Semantics semantics, Optional<Reading> reading) {}
