package org.optimizerstudy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.report.Report;
import org.optimizerstudy.report.ReportFormat;
import org.optimizerstudy.results.Marker;
import org.optimizerstudy.results.ResultsDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes figures, verdicts, page and notebook, or checks what was published. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description =
        "Judges the paper's claims and draws its figures from the finished trials: a page, pictures"
            + " with their tables, a notebook, a summary in Markdown.")
final class ReportCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "DIR",
      defaultValue = "results",
      description = "Results directory (default: ${DEFAULT-VALUE}).")
  private Path directory;

  @Option(
      names = "--format",
      paramLabel = "F",
      split = ",",
      converter = KeyConverters.OfReportFormat.class,
      description = "html, png, svg, csv, notebook, markdown (default: all).")
  private List<ReportFormat> formats = List.of();

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where to publish (default: the results directory).")
  private Optional<Path> output = Optional.empty();

  @Option(
      names = "--only",
      paramLabel = "GLOB",
      description =
          "Judge and draw only trials whose id matches, for example '*.seed4'. Needs --output: the"
              + " results directory keeps the report of all its trials.")
  private Optional<String> only = Optional.empty();

  @Option(
      names = "--check",
      description = "Write nothing; fail if what was published is not what the records give.")
  private boolean check;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    BackendOption.placeOnCpu(spec);
    Set<ReportFormat> asked =
        formats.isEmpty() ? EnumSet.allOf(ReportFormat.class) : EnumSet.copyOf(formats);
    if (only.isPresent() && output.isEmpty()) {
      throw new InvalidInputException(
          "--only: needs --output DIR, found none: the results directory keeps the report of all its"
              + " trials");
    }
    Path place = output.orElse(directory);
    ResultsDirectory results = ResultsDirectory.existing(directory);
    if (!check) {
      Marker.require(place);
    }
    results.notes().forEach(note -> spec.commandLine().getErr().println("note: " + note));
    Report report = Report.of(results, asked, trial -> only.isEmpty() || trial.matches(only.get()));
    PrintWriter out = spec.commandLine().getOut();
    if (check) {
      List<String> stale = report.staleIn(place);
      stale.forEach(line -> spec.commandLine().getErr().println("study: " + line));
      out.printf(
          "%d published files, %d of them not what the records give%n",
          report.files().size(), stale.size());
      out.flush();
      return stale.isEmpty() ? 0 : 1;
    }
    report.write(place);
    report.files().keySet().forEach(file -> out.println(place.resolve(file)));
    out.flush();
    return 0;
  }
}
