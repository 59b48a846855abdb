package org.optimizerstudy.cli;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.optimizerstudy.execution.ExecutorProvider;
import org.optimizerstudy.execution.LocalProvider;
import org.optimizerstudy.execution.Placement;
import org.optimizerstudy.experiment.InvalidInputException;
import picocli.CommandLine.Option;

/** Options that select where trials run. */
final class ExecutorOptions {

  /** A week. */
  private static final long MAX_WAIT = 604_800;

  @Option(
      names = "--executor",
      paramLabel = "E",
      defaultValue = LocalProvider.KEY,
      description = "local or spark (default: ${DEFAULT-VALUE}); spark requires the build spark.")
  private String executor;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description =
          "Number of trials at a time, one thread each (default: the engine's, such as one per core).")
  private Optional<Integer> workers = Optional.empty();

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark's master: spark://HOST:PORT, yarn, k8s://URL or local[N].")
  private Optional<String> master = Optional.empty();

  @Option(
      names = "--conf",
      paramLabel = "KEY=VALUE",
      description = "A Spark setting, for example spark.executor.memory=2g; may be repeated.")
  private Map<String, String> conf = Map.of();

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "Maximum time for which Spark may run no trial (default: ${DEFAULT-VALUE}).")
  private long wait;

  /** The placement of the trials. */
  Placement placement() {
    if (wait < 1 || wait > MAX_WAIT) {
      throw new InvalidInputException(
          "--wait: must be from 1 to %d, found %d".formatted(MAX_WAIT, wait));
    }
    return new Placement(workers, master, conf, Duration.ofSeconds(wait));
  }

  /**
   * The provider of the executor.
   *
   * @throws InvalidInputException if this build has no such executor
   */
  ExecutorProvider provider() {
    Map<String, ExecutorProvider> providers =
        Stream.concat(
                Stream.of(new LocalProvider()),
                ServiceLoader.load(ExecutorProvider.class).stream().map(p -> p.get()))
            .collect(Collectors.toMap(ExecutorProvider::key, provider -> provider));
    if (!providers.containsKey(executor)) {
      throw new InvalidInputException(
          ("--executor: must be one of %s in this build, found \"%s\"; spark needs the build of the"
                  + " Maven profile spark, which ./study makes and takes (mvn -Pspark package)")
              .formatted(String.join(", ", providers.keySet()), executor));
    }
    return providers.get(executor);
  }
}
