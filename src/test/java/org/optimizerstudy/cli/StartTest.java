package org.optimizerstudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole program on machines whose sites set what they like. */
class StartTest {

  @TempDir Path directory;

  private record Ended(int exit, String out, String err) {}

  /** Runs a command in a JVM of its own. */
  private Ended study(List<String> variables, List<String> options, String... command)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(options);
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Study.class.getName()));
    words.addAll(Arrays.asList(command));
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile());
    for (String variable : variables) {
      String[] pair = variable.split("=", 2);
      builder.environment().put(pair[0], pair[1]);
    }
    Process process = builder.start();
    try {
      assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("it ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Ended(
        process.exitValue(),
        new String(Files.readAllBytes(out), StandardCharsets.ISO_8859_1),
        new String(Files.readAllBytes(err), StandardCharsets.ISO_8859_1));
  }

  private static void assertOneLine(Ended ended, int exit, String start) {
    assertThat(ended.err()).startsWith("study: " + start);
    assertThat(ended.err().lines()).hasSize(1);
    assertThat(ended.exit()).isEqualTo(exit);
    assertThat(ended.out()).isEmpty();
  }

  private Path gradients() throws IOException {
    return Files.writeString(directory.resolve("g.csv"), "1,-2\n0.5,0.25\n");
  }

  private Ended trace(String variables, String... options)
      throws IOException, InterruptedException {
    return study(
        variables.isEmpty() ? List.of() : List.of(variables.split(" ")),
        List.of(options),
        "trace",
        "--optimizer",
        "gradient-descent",
        "--learning-rate",
        "0.5",
        gradients().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OMP_NUM_THREADS=0",
        "OMP_NUM_THREADS=4,2",
        "OMP_NUM_THREADS=abc",
        "OMP_THREAD_LIMIT=1 OMP_NUM_THREADS=4",
        "OPENBLAS_CORETYPE=foo",
        "BACKEND_PRIORITY_CPU=abc"
      })
  void badVariablesAreOneLineBeforeAnythingIsComputed(String variables)
      throws IOException, InterruptedException {
    assertOneLine(trace(variables), 2, variables.substring(0, variables.indexOf('=')) + ": must");
  }

  @Test
  void aCommandThatTrainsLeavesNothingBehind() throws IOException, InterruptedException {
    Path output = directory.resolve("results");

    assertOneLine(
        study(
            List.of("OMP_NUM_THREADS=0"), List.of(), "run", "quick", "--output", output.toString()),
        2,
        "OMP_NUM_THREADS: must be one integer from 1 to 1024, found \"0\"; unset it");
    assertThat(output).doesNotExist();
  }

  @Test
  void aSmallHeapIsOneLine() throws IOException, InterruptedException {
    Path output = directory.resolve("results");
    assertOneLine(
        study(List.of(), List.of("-Xmx64m"), "run", "quick", "--output", output.toString()),
        2,
        "Heap: found 6");
    assertThat(output).doesNotExist();
  }

  /** Numbers are written as everywhere, whatever the locale's digits, zone and charset. */
  @Test
  void theLocaleChangesNothing() throws IOException, InterruptedException {
    Ended ended =
        study(
            List.of("LC_ALL=C"),
            List.of("-Duser.language=ar", "-Duser.country=EG", "-Dfile.encoding=US-ASCII"),
            "list",
            "figure2");

    assertThat(ended.exit()).isZero();
    assertThat(ended.out()).contains("100").isASCII();
  }

  @Test
  void aStartOutsideTheLauncherWorks() throws IOException, InterruptedException {
    Ended ended = trace("OMP_NUM_THREADS=2", "-Duser.home=" + System.getProperty("user.home"));

    assertThat(ended.exit()).isZero();
    assertThat(ended.out().strip()).isEqualTo("0.75,-2.125");
  }
}
