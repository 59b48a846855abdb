package org.optimizerstudy.figures;

import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;

/**
 * What headings and labels call the values that files name by key. Sentences take the values' own
 * phrases.
 */
public final class Names {

  private Names() {}

  /** The name of an optimizer. */
  public static String of(OptimizerKind optimizer) {
    return optimizer.label();
  }

  /** The name of a network. */
  public static String of(NetworkKind network) {
    return network.label();
  }

  /** The name of a set of update rules, as a heading or a label. */
  public static String of(Semantics semantics) {
    return semantics == Semantics.PAPER ? "Paper's rules" : semantics.phrase();
  }

  /** The name of a reading. */
  public static String of(Reading reading) {
    return switch (reading) {
      case STRIDED -> "strided";
      case POOLED -> "pooled";
    };
  }
}
