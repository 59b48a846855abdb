package org.optimizerstudy.experiment;

import java.util.List;

/** The optimizers, networks and learning rates that the paper compares. Its claims use these. */
public final class PaperGrid {

  /** The six optimizers, in the order of the paper's equations. */
  public static final List<OptimizerKind> OPTIMIZERS =
      List.of(
          OptimizerKind.GRADIENT_DESCENT,
          OptimizerKind.MOMENTUM,
          OptimizerKind.ADAGRAD,
          OptimizerKind.ADADELTA,
          OptimizerKind.RMSPROP,
          OptimizerKind.ADAM);

  /** The semantics that have a rule for each of the six. */
  public static final List<Semantics> SEMANTICS =
      List.of(Semantics.DL4J, Semantics.TENSORFLOW, Semantics.PAPER);

  /** The two convolutional networks of figure 2. */
  public static final List<NetworkKind> CNNS =
      List.of(NetworkKind.SMALL_CNN, NetworkKind.MEDIUM_CNN);

  /** Learning rates of figure 3, ascending. */
  public static final List<Double> RATES = List.of(0.0001, 0.0005, 0.001, 0.005, 0.01);

  /** The learning rate of figure 2. */
  public static final double FIGURE_2_RATE = 0.001;

  private PaperGrid() {}
}
