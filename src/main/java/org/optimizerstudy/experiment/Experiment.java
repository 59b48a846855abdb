package org.optimizerstudy.experiment;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A named set of trials: the union of its grids.
 *
 * @param name the name of its file without ending
 * @param title one line on what it shows
 * @param grids the grids, those of included experiments among them
 */
public record Experiment(String name, String title, List<Grid> grids) {

  private static final int MAX_TRIALS = 100_000;

  /**
   * @throws InvalidInputException if it has too many trials
   */
  public Experiment {
    grids = List.copyOf(grids);
    long size = grids.stream().mapToLong(Grid::upperBound).sum();
    if (size > MAX_TRIALS) {
      throw new InvalidInputException(
          "must have at most %d trials, found up to %d".formatted(MAX_TRIALS, size));
    }
  }

  /** The trials on a data set, in order, each once even if several grids hold it. */
  public List<Trial> trials(String dataset) {
    Set<Trial> trials = new LinkedHashSet<>();
    grids.forEach(grid -> trials.addAll(grid.trials(dataset)));
    return List.copyOf(trials);
  }

  /** What a reader of the grid may not expect: rules that run once over all learning rates. */
  public List<String> notes() {
    Set<String> notes = new LinkedHashSet<>();
    for (Semantics rule : Semantics.values()) {
      for (OptimizerKind optimizer : OptimizerKind.values()) {
        if (grids.stream().anyMatch(grid -> grid.collapses(optimizer, rule))) {
          notes.add(
              String.format(
                  Locale.ROOT,
                  "%s under %s has no learning rate: it runs once, not once a learning rate",
                  optimizer.key(),
                  rule.key()));
        }
      }
    }
    return List.copyOf(notes);
  }

  /** The same experiment with another number of epochs. */
  public Experiment withEpochs(int epochs) {
    return map(grid -> grid.withEpochs(epochs));
  }

  /** The same experiment with other seeds. */
  public Experiment withSeeds(List<Long> seeds) {
    return map(grid -> grid.withSeeds(seeds));
  }

  /** The same experiment under other semantics. */
  public Experiment withSemantics(List<Semantics> semantics) {
    return map(grid -> grid.withSemantics(semantics));
  }

  private Experiment map(UnaryOperator<Grid> change) {
    return new Experiment(name, title, grids.stream().map(change).toList());
  }
}
