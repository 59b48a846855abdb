package org.optimizerstudy.publishing;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.optimizerstudy.claims.ClaimJudge;
import org.optimizerstudy.claims.Judgement;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.figures.Figure;
import org.optimizerstudy.figures.Figures;
import org.optimizerstudy.results.DamagedTrial;
import org.optimizerstudy.results.StoredResults;
import org.optimizerstudy.results.StoredTrial;
import org.optimizerstudy.results.TrialHistory;

/**
 * All that a report tells, read from a results directory once.
 *
 * @param trials that are finished, in the order of their ids
 * @param unfinished begun, but neither completed nor diverged
 * @param damaged left out of everything else
 * @param figures drawn from the finished trials
 * @param judgements of the claims, by the finished trials on MNIST
 * @param outOfSample judgements of the claims by the finished trials on other data sets, by the
 *     data set's name
 */
record Findings(
    List<StoredTrial> trials,
    List<TrialId> unfinished,
    List<DamagedTrial> damaged,
    List<Figure> figures,
    List<Judgement> judgements,
    SortedMap<String, List<Judgement>> outOfSample) {

  Findings {
    trials = List.copyOf(trials);
    unfinished = List.copyOf(unfinished);
    damaged = List.copyOf(damaged);
    figures = List.copyOf(figures);
    judgements = List.copyOf(judgements);
    outOfSample = Collections.unmodifiableSortedMap(new TreeMap<>(outOfSample));
  }

  /**
   * What a results directory tells.
   *
   * @throws InvalidInputException if no trial in it is finished and undamaged
   */
  static Findings of(StoredResults results) {
    List<TrialHistory> histories = results.histories();
    if (histories.isEmpty()) {
      throw new InvalidInputException(
          results.root() + ": must hold finished trials, found none (study run quick makes some)");
    }
    List<TrialId> unfinished =
        results.trials().stream()
            .filter(trial -> !trial.isFinished())
            .map(StoredTrial::id)
            .toList();
    return new Findings(
        results.finished(),
        unfinished,
        results.damaged(),
        Figures.of(histories),
        ClaimJudge.judge(histories),
        ClaimJudge.judgeOutOfSample(histories));
  }

  /**
   * The update rules that are shown first: TensorFlow's, which the paper used, if they were run;
   * else the first that were.
   */
  Semantics headline() {
    return trials.stream()
        .map(trial -> trial.trial().semantics())
        .min(
            Comparator.comparing((Semantics s) -> s != Semantics.TENSORFLOW)
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  List<TrialHistory> histories() {
    return trials.stream().map(StoredTrial::history).toList();
  }

  /** Whether figure 1's images are those that were trained on. */
  boolean isOnMnist() {
    return trials.stream().anyMatch(trial -> trial.trial().dataset().equals(Trial.MNIST));
  }
}
