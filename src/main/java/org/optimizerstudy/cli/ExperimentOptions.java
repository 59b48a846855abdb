package org.optimizerstudy.cli;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.optimizerstudy.experiment.Experiment;
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.KnownDataset;
import org.optimizerstudy.experiment.Semantics;
import picocli.CommandLine.Option;

/** Options that change an experiment's grid. */
final class ExperimentOptions {

  @Option(
      names = "--epochs",
      paramLabel = "N",
      converter = KeyConverters.OfEpochs.class,
      description = "Epochs, instead of the experiment's.")
  private Optional<Integer> epochs = Optional.empty();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      split = ",",
      converter = KeyConverters.OfSeed.class,
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

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      converter = KeyConverters.OfDataset.class,
      completionCandidates = KeyConverters.OfDataset.class,
      description =
          "Data set, instead of the experiment's, of: ${COMPLETION-CANDIDATES}. Its files are those"
              + " in --data DIR, or those that Debian's package installs.")
  private Optional<KnownDataset> dataset = Optional.empty();

  Experiment read(String nameOrFile) throws IOException {
    requireOnce("--seeds", seeds);
    requireOnce("--semantics", semantics);
    Experiment experiment = Study.experiments().read(nameOrFile);
    if (dataset.isPresent()) {
      experiment = experiment.on(dataset.get());
    }
    experiment =
        with(experiment, "--epochs", Factor.EPOCHS, epochs.map(List::of).orElse(List.of()));
    experiment = with(experiment, "--semantics", Factor.SEMANTICS, semantics);
    return with(experiment, "--seeds", Factor.SEED, seeds);
  }

  private static <T extends Comparable<? super T>> Experiment with(
      Experiment experiment, String option, Factor<T> factor, List<T> values) {
    return values.isEmpty()
        ? experiment
        : InvalidInputException.checked(option, () -> experiment.with(factor, values));
  }

  private static void requireOnce(String option, List<?> values) {
    Set<Object> seen = new HashSet<>();
    for (Object value : values) {
      if (!seen.add(value)) {
        throw new InvalidInputException(
            "%s: must not list a value twice, found %s".formatted(option, value));
      }
    }
  }
}
