package org.optimizerstudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The whole program under SIGINT and SIGTERM. */
@EnabledOnOs(OS.LINUX)
class SignalTest {

  private static final int EPOCHS = 4;

  @TempDir Path directory;

  private Path experiment;

  /** What a run said on standard error, and its exit code. */
  private record Ended(int exit, List<String> lines) {}

  @BeforeEach
  void writeExperiment() throws IOException {
    experiment = directory.resolve("one.yaml");
    Files.writeString(
        experiment,
        "title: one\ngrids: [{networks: [deep-mlp], optimizers: [adam], epochs: " + EPOCHS + "}]");
  }

  private Path records(String results) {
    return directory
        .resolve(results)
        .resolve("trials/deep-mlp.adam.dl4j.lr0.001.seed1.epochs4/records.csv");
  }

  /** Runs the experiment, and sends signals each time a line has a part. */
  private Ended run(String results, String part, String... signals)
      throws IOException, InterruptedException {
    // env: a shell's background jobs, and what they start, ignore SIGINT
    Process study =
        new ProcessBuilder(
                "env",
                "--default-signal=INT,TERM",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                Study.class.getName(),
                "run",
                experiment.toString(),
                "--output",
                directory.resolve(results).toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> lines = new ArrayList<>();
    int sent = 0;
    try (BufferedReader err = study.errorReader()) {
      for (String line = err.readLine(); line != null; line = err.readLine()) {
        lines.add(line);
        boolean next = sent == 0 ? line.contains(part) : line.startsWith("study: SIG");
        if (next && sent < signals.length) {
          send(signals[sent], study);
          sent++;
        }
      }
      assertThat(study.waitFor(1, TimeUnit.MINUTES)).isTrue();
    } finally {
      study.destroyForcibly();
    }
    return new Ended(study.exitValue(), lines);
  }

  private static void send(String signal, Process process)
      throws IOException, InterruptedException {
    int exit = new ProcessBuilder("kill", "-" + signal, "" + process.pid()).start().waitFor();
    assertThat(exit).isZero();
  }

  private List<String> withoutSeconds(Path records) throws IOException {
    return Files.readAllLines(records).stream()
        .map(line -> line.substring(0, line.lastIndexOf(',')))
        .toList();
  }

  @Test
  void stopsKeepEverythingAndTheSameCommandGoesOn() throws IOException, InterruptedException {
    Ended term = run("stopped", "epoch 1/4", "TERM");
    assertThat(term.exit()).isEqualTo(143);
    assertThat(term.lines())
        .contains("study: SIGTERM: finishing this epoch; press Ctrl-C again to stop now")
        .contains("study: stopped; progress is saved, run the same command to resume");
    int epochs = withoutSeconds(records("stopped")).size() - 1;
    assertThat(epochs).isBetween(1, 3);

    Ended twice = run("stopped", "goes on after epoch " + epochs, "INT", "INT");
    assertThat(twice.exit()).isEqualTo(130);
    assertThat(twice.lines()).contains("study: SIGINT: stopping now");
    assertThat(withoutSeconds(records("stopped"))).hasSize(epochs + 1);
    assertThat(directory.resolve("stopped/records.csv")).isNotEmptyFile();

    assertThat(run("stopped", "no such line").exit()).isZero();
    assertThat(run("whole", "no such line").exit()).isZero();
    assertThat(withoutSeconds(records("stopped")))
        .hasSize(EPOCHS + 1)
        .isEqualTo(withoutSeconds(records("whole")));
  }
}
