package org.optimizerstudy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.optimizerstudy.engine.Engines;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.optimizer.RuleDescription;
import org.optimizerstudy.optimizer.UpdaterCost;
import org.optimizerstudy.publishing.IdenticalRules;
import org.optimizerstudy.publishing.Report;
import org.optimizerstudy.publishing.Rounding;
import org.optimizerstudy.publishing.SemanticsComparison;
import org.optimizerstudy.results.Marker;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.StoredResults;
import org.optimizerstudy.results.TrialHistory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares trials that differ in semantics only. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description =
        "Compares DL4J's rules with TensorFlow's and the paper's: accuracies of the same trials side"
            + " by side, the rules, their cost, and the figures that compare rules.")
final class CompareCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "DIR",
      defaultValue = "results",
      description = "Results directory (default: ${DEFAULT-VALUE}).")
  private Path directory;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    EngineOption.prepare(spec);
    Engines.start(Optional.empty());
    ResultsDirectory place = ResultsDirectory.existing(directory);
    Marker.require(directory);
    PrintWriter err = spec.commandLine().getErr();
    StoredResults results = ResultsInput.read(place, Optional.empty(), err);
    List<SemanticsComparison> comparisons = SemanticsComparison.of(results);
    if (comparisons.isEmpty()) {
      throw new InvalidInputException(
          directory
              + ": must contain finished trials that differ in semantics only, found none"
              + " (study run semantics trains some)");
    }
    PrintWriter out = spec.commandLine().getOut();
    Set<OptimizerKind> optimizers = new TreeSet<>();
    Set<Semantics> semantics = new TreeSet<>();
    for (SemanticsComparison comparison : comparisons) {
      out.printf("%s: test accuracy after the last epoch%n", comparison.workload());
      accuracies(comparison, out);
      out.println();
      rounding(comparison, out);
      comparison.rows().forEach(row -> optimizers.add(row.optimizer()));
      semantics.addAll(comparison.semantics());
    }
    rules(optimizers, semantics, out);
    costs(optimizers, semantics, out);
    Report pictures = Report.ofRules(results);
    pictures.write(directory);
    pictures.note().ifPresent(note -> err.println("note: " + note));
    if (pictures.files().isEmpty()) {
      out.println("No picture: no figure that compares update rules has trials");
    }
    pictures.files().keySet().forEach(file -> out.println("Picture: " + directory.resolve(file)));
    out.flush();
    return results.damaged().isEmpty() ? 0 : 1;
  }

  private static void accuracies(SemanticsComparison comparison, PrintWriter out) {
    List<Semantics> semantics = comparison.semantics();
    List<String> header = new ArrayList<>(List.of("optimizer", "rate", "seed"));
    semantics.forEach(s -> header.add(s.key()));
    semantics.stream().skip(1).forEach(s -> header.add(s.key() + " - " + semantics.get(0).key()));
    TextTable table = new TextTable(header.toArray(String[]::new));
    for (SemanticsComparison.Row row : comparison.rows()) {
      List<String> cells = new ArrayList<>();
      cells.add(row.optimizer().key());
      cells.add(
          row.learningRate().isPresent() ? TrialId.plain(row.learningRate().getAsDouble()) : "-");
      cells.add(Long.toString(row.seed()));
      semantics.forEach(s -> cells.add(accuracy(row.histories().get(s))));
      semantics.stream()
          .skip(1)
          .forEach(
              s ->
                  cells.add(points(row.histories().get(s), row.histories().get(semantics.get(0)))));
      table.add(cells.toArray(String[]::new));
    }
    table.print(out, columns());
  }

  private static int columns() {
    return TerminalSize.ofStandardOutput().map(TerminalSize::columns).orElse(Integer.MAX_VALUE);
  }

  /** Prints the differences between trials of one rule under two names. */
  private static void rounding(SemanticsComparison comparison, PrintWriter out) {
    List<Rounding> roundings = Rounding.of(comparison);
    if (roundings.isEmpty()) {
      return;
    }
    out.printf(
        "%s: effect of rounding alone, from trials of one rule under two names; points%n",
        comparison.workload());
    TextTable table =
        new TextTable("optimizer", "rules", "measure", "pairs", "SD of difference", "largest");
    for (Rounding rounding : roundings) {
      table.add(
          rounding.optimizer().key(),
          rounding.first().key() + " = " + rounding.second().key(),
          rounding.measure().words(),
          Integer.toString(rounding.pairs()),
          rounding.deviation().isPresent()
              ? String.format(Locale.ROOT, "%.3f", rounding.deviation().getAsDouble())
              : "-",
          String.format(Locale.ROOT, "%.3f", rounding.largest()));
    }
    table.print(out, columns());
    out.println();
  }

  private static String accuracy(TrialHistory history) {
    if (history == null) {
      return "-";
    }
    double accuracy = history.finalAccuracy();
    return Double.isNaN(accuracy) ? "diverged" : String.format(Locale.ROOT, "%.4f", accuracy);
  }

  private static String points(TrialHistory history, TrialHistory reference) {
    if (history == null || reference == null) {
      return "-";
    }
    double points = (history.finalAccuracy() - reference.finalAccuracy()) * 100;
    return Double.isNaN(points) ? "-" : String.format(Locale.ROOT, "%+.2f points", points);
  }

  private static void rules(
      Set<OptimizerKind> optimizers, Set<Semantics> semantics, PrintWriter out) {
    out.println(IdenticalRules.note());
    out.println();
    out.println("The rules (t the step from 1, g the gradient, lr the learning rate)");
    for (OptimizerKind optimizer : optimizers) {
      for (Semantics rules : semantics) {
        if (!optimizer.hasRule(rules)) {
          continue;
        }
        RuleDescription rule = RuleDescription.of(optimizer, rules);
        out.printf(
            "  %-16s %-10s  %s; constants: %s; starts at: %s; source: %s%n",
            optimizer.key(),
            rules.key(),
            rule.rule(),
            rule.constants(),
            rule.start(),
            rule.source());
      }
    }
    out.println();
  }

  private static void costs(
      Set<OptimizerKind> optimizers, Set<Semantics> semantics, PrintWriter out) {
    out.println("Cost of a rule per parameter: state, and time per step");
    List<String> header = new ArrayList<>(List.of("optimizer"));
    semantics.forEach(s -> header.add(s.key()));
    TextTable table = new TextTable(header.toArray(String[]::new));
    for (OptimizerKind optimizer : optimizers) {
      List<String> cells = new ArrayList<>(List.of(optimizer.key()));
      for (Semantics rules : semantics) {
        cells.add(optimizer.hasRule(rules) ? cost(optimizer, rules) : "-");
      }
      table.add(cells.toArray(String[]::new));
    }
    table.print(out, columns());
    out.println();
  }

  private static String cost(OptimizerKind optimizer, Semantics semantics) {
    UpdaterCost cost = UpdaterCost.measure(optimizer, semantics);
    return String.format(Locale.ROOT, "%.0f bytes, %.2f ns", cost.stateBytes(), cost.nanoseconds());
  }
}
