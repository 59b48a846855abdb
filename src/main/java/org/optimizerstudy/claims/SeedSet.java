package org.optimizerstudy.claims;

import java.util.List;
import java.util.stream.LongStream;
import org.optimizerstudy.experiment.Keyed;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.metrics.Cell;

/** The seeds whose trials decide a claim. */
public enum SeedSet implements Keyed {
  /** All seeds of a cell. */
  ALL("all seeds") {
    @Override
    public boolean holds(Trial trial) {
      return true;
    }
  },
  /**
   * The seeds that were registered with the predicates and margins before any of them was trained.
   * Small CNN: 4 to 13 for Adam, RMSProp, momentum, and Adadelta of DL4J and the paper; 4 to 8 for
   * the others. Medium CNN: 2 to 5. Deep network: 4 to 13. Learning rates above those of figure 3:
   * 1 to 3.
   */
  FRESH("fresh seeds") {
    @Override
    public boolean holds(Trial trial) {
      return registered(Cell.of(trial)).contains(trial.seed());
    }
  };

  private final String key;

  SeedSet(String key) {
    this.key = key;
  }

  @Override
  public String key() {
    return key;
  }

  /** Whether the set contains a trial's seed. */
  public abstract boolean holds(Trial trial);

  /** The registered seeds of a cell, ascending. */
  static List<Long> registered(Cell cell) {
    if (cell.learningRate().orElse(0) > PaperGrid.RATES.get(PaperGrid.RATES.size() - 1)) {
      return range(1, 3);
    }
    return switch (cell.network()) {
      case SMALL_CNN -> isClose(cell) ? range(4, 13) : range(4, 8);
      case MEDIUM_CNN -> range(2, 5);
      case DEEP_MLP -> range(4, 13);
      default -> List.of(); // a network that is not registered
    };
  }

  /** Whether the optimizer ends close to others on the small CNN, so that more seeds are needed. */
  private static boolean isClose(Cell cell) {
    boolean fastAdadelta =
        cell.optimizer() == OptimizerKind.ADADELTA && cell.semantics() != Semantics.TENSORFLOW;
    return fastAdadelta
        || List.of(OptimizerKind.ADAM, OptimizerKind.RMSPROP, OptimizerKind.MOMENTUM)
            .contains(cell.optimizer());
  }

  private static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }
}
