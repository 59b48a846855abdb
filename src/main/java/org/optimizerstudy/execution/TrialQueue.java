package org.optimizerstudy.execution;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import org.optimizerstudy.engine.ComputeDevice;
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.FactorValues;
import org.optimizerstudy.experiment.Trial;

/** The trials that no worker has taken yet, in order. */
final class TrialQueue {

  private final List<Trial> waiting;

  TrialQueue(List<Trial> trials) {
    waiting = new LinkedList<>(trials);
  }

  /**
   * Takes the next trial and, if the device trains several in lockstep, those that can step with
   * it.
   *
   * @return the trials of a session; none if no trial is left
   */
  synchronized List<Trial> next(ComputeDevice device) {
    List<Trial> session = new ArrayList<>();
    Iterator<Trial> trials = waiting.iterator();
    while (trials.hasNext()) {
      Trial trial = trials.next();
      if (session.isEmpty() || canStepTogether(session.get(0), trial)) {
        session.add(trial);
        trials.remove();
        if (session.size() >= device.lockstep(session.get(0))) {
          break;
        }
      }
    }
    return session;
  }

  /** Whether two trials take the same steps through the same layers. */
  private static boolean canStepTogether(Trial one, Trial other) {
    return steps(one).equals(steps(other));
  }

  private static FactorValues steps(Trial trial) {
    return trial
        .values()
        .only(Factor.DATASET, Factor.NETWORK, Factor.READING, Factor.FILTERS, Factor.BATCH);
  }
}
