package org.optimizerstudy.oracle;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The six optimizers of the study, as TensorFlow 1.x configured them by default. */
enum TensorFlowOptimizer {
  GRADIENT_DESCENT,
  MOMENTUM,
  ADAGRAD,
  ADADELTA,
  RMSPROP,
  ADAM;

  /** The name on the command line and in file names: lower case, words joined by hyphens. */
  @Override
  public String toString() {
    return name().toLowerCase().replace('_', '-');
  }

  static TensorFlowOptimizer named(String name) {
    return Arrays.stream(values())
        .filter(optimizer -> optimizer.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no optimizer '%s'; there are %s"
                        .formatted(
                            name,
                            Arrays.stream(values())
                                .map(TensorFlowOptimizer::toString)
                                .collect(Collectors.joining(", ")))));
  }
}
