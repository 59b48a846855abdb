package org.optimizerstudy.execution.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program on a real standalone cluster, against the same program alone. */
@Tag("spark")
class ClusterTest {

  private static final int EPOCHS = 6;

  @TempDir static Path directory;

  private static StandaloneCluster cluster;
  private static Path experiment;
  private static Path local;

  /** What a run said on standard error, and its exit code. */
  private record Ended(int exit, List<String> lines) {}

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    experiment = directory.resolve("rules.yaml");
    Files.writeString(
        experiment,
        "title: three rules\ngrids: [{networks: [deep-mlp], optimizers: [adam, rmsprop, momentum], semantics: [tensorflow], epochs: "
            + EPOCHS
            + "}]");
    cluster = new StandaloneCluster();
    local = directory.resolve("local");
    assertThat(ended(cluster.study(run(local)), line -> {}).exit()).isZero();
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void anExecutorKilledInMidTrialLeavesNoTraceInTheRecords() throws Exception {
    Path results = directory.resolve("killed");
    List<ProcessHandle> killed = new ArrayList<>();
    Map<String, Integer> epochs = new TreeMap<>();
    Ended run =
        ended(
            cluster.study(run(results, "--executor", "spark", "--master", cluster.master())),
            line -> {
              count(line, epochs);
              if (killed.isEmpty() && bothAreInMidTrial(epochs)) {
                ProcessHandle executor = cluster.executors().get(0);
                killed.add(executor);
                executor.destroyForcibly();
              }
            });

    run.lines().forEach(System.out::println);
    assertThat(killed).hasSize(1);
    assertThat(run.exit()).isZero();
    assertThat(run.lines()).anyMatch(line -> line.contains("lost its executor"));
    assertThat(run.lines()).anyMatch(line -> line.contains("resuming after epoch"));
    assertThat(Files.readString(results.resolve("records.csv")).lines()).hasSize(1 + 3 * EPOCHS);
    assertThat(records(results)).isEqualTo(records(local));
    assertThat(provenance(results)).isEqualTo(provenance(local));
    try (Stream<Path> files = Files.walk(results)) {
      assertThat(files.filter(file -> file.endsWith("checkpoint"))).isEmpty();
    }
  }

  @Test
  void sparkSubmitRunsTheThinJar() throws Exception {
    Path results = directory.resolve("submitted");
    Ended run =
        ended(
            cluster.submit(run(results, "--executor", "spark", "--only", "*.adam.*")), line -> {});

    run.lines().forEach(System.out::println);
    assertThat(run.exit()).isZero();
    Map<String, List<String>> expected = records(local);
    expected.keySet().removeIf(trial -> !trial.contains(".adam."));
    assertThat(records(results)).isEqualTo(expected);
  }

  @Test
  void aClusterWithoutRoomIsAnErrorInTime() throws Exception {
    Ended run =
        ended(
            cluster.study(
                run(
                    directory.resolve("none"),
                    "--executor",
                    "spark",
                    "--master",
                    cluster.master(),
                    "--conf",
                    "spark.executor.memory=64g",
                    "--wait",
                    "5")),
            line -> {});

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.lines())
        .anyMatch(line -> line.startsWith("study: ") && line.contains("within 5 s (--wait)"));
  }

  private static void count(String line, Map<String, Integer> epochs) {
    Matcher started = Pattern.compile("(\\S+): started").matcher(line);
    if (started.matches()) {
      epochs.put(started.group(1), 0);
    }
    Matcher epoch = Pattern.compile("(\\S+): epoch (\\d+)/.*").matcher(line);
    if (epoch.matches()) {
      epochs.put(epoch.group(1), Integer.parseInt(epoch.group(2)));
    }
  }

  /** Whether both executors train a trial that has epochs behind it and before it. */
  private static boolean bothAreInMidTrial(Map<String, Integer> epochs) {
    List<Integer> running = epochs.values().stream().filter(done -> done < EPOCHS).toList();
    return running.size() == 2 && running.stream().allMatch(done -> done > 0 && done < EPOCHS - 1);
  }

  private static List<String> run(Path results, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("run", experiment.toString(), "--output", results.toString()));
    arguments.addAll(List.of(options));
    if (arguments.contains("--master")) {
      arguments.addAll(List.of("--conf", "spark.driver.host=127.0.0.1"));
    }
    return arguments;
  }

  private static Ended ended(Process study, Consumer<String> listener)
      throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    try (BufferedReader err = study.errorReader()) {
      for (String line = err.readLine(); line != null; line = err.readLine()) {
        lines.add(line);
        listener.accept(line);
      }
      assertThat(study.waitFor(2, TimeUnit.MINUTES)).isTrue();
    } finally {
      study.destroyForcibly();
    }
    return new Ended(study.exitValue(), lines);
  }

  /** The lines of each trial's records.csv by its id, without the seconds. */
  private static Map<String, List<String>> records(Path results) throws IOException {
    Map<String, List<String>> records = new TreeMap<>();
    for (Path trial : trials(results)) {
      records.put(
          trial.getFileName().toString(),
          Files.readAllLines(trial.resolve("records.csv")).stream()
              .map(line -> line.substring(0, line.lastIndexOf(',')))
              .toList());
    }
    return records;
  }

  /** Each trial's trial.json by its id, without times. */
  private static Map<String, ObjectNode> provenance(Path results) throws IOException {
    Map<String, ObjectNode> provenance = new TreeMap<>();
    for (Path trial : trials(results)) {
      ObjectNode json =
          (ObjectNode) new ObjectMapper().readTree(trial.resolve("trial.json").toFile());
      json.remove(List.of("started", "finished", "resumed", "seal")); // of times, too
      provenance.put(trial.getFileName().toString(), json);
    }
    return provenance;
  }

  private static List<Path> trials(Path results) throws IOException {
    try (Stream<Path> trials = Files.list(results.resolve("trials"))) {
      return trials.toList();
    }
  }
}
