package org.optimizerstudy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.optimizerstudy.data.Dataset;
import org.optimizerstudy.execution.Verification;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.TrialDirectory;
import org.optimizerstudy.results.TrialStatus;
import org.optimizerstudy.training.TrialRunner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains published trials again and compares their records. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Trains the first epochs of published trials again and compares record by record.",
      "On the same processor, layers and versions, without CUDA, every record must be the same to the last bit;"
          + " elsewhere accuracies within "
          + Verification.ACCURACY_TOLERANCE
          + ", losses within "
          + Verification.LOSS_TOLERANCE
          + " of themselves or of 1. Exit code 0 if all are, else 1."
    })
final class VerifyCommand implements Callable<Integer> {

  @Parameters(paramLabel = "DIR", description = "A results directory; nothing in it is changed.")
  private Path directory;

  @Option(
      names = "--epochs",
      paramLabel = "K",
      defaultValue = "1",
      description = "Epochs to train again (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Mixin private TrainingOptions training;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (epochs < 1) {
      throw new InvalidInputException("--epochs: must be at least 1, found " + epochs);
    }
    List<TrialDirectory> trials = trials();
    BackendOption.Choice choice = training.choose();
    Dataset dataset = training.dataset();
    choice.note().ifPresent(note -> spec.commandLine().getErr().println("note: " + note));
    TrialRunner runner = new TrialRunner(dataset, choice.layers(), choice.devices());
    PrintWriter out = spec.commandLine().getOut();
    int failed = 0;
    for (TrialDirectory trial : trials) {
      Verification.Verdict verdict = Verification.of(trial, runner, epochs);
      out.printf("%s: %s%n", trial.id(), describe(verdict));
      out.flush();
      failed += verdict.holds() ? 0 : 1;
    }
    out.printf("%d of %d trials verified%n", trials.size() - failed, trials.size());
    out.flush();
    return failed == 0 ? 0 : 1;
  }

  private List<TrialDirectory> trials() throws IOException {
    Optional<String> only = training.only();
    ResultsDirectory results = ResultsDirectory.existing(directory);
    results.notes().forEach(note -> spec.commandLine().getErr().println("note: " + note));
    List<TrialDirectory> matching =
        results.trials().stream()
            .filter(trial -> only.isEmpty() || trial.id().matches(only.get()))
            .toList();
    List<TrialDirectory> finished = new ArrayList<>();
    for (TrialDirectory trial : matching) {
      if (trial.status().map(TrialStatus::isFinal).orElse(false)) {
        finished.add(trial);
      }
    }
    if (finished.isEmpty()) {
      throw new InvalidInputException(
          "%s: must hold a finished trial%s, found none"
              .formatted(directory, only.map(glob -> " that matches \"" + glob + "\"").orElse("")));
    }
    return finished;
  }

  private static String describe(Verification.Verdict verdict) {
    if (verdict instanceof Verification.Identical identical) {
      return "IDENTICAL in " + epochs(identical.epochs());
    }
    if (verdict instanceof Verification.Close close) {
      return "WITHIN TOLERANCE in %s; largest difference: %s; not as published: %s"
          .formatted(epochs(close.epochs()), close.difference(), close.environment());
    }
    return "DIFFERENT: " + ((Verification.Different) verdict).difference();
  }

  private static String epochs(int count) {
    return count == 1 ? "1 epoch" : count + " epochs";
  }
}
