package org.optimizerstudy.figures;

import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;

/** What readers call the values that files name by key. */
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

  /** The name of a set of update rules. */
  public static String of(Semantics semantics) {
    return switch (semantics) {
      case DL4J -> "DL4J's rules";
      case TENSORFLOW -> "TensorFlow's rules";
      case PAPER -> "Paper's rules";
      case PYTORCH -> "PyTorch's rules";
    };
  }

  /** The name of a reading. */
  public static String of(Reading reading) {
    return switch (reading) {
      case STRIDED -> "strided";
      case POOLED -> "pooled";
    };
  }
}
