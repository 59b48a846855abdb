package org.optimizerstudy.claims;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.FactorValues;
import org.optimizerstudy.experiment.Filters;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.metrics.Cell;

/**
 * The semantics, the reading and the data set for which a claim is judged.
 *
 * @param semantics origin of the update rules
 * @param reading interpretation of the paper's stride; empty for a claim without convolutions
 * @param dataset name of the data set; the paper's claims are about MNIST
 */
public record ClaimScope(Semantics semantics, Optional<Reading> reading, String dataset) {

  /** A scope on the paper's data set. */
  public ClaimScope(Semantics semantics, Optional<Reading> reading) {
    this(semantics, reading, Trial.MNIST);
  }

  /** The same scope on another data set. */
  ClaimScope on(String other) {
    return new ClaimScope(semantics, reading, other);
  }

  /** All semantics and readings. */
  static List<ClaimScope> ofConvolutions() {
    return PaperGrid.SEMANTICS.stream()
        .flatMap(s -> Arrays.stream(Reading.values()).map(r -> new ClaimScope(s, Optional.of(r))))
        .toList();
  }

  /** All semantics in the strided reading, which the paper's text states. */
  static List<ClaimScope> ofTheStridedReading() {
    return PaperGrid.SEMANTICS.stream()
        .map(s -> new ClaimScope(s, Optional.of(Reading.STRIDED)))
        .toList();
  }

  /** All semantics without a reading. */
  static List<ClaimScope> withoutConvolutions() {
    return PaperGrid.SEMANTICS.stream().map(s -> new ClaimScope(s, Optional.empty())).toList();
  }

  /** The cell of the paper's protocol. */
  Cell cell(NetworkKind network, OptimizerKind optimizer, double learningRate) {
    return cell(network, optimizer, learningRate, Trial.DEFAULT_BATCH);
  }

  /** The same cell with all training examples in one batch. */
  Cell fullBatchCell(NetworkKind network, OptimizerKind optimizer, double learningRate) {
    return cell(network, optimizer, learningRate, Trial.TRAINING_EXAMPLES);
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
    return PaperGrid.OPTIMIZERS.stream().map(o -> cell(network, o, learningRate));
  }

  /** Figure 3: the paper's six optimizers at five learning rates on a network. */
  List<Cell> figure3(NetworkKind network) {
    return PaperGrid.OPTIMIZERS.stream()
        .flatMap(optimizer -> overRates(network, optimizer).stream())
        .distinct()
        .toList();
  }

  private Cell cell(NetworkKind network, OptimizerKind optimizer, double learningRate, int batch) {
    return new Cell(
        FactorValues.standard()
            .with(Factor.NETWORK, network)
            .with(Factor.READING, network.isConvolutional() ? reading : Optional.empty())
            .withIfApplicable(Factor.FILTERS, Filters.PER_LAYER)
            .with(Factor.OPTIMIZER, optimizer)
            .with(Factor.SEMANTICS, semantics)
            .withIfApplicable(Factor.LEARNING_RATE, learningRate)
            .with(Factor.BATCH, batch)
            .with(Factor.DATASET, dataset));
  }
}
