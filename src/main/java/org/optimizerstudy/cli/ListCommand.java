package org.optimizerstudy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.optimizerstudy.experiment.Experiment;
import org.optimizerstudy.experiment.ExperimentReader;
import org.optimizerstudy.metrics.Estimate;
import org.optimizerstudy.results.Environment;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.StoredResults;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the experiments, or the trials of one. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the experiments, or an experiment's trials with estimated times.")
final class ListCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "EXPERIMENT|FILE.yaml",
      arity = "0..1",
      description = "The experiment whose trials to list.")
  private Optional<String> experiment = Optional.empty();

  @Mixin private ExperimentOptions options;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = "results",
      description = "Results directory, for measured speeds (default: ${DEFAULT-VALUE}).")
  private Path output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (experiment.isPresent()) {
      Experiment asked = options.read(experiment.get());
      PrintWriter err = spec.commandLine().getErr();
      StoredResults results = ResultsDirectory.at(output).read();
      ResultsInput.nameDamaged(results, err);
      TrialTables.on(out)
          .list(
              asked.trials(),
              Estimate.from(results.measured(Estimate.REFERENCE_ENGINE, Environment.current())));
      asked.notes().forEach(note -> err.println("note: " + note));
      return 0;
    }
    ExperimentReader reader = Study.experiments();
    for (String name : reader.names()) {
      Experiment found = reader.read(name);
      out.printf("%-25s %4d trials  %s%n", name, found.trials().size(), found.title());
    }
    out.flush();
    return 0;
  }
}
