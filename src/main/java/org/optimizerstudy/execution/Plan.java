package org.optimizerstudy.execution;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.optimizerstudy.experiment.Experiment;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Trial;
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
   * @param only a glob that the trials' ids must match; all if empty
   * @throws InvalidInputException if the glob matches no trial
   */
  public static Plan of(
      Experiment experiment, String dataset, Optional<String> only, ResultsDirectory results)
      throws IOException {
    List<Trial> trials =
        experiment.trials(dataset).stream()
            .filter(trial -> only.isEmpty() || trial.id().matches(only.get()))
            .toList();
    if (trials.isEmpty()) {
      throw new InvalidInputException(
          "--only: must match a trial of %s, found \"%s\" (study list %s shows their ids)"
              .formatted(experiment.name(), only.orElse(""), experiment.name()));
    }
    List<Trial> pending = new ArrayList<>();
    List<Trial> done = new ArrayList<>();
    for (Trial trial : trials) {
      boolean isDone = results.trial(trial.id()).status().map(TrialStatus::isFinal).orElse(false);
      (isDone ? done : pending).add(trial);
    }
    return new Plan(pending, done);
  }

  /** All trials, done and pending. */
  public List<Trial> all() {
    List<Trial> all = new ArrayList<>(done);
    all.addAll(pending);
    return all;
  }
}
