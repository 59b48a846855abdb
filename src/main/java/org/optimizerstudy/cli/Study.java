package org.optimizerstudy.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.optimizerstudy.experiment.ExperimentReader;
import org.optimizerstudy.experiment.Printable;
import org.optimizerstudy.results.Environment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program. Exit codes: 0 done, 1 failed, 2 bad usage or configuration, 130 or 143 stopped. */
@Command(
    name = "study",
    mixinStandardHelpOptions = true,
    versionProvider = Study.Version.class,
    description =
        "Reruns \"Comparison Analysis of TensorFlow's Optimizer Based on MNIST's CNN Model\" on"
            + " Deeplearning4j.",
    subcommands = {
      RunCommand.class,
      ListCommand.class,
      ReportCommand.class,
      CompareCommand.class,
      VerifyCommand.class,
      SealCommand.class,
      TraceCommand.class,
      MigrateCommand.class,
      BenchCommand.class,
      DoctorCommand.class,
      CompletionCommand.class,
      ManCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed",
      "2:bad usage or configuration",
      "130:stopped by SIGINT",
      "143:stopped by SIGTERM"
    })
public final class Study implements Callable<Integer> {

  private static final int FAILED = 1;
  private static final int BAD_INPUT = 2;

  @Spec private CommandSpec spec;

  /** Without a command: how to start. */
  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        """
        Start here:
          ./study run quick     trains six optimizers for three epochs, in about a minute
          ./study list          shows all experiments
          ./study doctor        checks this machine
          ./study report        writes the report on results/ again
          ./study --help        shows all commands
        """);
    out.flush();
    return 0;
  }

  /** Starts the program. */
  public static void main(String[] args) {
    // messages are English, and numbers in them too
    Locale.setDefault(Locale.ROOT);
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> failed(thrown));
    System.exit(start(args));
  }

  /** Also handles errors, which picocli does not catch, and failures before a command starts. */
  private static int start(String... args) {
    try {
      StandardOutput output = new StandardOutput();
      CommandLine study = commandLine().setOut(output.writer());
      int code = study.execute(args);
      study.getOut().flush();
      Optional<String> failure = output.failure();
      failure.ifPresent(reason -> study.getErr().println("study: standard output: " + reason));
      return failure.isPresent() && code == 0 ? FAILED : code;
    } catch (Throwable e) {
      return failed(e);
    }
  }

  private static int failed(Throwable thrown) {
    try {
      Failure failure = Failure.of(thrown);
      failure.print(new PrintWriter(System.err));
      return failure.exitCode();
    } catch (Throwable e) {
      // there may be no memory or file handles to load the explanation
      System.err.println("study: " + thrown);
      return FAILED;
    }
  }

  static CommandLine commandLine() {
    return new CommandLine(new Study())
        .setCaseInsensitiveEnumValuesAllowed(false)
        .registerConverter(Path.class, Study::path)
        .setParameterExceptionHandler(Study::explain)
        .setExecutionStrategy(Study::execute)
        .setExecutionExceptionHandler(
            (thrown, command, parsed) -> {
              Failure failure = Failure.of(thrown);
              failure.print(command.getErr());
              return failure.exitCode();
            });
  }

  /** Rejects an empty path, which would be the working directory. */
  private static Path path(String word) {
    if (word.isEmpty()) {
      throw new TypeConversionException("must be a path, found \"\"");
    }
    return Path.of(word);
  }

  /** Prints help in colour if the terminal supports it, and everything else as plain text. */
  private static int execute(ParseResult parsed) {
    Integer help = CommandLine.executeHelpRequest(parsed);
    if (help != null) {
      return help;
    }
    CommandLine study = parsed.commandSpec().commandLine(); // its commands print where it does
    study.setOut(PlainWriter.to(study.getOut())).setErr(PlainWriter.to(study.getErr()));
    return new CommandLine.RunLast().execute(parsed);
  }

  /** Prints one line for an invalid value, and the usage for unknown words. */
  private static int explain(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    if (e.getCause() instanceof TypeConversionException && e.getArgSpec() != null) {
      ArgSpec argument = e.getArgSpec();
      String name =
          argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
      err.println("study: " + name + ": " + Printable.line(e.getCause().getMessage()));
    } else {
      err.println("study: " + Printable.line(e.getMessage()));
      if (!UnmatchedArgumentException.printSuggestions(e, err)) {
        err.println();
        command.usage(err);
      }
    }
    err.flush();
    return BAD_INPUT;
  }

  /** The experiments that are known by name, in the directory of the launcher. */
  static ExperimentReader experiments() {
    return new ExperimentReader(Path.of(System.getProperty("study.home", ""), "experiments"));
  }

  /** The versions of the program and of its computing libraries. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return Environment.currentVersions().entrySet().stream()
          .map(entry -> entry.getKey() + " " + entry.getValue())
          .toArray(String[]::new);
    }
  }
}
