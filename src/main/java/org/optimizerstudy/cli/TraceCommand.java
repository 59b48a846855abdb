package org.optimizerstudy.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.HyperParameters;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.optimizer.GivenGradients;
import org.optimizerstudy.optimizer.RuleCatalogue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Applies an update rule to given gradients. */
@Command(
    name = "trace",
    mixinStandardHelpOptions = true,
    description = {
      "Applies an optimizer to given gradients and prints theta after each step: one CSV row per"
          + " step, without a header, every value with enough digits to restore the float exactly."
    })
final class TraceCommand implements Callable<Integer> {

  private static final String STANDARD_INPUT = "-";

  @Parameters(
      paramLabel = "GRADIENTS.csv",
      description =
          "CSV without a header: a file, a pipe, or - for standard input. The first row is theta_0,"
              + " each later row a gradient; at most 1,000,000 values per row, any number of rows.")
  private String gradients;

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
      converter = KeyConverters.OfLearningRate.class,
      description = "The learning rate; required unless the rule has none.")
  private Optional<Double> learningRate = Optional.empty();

  @Option(
      names = "--hyper-parameter",
      paramLabel = "NAME=VALUE",
      description = "A hyper-parameter instead of the rule's default, such as epsilon=1e-4.")
  private Map<String, String> hyperParameters = Map.of();

  @Mixin private EngineOption engine;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    OptionalDouble rate = rate();
    PrintWriter out = spec.commandLine().getOut();
    try (GivenGradients given = GivenGradients.read(name(), open())) {
      Optional<float[]> gradient = given.next();
      if (gradient.isEmpty()) {
        throw new InvalidInputException(
            name() + ": must have at least one gradient after theta_0, found 1 row");
      }
      UnaryOperator<float[]> step =
          engine
              .start()
              .devices()
              .get(0)
              .trace(RuleCatalogue.rule(optimizer, semantics, rate, values()), given.start());
      while (gradient.isPresent() && print(step.apply(gradient.get()), out)) {
        gradient = given.next();
      }
    }
    return 0;
  }

  /** Prints a row; returns false if the reader has closed the pipe, as head does. */
  private static boolean print(float[] theta, PrintWriter out) {
    for (int i = 0; i < theta.length; i++) {
      if (i > 0) {
        out.print(',');
      }
      out.print(theta[i]);
    }
    out.println();
    return !out.checkError();
  }

  private String name() {
    return gradients.equals(STANDARD_INPUT) ? "standard input" : gradients;
  }

  private InputStream open() throws IOException {
    if (gradients.equals(STANDARD_INPUT)) {
      return System.in;
    }
    Path file = Path.of(gradients);
    if (gradients.isEmpty() || !Files.exists(file)) {
      throw new InvalidInputException("not found: \"" + gradients + "\"");
    }
    if (Files.isDirectory(file)) {
      throw new InvalidInputException(
          file + ": must be a CSV file of gradients, found a directory");
    }
    return Files.newInputStream(file);
  }

  private HyperParameters values() {
    return InvalidInputException.checked(
        "--hyper-parameter",
        () -> Factor.HYPER_PARAMETERS.parse(HyperParameters.text(hyperParameters)));
  }

  private OptionalDouble rate() {
    if (!optimizer.hasLearningRate(semantics)) {
      if (learningRate.isPresent()) {
        spec.commandLine()
            .getErr()
            .printf(
                "note: %s under %s has no learning rate; %s is not used%n",
                optimizer.key(), semantics.key(), TrialId.plain(learningRate.get()));
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
