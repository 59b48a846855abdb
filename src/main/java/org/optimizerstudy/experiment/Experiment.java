package org.optimizerstudy.experiment;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A named set of trials: the union of its grids.
 *
 * @param name name of the file without its ending
 * @param title purpose of the experiment, in one line
 * @param dataset data set that the experiment names; empty for MNIST or the data that the user
 *     gives
 * @param grids grids, including those of included experiments
 */
public record Experiment(
    String name, String title, Optional<KnownDataset> dataset, List<Grid> grids) {

  private static final int MAX_TRIALS = 100_000;

  /**
   * @throws InvalidInputException if it has too many trials
   */
  public Experiment {
    grids = List.copyOf(grids);
    long size = grids.stream().mapToLong(Grid::upperBound).sum();
    if (size > MAX_TRIALS) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT, "must have at most %d trials, found up to %d", MAX_TRIALS, size));
    }
  }

  /** The trials on a data set in order, without duplicates. */
  public List<Trial> trials(String dataset) {
    Set<Trial> trials = new LinkedHashSet<>();
    grids.forEach(grid -> trials.addAll(grid.trials(dataset)));
    return List.copyOf(trials);
  }

  /** The same experiment on another data set. */
  public Experiment on(KnownDataset other) {
    return new Experiment(name, title, Optional.of(other), grids);
  }

  /** The trials on the data set that the experiment names, or on MNIST. */
  public List<Trial> trials() {
    return trials(dataset.orElse(KnownDataset.MNIST).key());
  }

  /** Notes on rules without a learning rate, which run once and not once per learning rate. */
  public List<String> notes() {
    Set<String> notes = new LinkedHashSet<>();
    for (Semantics rule : Semantics.values()) {
      for (OptimizerKind optimizer : OptimizerKind.values()) {
        if (grids.stream().anyMatch(grid -> grid.collapses(optimizer, rule))) {
          notes.add(
              String.format(
                  Locale.ROOT,
                  "%s under %s has no learning rate: it runs once, not once per learning rate",
                  optimizer.key(),
                  rule.key()));
        }
      }
    }
    return List.copyOf(notes);
  }

  /**
   * The same experiment with other values of a factor.
   *
   * @throws InvalidInputException if an optimizer has no rule under one of the semantics, or there
   *     are too many trials
   */
  public <T extends Comparable<? super T>> Experiment with(Factor<T> factor, List<T> values) {
    return new Experiment(
        name,
        title,
        dataset,
        grids.stream().map(grid -> grid.with(factor, values).checked()).toList());
  }
}
