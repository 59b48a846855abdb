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
import org.optimizerstudy.experiment.TrialGlob;
import org.optimizerstudy.publishing.Report;
import org.optimizerstudy.publishing.ReportFormat;
import org.optimizerstudy.results.Marker;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.StoredResults;
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
      converter = KeyConverters.OfTrialGlob.class,
      description =
          "Judge and draw only trials whose whole id matches, for example '*.seed[4-8]'. Requires"
              + " --output, because the results directory keeps the report of all its trials.")
  private Optional<TrialGlob> only = Optional.empty();

  @Option(
      names = "--check",
      description =
          "Write nothing; fail if a published file differs from what the records give, or a trial is"
              + " damaged.")
  private boolean check;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Set<ReportFormat> asked =
        formats.isEmpty() ? EnumSet.allOf(ReportFormat.class) : EnumSet.copyOf(formats);
    if (only.isPresent() && output.isEmpty()) {
      throw new InvalidInputException(
          "--only: must be used with --output DIR, found none: the results directory keeps the report"
              + " of all its trials");
    }
    Path place = output.orElse(directory);
    ResultsDirectory source = ResultsDirectory.existing(directory);
    if (!check) {
      Marker.require(place);
    }
    EngineOption.announce(spec);
    PrintWriter err = spec.commandLine().getErr();
    StoredResults results = ResultsInput.read(source, only, err);
    PrintWriter out = spec.commandLine().getOut();
    boolean complete = results.damaged().isEmpty();
    if (check) {
      Report report = Report.toCheck(results, asked);
      List<String> stale = report.staleIn(place);
      stale.forEach(line -> err.println("study: " + line));
      out.printf(
          "%d published files, %d of them differ from what the records give%s%n",
          report.files().size(),
          stale.size(),
          complete ? "" : "; %d damaged trials".formatted(results.damaged().size()));
      out.flush();
      return stale.isEmpty() && complete ? 0 : 1;
    }
    Report report = Report.of(results, asked);
    report.write(place);
    report.note().ifPresent(note -> err.println("note: " + note));
    report.files().keySet().forEach(file -> out.println(place.resolve(file)));
    out.flush();
    return complete ? 0 : 1;
  }
}
