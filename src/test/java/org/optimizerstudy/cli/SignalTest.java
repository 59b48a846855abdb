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
    Process study = start("--output", directory.resolve(results).toString());
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

  private Process start(String... options) throws IOException {
    List<String> command = // env: a shell's background jobs, and what they start, ignore SIGINT
        new ArrayList<>(List.of("env", "--default-signal=INT,TERM"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Study.class.getName(), "run", experiment.toString()));
    command.addAll(List.of(options));
    return new ProcessBuilder(command).start();
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

    Ended twice = run("stopped", "resuming after epoch " + epochs, "INT", "INT");
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

  /** The report is finished, so that the directory is as after a run that was not stopped. */
  @Test
  void aSignalWhileTheReportIsWrittenIsTheExitCode() throws IOException, InterruptedException {
    Path results = directory.resolve("reporting");
    Process study = start("--epochs", "1", "--output", results.toString());
    boolean sent = false;
    List<String> lines = new ArrayList<>();
    try (BufferedReader out = study.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
        if (line.startsWith("Settings and provenance") && !sent) {
          send("INT", study);
          sent = true;
        }
      }
      assertThat(study.waitFor(1, TimeUnit.MINUTES)).isTrue();
    } finally {
      study.destroyForcibly();
    }
    assertThat(study.exitValue()).isEqualTo(130);
    assertThat(lines).last().asString().startsWith("Verdicts and figures");
    assertThat(Study.commandLine().execute("report", results.toString(), "--check")).isZero();
  }
}
