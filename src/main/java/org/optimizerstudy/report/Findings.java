package org.optimizerstudy.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.optimizerstudy.claims.Claims;
import org.optimizerstudy.claims.Judgement;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.results.Course;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.TrialDirectory;
import org.optimizerstudy.results.TrialStatus;

/**
 * All that a report tells, read from a results directory once.
 *
 * @param trials that are finished, in the order of their ids
 * @param unfinished begun, but neither completed nor diverged
 * @param figures drawn from the finished trials
 * @param judgements of the claims, by the finished trials
 */
record Findings(
    List<Finished> trials,
    List<TrialId> unfinished,
    List<Figure> figures,
    List<Judgement> judgements) {

  Findings {
    trials = List.copyOf(trials);
    unfinished = List.copyOf(unfinished);
    figures = List.copyOf(figures);
    judgements = List.copyOf(judgements);
  }

  /**
   * A finished trial.
   *
   * @param course its records
   * @param provenance its trial.json
   */
  record Finished(Course course, JsonNode provenance) {
    Trial trial() {
      return course.trial();
    }
  }

  /**
   * Reads a part of a results directory.
   *
   * @param selected which trials
   * @throws InvalidInputException if none of them is finished, or a file is damaged
   */
  static Findings read(ResultsDirectory results, Predicate<TrialId> selected) throws IOException {
    List<Course> all = results.courses();
    if (all.isEmpty()) {
      throw new InvalidInputException(
          results.root() + ": must hold finished trials, found none (study run quick makes some)");
    }
    List<Course> courses =
        all.stream().filter(course -> selected.test(course.trial().id())).toList();
    if (courses.isEmpty()) {
      throw new InvalidInputException(
          "%s: must hold finished trials of those asked for, found none among %d"
              .formatted(results.root(), all.size()));
    }
    List<Finished> finished = new ArrayList<>();
    for (Course course : courses) {
      finished.add(new Finished(course, results.trial(course.trial().id()).json()));
    }
    List<TrialId> unfinished = new ArrayList<>();
    for (TrialDirectory trial : results.trials()) {
      if (selected.test(trial.id()) && !trial.status().map(TrialStatus::isFinal).orElse(false)) {
        unfinished.add(trial.id());
      }
    }
    return new Findings(finished, unfinished, Figures.of(courses), Claims.judge(courses));
  }

  List<Course> courses() {
    return trials.stream().map(Finished::course).toList();
  }

  /** Whether figure 1's images are those that were trained on. */
  boolean isOnMnist() {
    return trials.stream().anyMatch(trial -> trial.trial().dataset().equals(Trial.MNIST));
  }
}
