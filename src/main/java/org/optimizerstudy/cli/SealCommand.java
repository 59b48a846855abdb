package org.optimizerstudy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.TrialGlob;
import org.optimizerstudy.results.DamagedTrial;
import org.optimizerstudy.results.Marker;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.ResultsLock;
import org.optimizerstudy.results.StoredTrial;
import org.optimizerstudy.results.TrialDirectory;
import org.optimizerstudy.results.TrialReading;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Seals finished trials that have no seal, or that were changed since they were sealed. */
@Command(
    name = "seal",
    mixinStandardHelpOptions = true,
    description = {
      "Seals finished trials as they are: for the first time, or anew after an intended change.",
      "A run seals each trial that it finishes with checksums of its records and of its trial.json;"
          + " a trial that does not agree with its seal is left out of every report. This command"
          + " writes the reason into trial.json, where reports show it. Trials whose records break"
          + " a rule are refused. Exit code 0 if all are sealed, else 1."
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
    if (results.trials(only).isEmpty()) {
      throw new InvalidInputException(directory + ": must hold a trial, found none");
    }
    results = ResultsDirectory.create(directory);
    try (ResultsLock lock = ResultsLock.take(results)) {
      return seal(results.trials(only));
    }
  }

  private int seal(List<TrialDirectory> trials) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    int sealed = 0;
    int right = 0;
    int unfinished = 0;
    int refused = 0;
    for (TrialDirectory trial : trials) {
      TrialReading reading = trial.readUnsealed().orElse(null);
      if (reading instanceof DamagedTrial damaged) {
        refused++;
        spec.commandLine().getErr().println("study: not sealed: " + damaged.message());
      } else if (reading instanceof StoredTrial stored && stored.isFinished()) {
        Optional<String> change = trial.seal(stored, reason);
        change.ifPresent(what -> out.printf("%s: sealed: %s%n", trial.id(), what));
        sealed += change.isPresent() ? 1 : 0;
        right += change.isPresent() ? 0 : 1;
      } else {
        unfinished++;
      }
    }
    out.printf(
        "%d trials sealed, %d had the right seal, %d not finished, %d refused%n",
        sealed, right, unfinished, refused);
    out.flush();
    return refused == 0 ? 0 : 1;
  }
}
