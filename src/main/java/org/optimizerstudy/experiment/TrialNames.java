package org.optimizerstudy.experiment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Short names that distinguish the trials of a set: the parts of their ids that the trials do not
 * all share, for example {@code adam lr0.01}. The optimizer is always a part.
 */
public final class TrialNames {

  private final String shared;
  private final List<Factor<?>> distinguishing;

  private TrialNames(String shared, List<Factor<?>> distinguishing) {
    this.shared = shared;
    this.distinguishing = distinguishing;
  }

  /** The names of these trials. */
  public static TrialNames of(Collection<Trial> trials) {
    List<String> shared = new ArrayList<>();
    List<Factor<?>> distinguishing = new ArrayList<>();
    for (Factor<?> factor : Factor.ALL) {
      List<String> segments =
          trials.stream().flatMap(t -> factor.segment(t.values()).stream()).distinct().toList();
      if (factor == Factor.OPTIMIZER || segments.size() > 1) {
        distinguishing.add(factor);
      } else if (trials.stream().anyMatch(trial -> !trial.values().isHidden(factor))) {
        shared.addAll(segments);
      }
    }
    return new TrialNames(String.join(" ", shared), distinguishing);
  }

  /** The parts that all trials share, for example {@code small-cnn strided dl4j seed1}. */
  public String shared() {
    return shared;
  }

  /** The short name of one of the trials; it is unique among them. */
  public String of(Trial trial) {
    return String.join(
        " ", distinguishing.stream().flatMap(f -> f.segment(trial.values()).stream()).toList());
  }
}
