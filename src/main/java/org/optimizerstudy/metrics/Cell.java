package org.optimizerstudy.metrics;

import java.util.Comparator;
import java.util.Locale;
import java.util.OptionalDouble;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.experiment.TrialId;

/**
 * All values of a trial except its seed. A cell has one trial per seed.
 *
 * @param workload values shared with the other optimizers
 * @param learningRate empty for a rule without one
 */
public record Cell(
    Workload workload, OptimizerKind optimizer, Semantics semantics, OptionalDouble learningRate)
    implements Comparable<Cell> {

  private static final Comparator<Cell> ORDER =
      Comparator.comparing(Cell::workload)
          .thenComparing(Cell::semantics)
          .thenComparing(Cell::optimizer)
          .thenComparing(cell -> cell.learningRate().orElse(0));

  /** The cell at a learning rate; a rule without one has the same cell at every rate. */
  public static Cell at(
      Workload workload, OptimizerKind optimizer, Semantics semantics, double learningRate) {
    return new Cell(
        workload,
        optimizer,
        semantics,
        optimizer.hasLearningRate(semantics)
            ? OptionalDouble.of(learningRate)
            : OptionalDouble.empty());
  }

  /** The cell of a trial. */
  public static Cell of(Trial trial) {
    return new Cell(Workload.of(trial), trial.optimizer(), trial.semantics(), trial.learningRate());
  }

  /** The trial of a seed. */
  public Trial trial(long seed) {
    return new Trial(
        workload.setting().dataset(),
        workload.network(),
        workload.reading(),
        optimizer,
        semantics,
        learningRate,
        seed,
        workload.setting().batch(),
        workload.setting().epochs(),
        workload.setting().initialisation());
  }

  /** Label for readers, for example {@code adam 0.001 (tensorflow), small-cnn.strided}. */
  public String label() {
    return String.format(
        Locale.ROOT,
        "%s%s (%s), %s",
        optimizer.key(),
        learningRate.isPresent() ? " " + TrialId.plain(learningRate.getAsDouble()) : "",
        semantics.key(),
        workload.key());
  }

  @Override
  public int compareTo(Cell other) {
    return ORDER.compare(this, other);
  }
}
