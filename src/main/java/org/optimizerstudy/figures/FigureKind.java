package org.optimizerstudy.figures;

import java.util.List;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.experiment.Trial;

/** The figures that are drawn from records: 2 to 5 of the paper, and 6 for what it only tells. */
public enum FigureKind {
  SIZES(
      2,
      "figure2",
      "Test accuracy by optimizer and network",
      "After the last epoch, learning rate 0.001",
      Axis.OPTIMIZER,
      Quantity.TEST_ACCURACY,
      PaperGrid.CNNS,
      PaperGrid.OPTIMIZERS,
      List.of(0.001)),
  LEARNING_RATES(
      3,
      "figure3",
      "Test accuracy against learning rate",
      "After the last epoch, small CNN",
      Axis.LEARNING_RATE,
      Quantity.TEST_ACCURACY,
      List.of(NetworkKind.SMALL_CNN),
      PaperGrid.OPTIMIZERS,
      PaperGrid.RATES),
  FAST_ADAM(
      4,
      "figure4-5",
      "Adam at learning rate 0.01, by epoch",
      "Small CNN",
      Axis.EPOCH,
      Quantity.TEST_ACCURACY,
      List.of(NetworkKind.SMALL_CNN),
      List.of(OptimizerKind.ADAM),
      List.of(0.01)),
  SLOW_ADAM(
      5,
      "figure4-5",
      "Adam at learning rate 0.0001, by epoch",
      "Small CNN",
      Axis.EPOCH,
      Quantity.TEST_ACCURACY,
      List.of(NetworkKind.SMALL_CNN),
      List.of(OptimizerKind.ADAM),
      List.of(0.0001)),
  DEEP_LOSS(
      6,
      "deep-mlp",
      "Training loss of the deep network by epoch",
      "Five dense layers of 100 neurons, learning rate 0.001",
      Axis.EPOCH,
      Quantity.TRAINING_LOSS,
      List.of(NetworkKind.DEEP_MLP),
      PaperGrid.OPTIMIZERS,
      List.of(0.001));

  /** What a figure's horizontal axis shows. */
  public enum Axis {
    OPTIMIZER("Optimizer"),
    LEARNING_RATE("Learning rate"),
    EPOCH("Epoch");

    private final String title;

    Axis(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  private final int number;
  private final String experiment;
  private final String title;
  private final String subtitle;
  private final Axis axis;
  private final Quantity quantity;
  private final List<NetworkKind> networks;
  private final List<OptimizerKind> optimizers;
  private final List<Double> learningRates;

  FigureKind(
      int number,
      String experiment,
      String title,
      String subtitle,
      Axis axis,
      Quantity quantity,
      List<NetworkKind> networks,
      List<OptimizerKind> optimizers,
      List<Double> learningRates) {
    this.number = number;
    this.experiment = experiment;
    this.title = title;
    this.subtitle = subtitle;
    this.axis = axis;
    this.quantity = quantity;
    this.networks = networks;
    this.optimizers = optimizers;
    this.learningRates = learningRates;
  }

  /** The paper's number; 6 follows its last. */
  public int number() {
    return number;
  }

  /** Name of the experiment that makes its trials. */
  public String experiment() {
    return experiment;
  }

  /** One line on what it shows. */
  public String title() {
    return title;
  }

  /** What all its trials share. */
  public String subtitle() {
    return subtitle;
  }

  /** What runs from left to right. */
  public Axis axis() {
    return axis;
  }

  /** What is measured. */
  public Quantity quantity() {
    return quantity;
  }

  List<NetworkKind> networks() {
    return networks;
  }

  List<OptimizerKind> optimizers() {
    return optimizers;
  }

  /** Where it is measured. */
  public List<Double> learningRates() {
    return learningRates;
  }

  /** Whether a trial belongs to it; a rule without learning rate stands at each. */
  boolean shows(Trial trial) {
    return networks.contains(trial.network())
        && optimizers.contains(trial.optimizer())
        && (trial.learningRate().isEmpty()
            || learningRates.contains(trial.learningRate().getAsDouble()));
  }
}
