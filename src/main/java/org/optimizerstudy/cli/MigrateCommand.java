package org.optimizerstudy.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.optimizer.Migration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows how a DL4J program gets the steps of TensorFlow's optimizers. */
@Command(
    name = "migrate",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the DL4J configuration with the steps of each TensorFlow 1.x optimizer and its default"
          + " hyper-parameters: DL4J's own where it has the same rule, else this program's updater"
          + " and the nearest of DL4J's with the difference. lr is the learning rate."
    })
final class MigrateCommand implements Callable<Integer> {

  @Option(
      names = "--optimizer",
      paramLabel = "O",
      converter = KeyConverters.OfOptimizer.class,
      completionCandidates = KeyConverters.OfOptimizer.class,
      description = "One of TensorFlow's alone.")
  private Optional<OptimizerKind> optimizer = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Migration> migrations =
        optimizer.map(Migration::of).map(List::of).orElseGet(Migration::all);
    migrations.forEach(migration -> print(migration, out));
    out.flush();
    return 0;
  }

  private static void print(Migration migration, PrintWriter out) {
    out.println(migration.optimizer().key());
    if (migration.exact().isPresent()) {
      out.printf("  the same in DL4J      %s%n", migration.exact().get());
      return;
    }
    out.printf("  the same by this      %s%n", migration.updater());
    out.printf("  nearest in DL4J       %s%n", migration.nearest());
    migration.difference().ifPresent(words -> out.printf("  difference            %s%n", words));
  }
}
