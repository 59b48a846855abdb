package org.optimizerstudy.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.optimizerstudy.engine.Check;
import org.optimizerstudy.execution.Doctor;
import org.optimizerstudy.figures.Fonts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks whether a run will work on this machine. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Checks Java, memory, open files, CPU, environment variables, engines, data, disk, lock and"
            + " fonts, and prints OK or what to do for each.")
final class DoctorCommand implements Callable<Integer> {

  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = "results",
      description = "Results directory of the run (default: ${DEFAULT-VALUE}).")
  private Path output;

  @Mixin private EngineOption engine;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    EngineOption.announce(spec);
    List<Check> checks = new ArrayList<>(Doctor.examine(output, engine.asked()));
    checks.add(
        Fonts.missing()
            .map(reason -> Check.bad("Fonts", reason, "pictures are left out; " + Fonts.REMEDY))
            .orElseGet(() -> Check.ok("Fonts", "found; pictures can be drawn")));
    PrintWriter out = spec.commandLine().getOut();
    for (Check check : checks) {
      out.printf(
          "%-9s %s%s%n",
          check.subject(),
          check.remedy().isEmpty() ? "OK  " + check.found() : "--  " + check.found(),
          check.remedy().map(remedy -> "; to do: " + remedy).orElse(""));
    }
    out.flush();
    return checks.stream().allMatch(check -> check.remedy().isEmpty()) ? 0 : 1;
  }
}
