package org.optimizerstudy.publishing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.optimizerstudy.claims.Judgement;
import org.optimizerstudy.claims.JudgementFormat;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.figures.Names;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.TrialHistory;

/**
 * What a judgement is based on, in words.
 *
 * @param trials number, networks, optimizers, learning rates, seeds and training time; empty if it
 *     was not run or nothing was trained for it
 * @param command trains these trials; empty likewise
 */
record EvidenceSummary(String trials, String command) {

  /**
   * The evidence of a judgement.
   *
   * @param histories the finished trials by their ids
   */
  static EvidenceSummary of(Judgement judgement, Map<TrialId, TrialHistory> histories) {
    List<TrialHistory> own =
        judgement.trials().stream().map(histories::get).filter(Objects::nonNull).toList();
    if (own.isEmpty() || judgement.experiments().isEmpty()) {
      return new EvidenceSummary("", "");
    }
    List<String> parts = new ArrayList<>();
    parts.add(own.size() == 1 ? "1 trial" : own.size() + " trials");
    parts.add(listed(own, trial -> trial.network().ordinal(), t -> Names.of(t.network())));
    parts.add(listed(own, trial -> trial.optimizer().ordinal(), t -> t.optimizer().phrase()));
    List<String> rates =
        distinct(own, t -> t.learningRate().orElse(0)).stream()
            .filter(rate -> rate > 0)
            .map(TrialId::plain)
            .toList();
    if (!rates.isEmpty()) {
      parts.add((rates.size() == 1 ? "learning rate " : "learning rates ") + range(rates));
    }
    List<String> seeds =
        distinct(own, Trial::seed).stream().map(seed -> Long.toString(seed.longValue())).toList();
    parts.add((seeds.size() == 1 ? "seed " : "seeds ") + String.join(", ", seeds));
    double seconds =
        own.stream()
            .flatMap(history -> history.records().stream())
            .mapToDouble(EpochRecord::seconds)
            .sum();
    parts.add("trained in " + JudgementFormat.duration(seconds));
    return new EvidenceSummary(String.join("; ", parts), command(judgement, seeds));
  }

  private static String command(Judgement judgement, List<String> seeds) {
    return judgement.experiments().stream()
        .map(
            experiment ->
                String.format(
                    Locale.ROOT,
                    "./study run %s --semantics %s --seeds %s",
                    experiment,
                    judgement.semantics().key(),
                    String.join(",", seeds)))
        .collect(Collectors.joining(" && "));
  }

  private static Collection<Double> distinct(
      List<TrialHistory> histories, ToDoubleFunction<Trial> value) {
    return histories.stream()
        .map(history -> value.applyAsDouble(history.trial()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Distinct values in order. */
  private static String listed(
      List<TrialHistory> histories, ToDoubleFunction<Trial> order, Function<Trial, String> name) {
    return histories.stream()
        .map(TrialHistory::trial)
        .sorted((a, b) -> Double.compare(order.applyAsDouble(a), order.applyAsDouble(b)))
        .map(name)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String range(List<String> sorted) {
    return sorted.size() == 1
        ? sorted.get(0)
        : sorted.get(0) + " to " + sorted.get(sorted.size() - 1);
  }
}
