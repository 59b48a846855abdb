package org.optimizerstudy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.TrialGlob;
import org.optimizerstudy.results.Marker;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.ResultsLock;
import org.optimizerstudy.results.StoredResults;
import org.optimizerstudy.results.StoredTrial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Seals finished trials that have no seal, or that were changed after they were sealed. */
@Command(
    name = "seal",
    mixinStandardHelpOptions = true,
    description = {
      "Seals finished trials for the first time, or again after an intended change.",
      "A run seals each finished trial with checksums of its records and of its trial.json. Reports"
          + " exclude a trial that does not agree with its seal. This command writes the reason to"
          + " trial.json, where reports show it. Trials whose records break a rule are rejected."
          + " Exit code 0 if all are sealed, else 1."
    })
final class SealCommand implements Callable<Integer> {

  private static final int MAX_REASON = 500;

  @Parameters(paramLabel = "DIR", description = "A results directory.")
  private Path directory;

  @Option(
      names = "--only",
      paramLabel = "GLOB",
      converter = KeyConverters.OfTrialGlob.class,
      description = "Only trials whose id matches, for example '*.adam.*'.")
  private Optional<TrialGlob> only = Optional.empty();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why the trials are sealed; recorded in trial.json.")
  private String reason;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (reason.isBlank() || reason.length() > MAX_REASON || reason.matches(".*\\p{Cntrl}.*")) {
      throw new InvalidInputException(
          "--reason: must be one line of 1 to %d characters, found \"%s\""
              .formatted(MAX_REASON, reason));
    }
    ResultsDirectory results = ResultsDirectory.existing(directory);
    Marker.require(directory);
    if (asked(results).ids().isEmpty()) {
      throw new InvalidInputException(directory + ": must contain a trial, found none");
    }
    results = ResultsDirectory.create(directory);
    try (ResultsLock lock = ResultsLock.take(results)) {
      return seal(results, asked(results));
    }
  }

  private StoredResults asked(ResultsDirectory results) throws IOException {
    return results.readUnsealed().only(only);
  }

  private int seal(ResultsDirectory results, StoredResults trials) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    int sealed = 0;
    for (StoredTrial trial : trials.finished()) {
      Optional<String> change = results.trial(trial.id()).seal(trial, reason);
      change.ifPresent(what -> out.printf("%s: sealed: %s%n", trial.id(), what));
      sealed += change.isPresent() ? 1 : 0;
    }
    PrintWriter err = spec.commandLine().getErr();
    trials.damaged().forEach(trial -> err.println("study: not sealed: " + trial.message()));
    err.flush();
    int finished = trials.finished().size();
    out.printf(
        "%d trials sealed, %d already had the correct seal, %d not finished, %d rejected%n",
        sealed, finished - sealed, trials.trials().size() - finished, trials.damaged().size());
    out.flush();
    return trials.damaged().isEmpty() ? 0 : 1;
  }
}
