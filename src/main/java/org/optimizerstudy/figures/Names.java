package org.optimizerstudy.figures;

import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;

/** What readers call the values that files name by key. */
public final class Names {

  private Names() {}

  /** Of an optimizer. */
  public static String of(OptimizerKind optimizer) {
    return optimizer.label();
  }

  /** Of a network. */
  public static String of(NetworkKind network) {
    return network.label();
  }

  /** Of a set of update rules. */
  public static String of(Semantics semantics) {
    return switch (semantics) {
      case DL4J -> "DL4J's rules";
      case TENSORFLOW -> "TensorFlow's rules";
      case PAPER -> "Paper's rules";
      case PYTORCH -> "PyTorch's rules";
    };
  }

  /** Of a reading. */
  public static String of(Reading reading) {
    return switch (reading) {
      case STRIDED -> "strided";
      case POOLED -> "pooled";
    };
  }
}
