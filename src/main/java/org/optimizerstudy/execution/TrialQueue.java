package org.optimizerstudy.execution;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import org.optimizerstudy.engine.ComputeDevice;
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.Trial;

/** A queue of the trials that no worker has taken, in order. */
final class TrialQueue {

  private final List<Trial> all;
  private final List<Trial> waiting;
  private final int workers;

  /**
   * @param workers number of workers that take trials from the queue
   */
  TrialQueue(List<Trial> trials, int workers) {
    this.all = List.copyOf(trials);
    this.waiting = new LinkedList<>(trials);
    this.workers = workers;
  }

  /**
   * Takes the next trial and, if the device trains several in lockstep, trials that can train with
   * it, at most the worker's share.
   *
   * @return trials of a session; empty if no trial is left
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

  /** The number of trials per worker among those that can train together, so that none is idle. */
  private int share(Trial first) {
    long count = all.stream().filter(trial -> canStepTogether(first, trial)).count();
    return Math.toIntExact((count + workers - 1) / workers);
  }

  /** Whether two trials can train in lockstep. */
  private static boolean canStepTogether(Trial one, Trial other) {
    return one.values().only(Factor.LOCKSTEP).equals(other.values().only(Factor.LOCKSTEP));
  }
}
