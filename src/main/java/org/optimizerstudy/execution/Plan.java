package org.optimizerstudy.execution;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.optimizerstudy.experiment.Experiment;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.experiment.TrialGlob;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.TrialStatus;

/**
 * What a run has to do.
 *
 * @param pending trials to run, in order
 * @param done trials whose records are there already
 */
public record Plan(List<Trial> pending, List<Trial> done) {

  public Plan {
    pending = List.copyOf(pending);
    done = List.copyOf(done);
  }

  /**
   * Splits an experiment's trials by what the results directory holds.
   *
   * @param only what the trials' ids must match; all if empty
   * @throws InvalidInputException if no trial matches
   */
  public static Plan of(
      Experiment experiment, String dataset, Optional<TrialGlob> only, ResultsDirectory results)
      throws IOException {
    List<Trial> trials = matching(experiment, dataset, only);
    List<Trial> pending = new ArrayList<>();
    List<Trial> done = new ArrayList<>();
    for (Trial trial : trials) {
      boolean isDone = results.trial(trial.id()).status().map(TrialStatus::isFinal).orElse(false);
      (isDone ? done : pending).add(trial);
    }
    return new Plan(pending, done);
  }

  /**
   * The trials of an experiment that a run is to have.
   *
   * @param only what the trials' ids must match; all if empty
   * @throws InvalidInputException if no trial matches
   */
  public static List<Trial> matching(
      Experiment experiment, String dataset, Optional<TrialGlob> only) {
    List<Trial> trials = experiment.trials(dataset);
    if (only.isEmpty()) {
      return trials;
    }
    List<Trial> matching = trials.stream().filter(trial -> only.get().matches(trial.id())).toList();
    if (matching.isEmpty()) {
      throw new InvalidInputException(
          "--only: " + only.get().matchesNone(trials.stream().map(Trial::id).toList()));
    }
    return matching;
  }

  /** All trials, done and pending. */
  public List<Trial> all() {
    List<Trial> all = new ArrayList<>(done);
    all.addAll(pending);
    return all;
  }
}
