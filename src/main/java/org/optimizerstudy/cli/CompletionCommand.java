package org.optimizerstudy.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.optimizerstudy.experiment.Keyed;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a script that completes commands and options. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a script that completes commands and options in a shell.",
      "In Bash and Zsh: source <(./study completion bash)"
    })
final class CompletionCommand implements Callable<Integer> {

  /** A shell that picocli writes a script for; Zsh runs that of Bash. */
  enum Shell implements Keyed {
    BASH("bash");

    private final String key;

    Shell(String key) {
      this.key = key;
    }

    @Override
    public String key() {
      return key;
    }
  }

  @Parameters(
      paramLabel = "SHELL",
      description = "Shell: ${COMPLETION-CANDIDATES}.",
      completionCandidates = KeyConverters.Shells.class,
      converter = KeyConverters.Shells.class)
  private Shell shell;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    switch (shell) {
      case BASH -> out.print(AutoComplete.bash("study", Study.commandLine()));
    }
    out.flush();
    return 0;
  }
}
