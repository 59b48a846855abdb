package org.optimizerstudy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.optimizerstudy.data.DataFiles;
import org.optimizerstudy.data.Dataset;
import org.optimizerstudy.engine.Engines;
import org.optimizerstudy.execution.Verification;
import org.optimizerstudy.execution.Verification.Precision;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.KnownDataset;
import org.optimizerstudy.experiment.TrialGlob;
import org.optimizerstudy.results.DamagedTrial;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.StoredResults;
import org.optimizerstudy.results.StoredTrial;
import org.optimizerstudy.results.TrialReading;
import org.optimizerstudy.training.TrialRunner;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Trains published trials again and compares the records. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Trains the first epochs of published trials again and compares record by record.",
      "Every record must be identical to the last bit. On another processor, with other libraries or"
          + " on a GPU, floats may round differently; --tolerance allows for that. Exit code 0 if all"
          + " trials are verified, else 1."
    })
final class VerifyCommand implements Callable<Integer> {

  private static final String ALL = "all";

  @Parameters(paramLabel = "DIR", description = "A results directory; it is not changed.")
  private Path directory;

  @Option(
      names = "--epochs",
      paramLabel = "K",
      defaultValue = "1",
      converter = Epochs.class,
      description = "Epochs to train again, or " + ALL + " (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--tolerance",
      description =
          "Require accuracies within "
              + Verification.ACCURACY_TOLERANCE
              + " and losses within "
              + Verification.LOSS_TOLERANCE
              + " of themselves or of 1, instead of identical bits.")
  private boolean tolerance;

  @Mixin private TrainingOptions training;

  @Spec private CommandSpec spec;

  /** A number of epochs, or all. */
  static final class Epochs implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      try {
        return text.equals(ALL) ? Integer.MAX_VALUE : Integer.parseInt(text);
      } catch (NumberFormatException e) {
        throw new TypeConversionException(
            "must be a number or " + ALL + ", found \"" + text + "\"");
      }
    }
  }

  @Override
  public Integer call() throws IOException {
    if (epochs < 1) {
      throw new InvalidInputException("--epochs: must be at least 1, found " + epochs);
    }
    List<TrialReading> trials = trials();
    Map<Optional<KnownDataset>, Optional<DataFiles>> files = new HashMap<>();
    for (TrialReading reading : trials) {
      if (reading instanceof StoredTrial trial && !files.containsKey(named(trial))) {
        files.put(named(trial), training.files(named(trial)));
      }
    }
    Engines.Started engine = training.engine().start();
    engine.note().ifPresent(note -> spec.commandLine().getErr().println("note: " + note));
    Map<Optional<KnownDataset>, TrialRunner> runners = new HashMap<>();
    PrintWriter out = spec.commandLine().getOut();
    int verified = 0;
    for (TrialReading reading : trials) {
      if (reading instanceof StoredTrial trial) {
        if (!runners.containsKey(named(trial))) {
          Optional<DataFiles> found = files.get(named(trial));
          Dataset dataset = found.isPresent() ? found.get().load() : Dataset.mnist();
          runners.put(named(trial), new TrialRunner(engine, dataset));
        }
        Verification.Result result =
            Verification.of(
                trial,
                runners.get(named(trial)),
                epochs,
                tolerance ? Precision.TOLERANCE : Precision.BITS);
        out.printf("%s: %s%n", trial.id(), describe(result, trial));
        verified += result.holds() ? 1 : 0;
      } else if (reading instanceof DamagedTrial damaged) {
        out.printf("%s: DAMAGED: %s%n", damaged.id(), damaged.message());
      }
      out.flush();
    }
    out.printf("%d of %d trials verified%s%n", verified, trials.size(), extent(trials));
    out.flush();
    return verified == trials.size() ? 0 : 1;
  }

  /**
   * The data set that a trial names besides MNIST. With MNIST, or with data that have no known
   * name, the trial is trained on the data that the user gives.
   */
  private static Optional<KnownDataset> named(StoredTrial trial) {
    return KnownDataset.named(trial.trial().dataset()).filter(known -> known != KnownDataset.MNIST);
  }

  /** The trials to verify: finished ones, and damaged ones, which fail. */
  private List<TrialReading> trials() throws IOException {
    Optional<TrialGlob> only = training.only();
    StoredResults all = ResultsDirectory.existing(directory).read();
    all.notes().forEach(note -> spec.commandLine().getErr().println("note: " + note));
    StoredResults results = all.only(only);
    List<TrialReading> found = new ArrayList<>(results.finished());
    found.addAll(results.damaged());
    if (found.isEmpty()) {
      throw new InvalidInputException(
          "%s: must contain a finished trial%s, found none"
              .formatted(directory, only.map(glob -> " that matches \"" + glob + "\"").orElse("")));
    }
    return found;
  }

  private String describe(Verification.Result result, StoredTrial trial) {
    if (result instanceof Verification.Identical identical) {
      return "IDENTICAL in " + epochs(identical.epochs(), identical.evaluated(), trial);
    }
    if (result instanceof Verification.Close close) {
      return "WITHIN TOLERANCE in %s; largest difference: %s%s"
          .formatted(
              epochs(close.epochs(), close.evaluated(), trial),
              close.difference(),
              environment(close.environment()));
    }
    Verification.Different different = (Verification.Different) result;
    boolean mayBeRounding = !tolerance && !different.environment().isEmpty();
    return "DIFFERENT: %s%s%s"
        .formatted(
            different.difference(),
            environment(different.environment()),
            mayBeRounding
                ? "; this may be the reason: --tolerance allows for different rounding"
                : "");
  }

  private static String environment(List<String> differences) {
    return differences.isEmpty()
        ? "; the environment is as published"
        : "; not as published: " + String.join(", ", differences);
  }

  private static String epochs(int compared, boolean evaluated, StoredTrial trial) {
    return compared == 0
        ? "no epoch: the trial diverges in epoch 1"
        : "%s of %d%s"
            .formatted(
                epochs(compared),
                trial.records().size(),
                evaluated ? ", final measures and predictions" : "");
  }

  private static String epochs(int last) {
    return last == 1 ? "epoch 1" : "epochs 1 to " + last;
  }

  /** The extent of the comparison, in words. */
  private String extent(List<TrialReading> trials) {
    List<Integer> lengths =
        trials.stream()
            .filter(StoredTrial.class::isInstance)
            .map(trial -> ((StoredTrial) trial).records().size())
            .sorted()
            .toList();
    if (lengths.isEmpty()) {
      return "";
    }
    int shortest = lengths.get(0);
    int longest = lengths.get(lengths.size() - 1);
    return ": %s of %s"
        .formatted(
            epochs(Math.min(epochs, longest)),
            shortest == longest ? Integer.toString(longest) : shortest + " to " + longest);
  }
}
