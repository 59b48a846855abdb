package org.optimizerstudy.experiment;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The product of its axes: every combination is a trial. A network without convolutions ignores the
 * readings, a rule without a learning rate ignores the learning rates; such trials appear once.
 */
public record Grid(
    List<NetworkKind> networks,
    List<Reading> readings,
    List<OptimizerKind> optimizers,
    List<Semantics> semantics,
    List<Double> learningRates,
    List<Long> seeds,
    List<Integer> batches,
    int epochs,
    List<Initialisation> initialisations) {

  /**
   * @throws InvalidInputException if an optimizer has no rule under one of the semantics
   */
  public Grid {
    networks = List.copyOf(networks);
    readings = List.copyOf(readings);
    optimizers = List.copyOf(optimizers);
    semantics = List.copyOf(semantics);
    learningRates = List.copyOf(learningRates);
    seeds = List.copyOf(seeds);
    batches = List.copyOf(batches);
    initialisations = List.copyOf(initialisations);
    for (OptimizerKind optimizer : optimizers) {
      semantics.forEach(optimizer::requireRule);
    }
  }

  /** The trials on a data set, in the order of the axes, each once. */
  public Set<Trial> trials(String dataset) {
    Set<Trial> trials = new LinkedHashSet<>();
    for (NetworkKind network : networks) {
      for (Optional<Reading> reading : readingsOf(network)) {
        for (Initialisation initialisation : initialisations) {
          for (int batch : batches) {
            for (Semantics rule : semantics) {
              for (OptimizerKind optimizer : optimizers) {
                for (OptionalDouble rate : ratesOf(optimizer, rule)) {
                  for (long seed : seeds) {
                    trials.add(
                        new Trial(
                            dataset,
                            network,
                            reading,
                            optimizer,
                            rule,
                            rate,
                            seed,
                            batch,
                            epochs,
                            initialisation));
                  }
                }
              }
            }
          }
        }
      }
    }
    return trials;
  }

  /** The most trials that it can have. */
  long upperBound() {
    return Stream.of(
            networks,
            readings,
            optimizers,
            semantics,
            learningRates,
            seeds,
            batches,
            initialisations)
        .mapToLong(List::size)
        .reduce(1, (a, b) -> a > Integer.MAX_VALUE / b ? Integer.MAX_VALUE : a * b);
  }

  /** Whether several learning rates meet a rule that has none. */
  boolean collapses(OptimizerKind optimizer, Semantics rule) {
    return learningRates.size() > 1
        && optimizers.contains(optimizer)
        && semantics.contains(rule)
        && !optimizer.hasLearningRate(rule);
  }

  Grid withEpochs(int newEpochs) {
    return new Grid(
        networks,
        readings,
        optimizers,
        semantics,
        learningRates,
        seeds,
        batches,
        newEpochs,
        initialisations);
  }

  Grid withSeeds(List<Long> newSeeds) {
    return new Grid(
        networks,
        readings,
        optimizers,
        semantics,
        learningRates,
        newSeeds,
        batches,
        epochs,
        initialisations);
  }

  Grid withSemantics(List<Semantics> newSemantics) {
    return new Grid(
        networks,
        readings,
        optimizers,
        newSemantics,
        learningRates,
        seeds,
        batches,
        epochs,
        initialisations);
  }

  private List<Optional<Reading>> readingsOf(NetworkKind network) {
    return network.isConvolutional()
        ? readings.stream().map(Optional::of).toList()
        : List.of(Optional.empty());
  }

  private List<OptionalDouble> ratesOf(OptimizerKind optimizer, Semantics rule) {
    return optimizer.hasLearningRate(rule)
        ? learningRates.stream().map(OptionalDouble::of).toList()
        : List.of(OptionalDouble.empty());
  }
}
