package org.optimizerstudy.claims;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.experiment.PaperOptimizers;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Setting;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.metrics.Cell;
import org.optimizerstudy.metrics.Workload;

/**
 * The semantics and the reading for which a claim is judged.
 *
 * @param semantics origin of the update rules
 * @param reading interpretation of the paper's stride; empty for a claim without convolutions
 */
public record Scope(Semantics semantics, Optional<Reading> reading) {

  private static final Setting PROTOCOL = setting(Trial.DEFAULT_BATCH);
  private static final Setting FULL_BATCH = setting(Trial.TRAINING_EXAMPLES);

  /** All semantics and readings. */
  static List<Scope> ofConvolutions() {
    return Arrays.stream(Semantics.values())
        .flatMap(s -> Arrays.stream(Reading.values()).map(r -> new Scope(s, Optional.of(r))))
        .toList();
  }

  /** All semantics in the strided reading, which the paper's text states. */
  static List<Scope> ofTheStridedReading() {
    return Arrays.stream(Semantics.values())
        .map(s -> new Scope(s, Optional.of(Reading.STRIDED)))
        .toList();
  }

  /** All semantics without a reading. */
  static List<Scope> withoutConvolutions() {
    return Arrays.stream(Semantics.values()).map(s -> new Scope(s, Optional.empty())).toList();
  }

  /** The cell of the paper's protocol. */
  Cell cell(NetworkKind network, OptimizerKind optimizer, double learningRate) {
    return Cell.at(workload(network, PROTOCOL), optimizer, semantics, learningRate);
  }

  /** The same cell with all training examples in one batch. */
  Cell fullBatchCell(NetworkKind network, OptimizerKind optimizer, double learningRate) {
    return Cell.at(workload(network, FULL_BATCH), optimizer, semantics, learningRate);
  }

  /** One cell per learning rate of figure 3; a rule without a learning rate repeats its cell. */
  List<Cell> overRates(NetworkKind network, OptimizerKind optimizer) {
    return PaperGrid.RATES.stream().map(rate -> cell(network, optimizer, rate)).toList();
  }

  /** Figure 2: the paper's six optimizers on both CNNs at one learning rate. */
  List<Cell> figure2() {
    return PaperGrid.CNNS.stream()
        .flatMap(network -> paperOptimizers(network, PaperGrid.FIGURE_2_RATE))
        .toList();
  }

  /** The paper's six optimizers on a network at a learning rate. */
  Stream<Cell> paperOptimizers(NetworkKind network, double learningRate) {
    return PaperOptimizers.ALL.stream().map(o -> cell(network, o, learningRate));
  }

  /** Figure 3: the paper's six optimizers at five learning rates on a network. */
  List<Cell> figure3(NetworkKind network) {
    return PaperOptimizers.ALL.stream()
        .flatMap(optimizer -> overRates(network, optimizer).stream())
        .distinct()
        .toList();
  }

  private Workload workload(NetworkKind network, Setting setting) {
    return new Workload(network, network.isConvolutional() ? reading : Optional.empty(), setting);
  }

  private static Setting setting(int batch) {
    return new Setting(Trial.MNIST, batch, Trial.DEFAULT_EPOCHS, Trial.DEFAULT_INITIALISATION);
  }
}
