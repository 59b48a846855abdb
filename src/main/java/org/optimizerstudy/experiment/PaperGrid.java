package org.optimizerstudy.experiment;

import java.util.List;

/**
 * Where the paper compares its optimizers ({@link PaperOptimizers}): networks and learning rates.
 */
public final class PaperGrid {

  /** The two convolutional networks of figure 2. */
  public static final List<NetworkKind> CNNS =
      List.of(NetworkKind.SMALL_CNN, NetworkKind.MEDIUM_CNN);

  /** Learning rates of figure 3, ascending. */
  public static final List<Double> RATES = List.of(0.0001, 0.0005, 0.001, 0.005, 0.01);

  /** The learning rate of figure 2. */
  public static final double FIGURE_2_RATE = 0.001;

  private PaperGrid() {}
}
