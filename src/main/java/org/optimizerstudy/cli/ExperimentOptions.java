package org.optimizerstudy.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.optimizerstudy.experiment.Experiment;
import org.optimizerstudy.experiment.Semantics;
import picocli.CommandLine.Option;

/** Options that change an experiment's grid. */
final class ExperimentOptions {

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Epochs, instead of the experiment's.")
  private Optional<Integer> epochs = Optional.empty();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      split = ",",
      description = "Seeds, instead of the experiment's: 1,2,3.")
  private List<Long> seeds = List.of();

  @Option(
      names = "--semantics",
      paramLabel = "S",
      split = ",",
      converter = KeyConverters.OfSemantics.class,
      completionCandidates = KeyConverters.OfSemantics.class,
      description = "Semantics, instead of the experiment's, of: ${COMPLETION-CANDIDATES}.")
  private List<Semantics> semantics = List.of();

  Experiment read(String nameOrFile) throws IOException {
    Experiment experiment = Study.experiments().read(nameOrFile);
    if (epochs.isPresent()) {
      experiment = experiment.withEpochs(epochs.get());
    }
    if (!seeds.isEmpty()) {
      experiment = experiment.withSeeds(seeds);
    }
    if (!semantics.isEmpty()) {
      experiment = experiment.withSemantics(semantics);
    }
    return experiment;
  }
}
