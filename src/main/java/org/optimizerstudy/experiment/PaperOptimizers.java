package org.optimizerstudy.experiment;

import java.util.List;

/** The six optimizers that the paper compares. Its figures and claims are about these alone. */
public final class PaperOptimizers {

  /** In the order of the paper's equations. */
  public static final List<OptimizerKind> ALL =
      List.of(
          OptimizerKind.GRADIENT_DESCENT,
          OptimizerKind.MOMENTUM,
          OptimizerKind.ADAGRAD,
          OptimizerKind.ADADELTA,
          OptimizerKind.RMSPROP,
          OptimizerKind.ADAM);

  private PaperOptimizers() {}
}
