package org.optimizerstudy.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.figures.Variant;

/**
 * The trials of one chart; they differ only in optimizer and seed.
 *
 * @param key key that is unique in a run: {@code small-cnn.strided.dl4j.lr0.001}
 * @param label label for readers
 * @param trials in the order of the run
 */
record Panel(String key, String label, List<Trial> trials) {

  Panel {
    trials = List.copyOf(trials);
  }

  /** The panels of a run; a rule without a learning rate is in the panels of all learning rates. */
  static List<Panel> of(List<Trial> run) {
    Map<Variant, List<Trial>> variants =
        run.stream().collect(Collectors.groupingBy(Variant::of, TreeMap::new, Collectors.toList()));
    List<Panel> panels = new ArrayList<>();
    variants.forEach((variant, trials) -> panels.addAll(byRate(variant, trials)));
    return panels;
  }

  private static List<Panel> byRate(Variant variant, List<Trial> trials) {
    TreeSet<Double> rates = new TreeSet<>();
    trials.forEach(trial -> trial.learningRate().ifPresent(rates::add));
    String key = variant.key();
    String label = variant.label();
    if (rates.isEmpty()) {
      return List.of(new Panel(key, label, trials));
    }
    return rates.stream()
        .map(
            rate ->
                new Panel(
                    key + ".lr" + TrialId.plain(rate),
                    label + ", learning rate " + TrialId.plain(rate),
                    trials.stream().filter(trial -> isAt(rate, trial.learningRate())).toList()))
        .toList();
  }

  private static boolean isAt(double rate, OptionalDouble own) {
    return own.isEmpty() || own.getAsDouble() == rate;
  }
}
