package org.optimizerstudy.claims;

import java.util.List;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperOptimizers;
import org.optimizerstudy.experiment.Semantics;

/** The cells of the paper's figures. */
final class PaperGrid {

  /** Learning rates of figure 3, ascending. */
  static final List<Double> RATES = List.of(0.0001, 0.0005, 0.001, 0.005, 0.01);

  /** The learning rate of figure 2. */
  static final double FIGURE_2_RATE = 0.001;

  static final List<NetworkKind> CNNS = List.of(NetworkKind.SMALL_CNN, NetworkKind.MEDIUM_CNN);

  private PaperGrid() {}

  /** Figure 2: six optimizers on both CNNs at one learning rate. */
  static List<Cell> figure2(Semantics semantics) {
    return CNNS.stream()
        .flatMap(
            network ->
                PaperOptimizers.ALL.stream()
                    .map(optimizer -> Cell.at(network, optimizer, semantics, FIGURE_2_RATE)))
        .toList();
  }

  /** One optimizer of figure 3: a cell a learning rate, the same one for a rule without. */
  static List<Cell> figure3(OptimizerKind optimizer, Semantics semantics) {
    return RATES.stream()
        .map(rate -> Cell.at(NetworkKind.SMALL_CNN, optimizer, semantics, rate))
        .toList();
  }

  /** Figure 3: six optimizers at five learning rates on the small CNN. */
  static List<Cell> figure3(Semantics semantics) {
    return PaperOptimizers.ALL.stream()
        .flatMap(optimizer -> figure3(optimizer, semantics).stream())
        .distinct()
        .toList();
  }
}
