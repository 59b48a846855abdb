package org.optimizerstudy.execution;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import org.optimizerstudy.engine.ComputeDevice;
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.Trial;

/** The trials that no worker has taken yet, in order. */
final class TrialQueue {

  private final List<Trial> all;
  private final List<Trial> waiting;
  private final int workers;

  /**
   * @param workers that take from it
   */
  TrialQueue(List<Trial> trials, int workers) {
    this.all = List.copyOf(trials);
    this.waiting = new LinkedList<>(trials);
    this.workers = workers;
  }

  /**
   * Takes the next trial and, if the device trains several in lockstep, those that can step with
   * it, at most this worker's share.
   *
   * @return the trials of a session; none if no trial is left
   */
  synchronized List<Trial> next(ComputeDevice device) {
    List<Trial> session = new ArrayList<>();
    if (waiting.isEmpty()) {
      return session;
    }
    Trial first = waiting.get(0);
    int most = Math.min(device.lockstep(first), share(first));
    Iterator<Trial> trials = waiting.iterator();
    while (trials.hasNext() && session.size() < most) {
      Trial trial = trials.next();
      if (canStepTogether(first, trial)) {
        session.add(trial);
        trials.remove();
      }
    }
    return session;
  }

  /** What each worker gets of the trials that can step together; none shall wait for another. */
  private int share(Trial first) {
    long count = all.stream().filter(trial -> canStepTogether(first, trial)).count();
    return Math.toIntExact((count + workers - 1) / workers);
  }

  /** Whether two trials take the same steps through the same layers. */
  private static boolean canStepTogether(Trial one, Trial other) {
    return one.values().only(Factor.LOCKSTEP).equals(other.values().only(Factor.LOCKSTEP));
  }
}
