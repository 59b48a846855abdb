package org.optimizerstudy.figures;

import java.util.List;
import java.util.Optional;
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.figures.Chart.Axis;
import org.optimizerstudy.figures.Chart.Form;

/**
 * The figures that are drawn from records: 2 to 5 of the paper, 6 for what it states without a
 * figure, 7 and 8 for the effect of the choice of update rules. A new figure is a constant here.
 */
public enum FigureKind {
  SIZES(
      2,
      "figure2",
      "Test accuracy by optimizer and network",
      "After the last epoch, learning rate 0.001",
      new Form(Axis.NONE, Optional.of(Dimension.OPTIMIZER), Dimension.NETWORK),
      Quantity.TEST_ACCURACY,
      PaperGrid.CNNS,
      PaperGrid.OPTIMIZERS,
      List.of(PaperGrid.FIGURE_2_RATE)),
  LEARNING_RATES(
      3,
      "figure3",
      "Test accuracy against learning rate",
      "After the last epoch, small CNN",
      new Form(Axis.LEARNING_RATE, Optional.empty(), Dimension.OPTIMIZER),
      Quantity.TEST_ACCURACY,
      List.of(NetworkKind.SMALL_CNN),
      PaperGrid.OPTIMIZERS,
      PaperGrid.RATES),
  FAST_ADAM(
      4,
      "figure4-5",
      "Adam at learning rate 0.01, by epoch",
      "Small CNN",
      new Form(Axis.EPOCH, Optional.empty(), Dimension.OPTIMIZER),
      Quantity.TEST_ACCURACY,
      List.of(NetworkKind.SMALL_CNN),
      List.of(OptimizerKind.ADAM),
      List.of(0.01)),
  SLOW_ADAM(
      5,
      "figure4-5",
      "Adam at learning rate 0.0001, by epoch",
      "Small CNN",
      new Form(Axis.EPOCH, Optional.empty(), Dimension.OPTIMIZER),
      Quantity.TEST_ACCURACY,
      List.of(NetworkKind.SMALL_CNN),
      List.of(OptimizerKind.ADAM),
      List.of(0.0001)),
  DEEP_LOSS(
      6,
      "deep-mlp",
      "Training loss of the deep network by epoch",
      "Five dense layers of 100 neurons, learning rate 0.001",
      new Form(Axis.EPOCH, Optional.empty(), Dimension.OPTIMIZER),
      Quantity.TRAINING_LOSS,
      List.of(NetworkKind.DEEP_MLP),
      PaperGrid.OPTIMIZERS,
      List.of(PaperGrid.FIGURE_2_RATE)),
  RULES(
      7,
      "semantics",
      "Test accuracy by epoch and update rule",
      "Learning rate 0.001",
      new Form(Axis.EPOCH, Optional.of(Dimension.OPTIMIZER), Dimension.SEMANTICS),
      Quantity.TEST_ACCURACY,
      List.of(NetworkKind.values()),
      PaperGrid.OPTIMIZERS,
      List.of(PaperGrid.FIGURE_2_RATE)),
  RULES_BY_RATE(
      8,
      "figure3",
      "Test accuracy against learning rate by update rule",
      "After the last epoch",
      new Form(Axis.LEARNING_RATE, Optional.of(Dimension.OPTIMIZER), Dimension.SEMANTICS),
      Quantity.TEST_ACCURACY,
      List.of(NetworkKind.SMALL_CNN),
      PaperGrid.OPTIMIZERS,
      PaperGrid.RATES);

  private final int number;
  private final String experiment;
  private final String title;
  private final String subtitle;
  private final Form form;
  private final Quantity quantity;
  private final List<NetworkKind> networks;
  private final List<OptimizerKind> optimizers;
  private final List<Double> learningRates;

  FigureKind(
      int number,
      String experiment,
      String title,
      String subtitle,
      Form form,
      Quantity quantity,
      List<NetworkKind> networks,
      List<OptimizerKind> optimizers,
      List<Double> learningRates) {
    this.number = number;
    this.experiment = experiment;
    this.title = title;
    this.subtitle = subtitle;
    this.form = form;
    this.quantity = quantity;
    this.networks = networks;
    this.optimizers = optimizers;
    this.learningRates = learningRates;
  }

  /** The paper's number; 6 and more follow its last. */
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

  /** Whether each of its lines is of other update rules. */
  public boolean comparesRules() {
    return form.lines() == Dimension.SEMANTICS;
  }

  Form form() {
    return form;
  }

  Quantity quantity() {
    return quantity;
  }

  List<NetworkKind> networks() {
    return networks;
  }

  List<OptimizerKind> optimizers() {
    return optimizers;
  }

  List<Double> learningRates() {
    return learningRates;
  }

  /** Whether a trial belongs to it; a rule without learning rate stands at each. */
  boolean shows(Trial trial) {
    return networks.contains(trial.network())
        && optimizers.contains(trial.optimizer())
        && (trial.learningRate().isEmpty()
            || learningRates.contains(trial.learningRate().getAsDouble()));
  }

  /** What of a trial the figure neither fixes nor compares. */
  Variant variantOf(Trial trial) {
    Variant variant = Variant.of(trial);
    if (networks.size() == 1 || form.lines() == Dimension.NETWORK) {
      variant = variant.without(Factor.NETWORK);
    }
    return comparesRules() ? variant.without(Factor.SEMANTICS) : variant;
  }
}
