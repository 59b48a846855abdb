package org.optimizerstudy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.nd4j.linalg.learning.config.IUpdater;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.optimizer.GivenGradients;
import org.optimizerstudy.optimizer.RuleCatalogue;
import org.optimizerstudy.optimizer.Trace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Applies an update rule to given gradients. */
@Command(
    name = "trace",
    mixinStandardHelpOptions = true,
    description = {
      "Applies an optimizer to given gradients and prints theta after each step: one CSV row a step,"
          + " no header, every value with the digits that restore the float exactly."
    })
final class TraceCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "GRADIENTS.csv",
      description = "CSV without header: the first row is theta_0, each later row a gradient.")
  private Path gradients;

  @Option(
      names = "--optimizer",
      required = true,
      paramLabel = "O",
      converter = KeyConverters.OfOptimizer.class,
      completionCandidates = KeyConverters.OfOptimizer.class,
      description = "One of: ${COMPLETION-CANDIDATES}.")
  private OptimizerKind optimizer;

  @Option(
      names = "--semantics",
      paramLabel = "S",
      defaultValue = "dl4j",
      converter = KeyConverters.OfSemantics.class,
      completionCandidates = KeyConverters.OfSemantics.class,
      description = "One of: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Semantics semantics;

  @Option(
      names = "--learning-rate",
      paramLabel = "R",
      description = "The learning rate; needed unless the rule has none.")
  private Optional<Double> learningRate = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    BackendOption.placeOnCpu(spec);
    GivenGradients given = GivenGradients.read(gradients);
    IUpdater updater = RuleCatalogue.updater(optimizer, semantics, rate());
    PrintWriter out = spec.commandLine().getOut();
    for (float[] theta : Trace.of(updater, given.start(), given.gradients())) {
      StringJoiner row = new StringJoiner(",");
      for (float value : theta) {
        row.add(Float.toString(value));
      }
      out.println(row);
    }
    out.flush();
    return 0;
  }

  private OptionalDouble rate() {
    if (!optimizer.hasLearningRate(semantics)) {
      if (learningRate.isPresent()) {
        spec.commandLine()
            .getErr()
            .printf(
                "note: %s under %s has no learning rate; %s is not used%n",
                optimizer.key(), semantics.key(), learningRate.get());
      }
      return OptionalDouble.empty();
    }
    double rate =
        learningRate.orElseThrow(
            () ->
                new InvalidInputException(
                    "--learning-rate: must be given for %s under %s, found none"
                        .formatted(optimizer.key(), semantics.key())));
    return OptionalDouble.of(rate);
  }
}
