package org.optimizerstudy.execution;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.optimizerstudy.experiment.Experiment;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.experiment.TrialGlob;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.results.DamagedTrial;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.StoredResults;
import org.optimizerstudy.results.StoredTrial;
import org.optimizerstudy.results.TrialDirectory;
import org.optimizerstudy.results.TrialReading;

/**
 * The trials of a run, by what the results directory holds of them.
 *
 * @param pending trials to run, in order
 * @param done trials that are finished
 * @param begun stored trials, done and pending
 * @param damaged trials that can neither be run nor counted as done until they are repaired
 */
public record Plan(
    List<Trial> pending, List<Trial> done, List<StoredTrial> begun, List<DamagedTrial> damaged) {

  public Plan {
    pending = List.copyOf(pending);
    done = List.copyOf(done);
    begun = List.copyOf(begun);
    damaged = List.copyOf(damaged);
  }

  /**
   * Plans the run of trials.
   *
   * @throws IOException if the directory cannot be read
   */
  public static Plan of(List<Trial> trials, ResultsDirectory results) throws IOException {
    return of(trials, results, results.read());
  }

  /** Plans the run of trials from what was read of the directory. */
  public static Plan of(List<Trial> trials, ResultsDirectory results, StoredResults read)
      throws IOException {
    Map<TrialId, StoredTrial> known =
        read.trials().stream().collect(Collectors.toMap(StoredTrial::id, trial -> trial));
    List<Trial> pending = new ArrayList<>();
    List<Trial> done = new ArrayList<>();
    List<StoredTrial> begun = new ArrayList<>();
    List<DamagedTrial> damaged = new ArrayList<>();
    for (Trial trial : trials) {
      TrialDirectory directory = results.trial(trial.id());
      TrialReading reading = known.get(trial.id());
      if (reading == null) { // not begun, damaged, or a copy of another trial
        reading = directory.read().orElse(null);
      }
      if (reading instanceof StoredTrial stored) {
        begun.add(stored);
        (stored.isFinished() ? done : pending).add(trial);
        if (!stored.isFinished()) {
          directory.obstacle().ifPresent(damaged::add);
        }
      } else {
        pending.add(trial);
        if (reading instanceof DamagedTrial damage) {
          damaged.add(damage);
        }
      }
    }
    return new Plan(pending, done, begun, damaged);
  }

  /**
   * The trials of an experiment that match a pattern.
   *
   * @param only pattern of the ids; all trials if empty
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

  /**
   * Checks that no trial is damaged.
   *
   * @throws InvalidInputException if a trial is damaged
   */
  public void requireUndamaged() {
    if (!damaged.isEmpty()) {
      throw new InvalidInputException(
          "%d of %d requested trials are damaged; repair them as described above before training"
              .formatted(damaged.size(), all().size()));
    }
  }

  /** All trials, done and pending. */
  public List<Trial> all() {
    List<Trial> all = new ArrayList<>(done);
    all.addAll(pending);
    return all;
  }
}
