package org.optimizerstudy.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.FactorValues;
import org.optimizerstudy.experiment.HyperParameters;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;

/**
 * All values of a trial except its seed. A cell has one trial per seed.
 *
 * @param values values of all other factors
 */
public record Cell(FactorValues values) implements Comparable<Cell> {

  /** The cell of a trial. */
  public static Cell of(Trial trial) {
    return new Cell(trial.values().without(Factor.SEED));
  }

  /** The trial of a seed. */
  public Trial trial(long seed) {
    return new Trial(values.with(Factor.SEED, seed));
  }

  /** The values that the cell shares with other optimizers. */
  public FactorValues workload() {
    return values.only(Factor.WORKLOAD);
  }

  /** The values that the cell shares with other learning rates of the same rule. */
  public FactorValues withoutRate() {
    return values.without(Factor.LEARNING_RATE);
  }

  /** The network. */
  public NetworkKind network() {
    return values.get(Factor.NETWORK);
  }

  /** The reading of the paper's stride; empty for a network without convolutions. */
  public Optional<Reading> reading() {
    return values.find(Factor.READING);
  }

  /** The optimizer. */
  public OptimizerKind optimizer() {
    return values.get(Factor.OPTIMIZER);
  }

  /** The origin of the optimizer's update rule. */
  public Semantics semantics() {
    return values.get(Factor.SEMANTICS);
  }

  /** The learning rate; empty for a rule that has none. */
  public OptionalDouble learningRate() {
    return values.findNumber(Factor.LEARNING_RATE);
  }

  /** Label for readers, for example {@code Adam 0.001 (TensorFlow's rules), small CNN, strided}. */
  public String label() {
    List<String> workload = new ArrayList<>(List.of(network().label()));
    reading().map(Reading::key).ifPresent(workload::add);
    if (!values.isStandard()) {
      workload.add(values.deviations());
    }
    return String.format(
        Locale.ROOT,
        "%s%s%s (%s), %s",
        optimizer().phrase(),
        values.text(Factor.LEARNING_RATE).map(rate -> " " + rate).orElse(""),
        values
            .find(Factor.HYPER_PARAMETERS)
            .filter(deviations -> !deviations.equals(HyperParameters.NONE))
            .map(deviations -> ", " + deviations.words())
            .orElse(""),
        semantics().phrase(),
        String.join(", ", workload));
  }

  @Override
  public int compareTo(Cell other) {
    return values.compareTo(other.values);
  }
}
