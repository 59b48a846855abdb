package org.optimizerstudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.report.MadeUpResults;
import picocli.CommandLine;

class StudyTest {

  private static final String LOADING = "study: loading ...\\R";

  @TempDir Path directory;

  /** What a command printed; on standard error after the line that says what takes seconds. */
  private record Outcome(int exit, String out, String err) {}

  private static Outcome study(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = Study.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int exit =
        command.execute(List.of(arguments).stream().map(Object::toString).toArray(String[]::new));
    return new Outcome(exit, out.toString(), err.toString().replaceFirst("^" + LOADING, ""));
  }

  private static void assertOneLine(Outcome outcome, int exit, String... parts) {
    assertThat(outcome.exit()).isEqualTo(exit);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).startsWith("study: ").contains(parts).doesNotContain("\tat ");
    assertThat(outcome.err().lines()).hasSize(1);
  }

  @Test
  void listsExperimentsAndTheirTrials() {
    assertThat(study("list").out().lines()).hasSize(12).anyMatch(l -> l.startsWith("quick "));
    Outcome figure3 = study("list", "figure3");
    assertThat(figure3.out())
        .contains("small-cnn.strided.adam.dl4j.lr0.0005.seed1")
        .contains("56 trials");
    assertThat(figure3.err()).contains("adadelta under dl4j has no learning rate");
  }

  @Test
  void showsAPlanWithoutTouchingAnything() {
    Path output = directory.resolve("results");
    Outcome plan = study("run", "quick", "--dry-run", "--only", "*.adam.*", "--output", output);

    assertThat(plan.exit()).isZero();
    assertThat(plan.out())
        .contains("small-cnn.strided.adam.dl4j.lr0.001.seed1.epochs3")
        .contains("1 trials to run, 0 done already");
    assertThat(output).doesNotExist();
  }

  @Test
  void theLiveViewNeedsNoPort() {
    assertThat(study("run", "--ui", "quick", "--dry-run").exit()).isZero();
    assertThat(study("run", "--ui=0", "quick", "--dry-run").exit()).isZero();
  }

  @Test
  void badInputIsOneLineAndExitCode2() throws IOException {
    assertOneLine(study("run", "nosuch"), 2, "must be one of", "found \"nosuch\"");
    assertOneLine(study("run", "quick", "--epochs", 0), 2, "epochs", "found 0");
    assertOneLine(study("run", "quick", "--ui=70000"), 2, "--ui", "found 70000");
    assertOneLine(study("run", "quick", "--workers", 0), 2, "--workers", "found 0");
    assertOneLine(
        study("run", "quick", "--executor", "spark", "--master", "spark://h:1"),
        2,
        "--executor: must be one of local in this build, found \"spark\"",
        "mvn -Pspark package");
    assertOneLine(study("run", "quick", "--master", "spark://h:1"), 2, "--master", "with local");
    assertOneLine(study("run", "quick", "--wait", 0), 2, "--wait", "found 0");
    Path yaml = directory.resolve("e.yaml");
    Files.writeString(yaml, "title: t\ngrids: [{networks: [small-cnn], learning-rates: [-1]}]");
    assertOneLine(study("run", yaml), 2, "e.yaml: grids[0].learning-rates[0]", "found -1.0");
    Path output = directory.resolve("results");
    assertOneLine(
        study("run", "quick", "--data", directory, "--output", output),
        2,
        "train-images-idx3-ubyte");
    assertThat(output).doesNotExist();
  }

  @Test
  void cudaIsRefusedInABuildWithoutIt() {
    Path output = directory.resolve("results");
    for (Object[] command :
        List.<Object[]>of(
            new Object[] {"run", "quick", "--backend", "cuda", "--output", output},
            new Object[] {"bench", "--backend", "cuda"})) {
      assertOneLine(
          study(command),
          2,
          "--backend cuda: this program was built without CUDA",
          "mvn -B -Pcuda -DskipTests package");
    }
    assertThat(output).doesNotExist();
    Outcome doctor = study("doctor", "--backend", "cuda", "--output", output);
    assertThat(doctor.exit()).isEqualTo(1);
    assertThat(doctor.out())
        .contains("CUDA      --  this program was built without CUDA; to do: build it with mvn")
        .doesNotContain("CpuBackend");
  }

  @Test
  void cudaTakesStockLayersOnly() {
    assertOneLine(
        study("run", "quick", "--backend", "cuda", "--layers", "onednn"),
        2,
        "--layers: must be stock with --backend cuda, found onednn");
    assertOneLine(
        study("bench", "--backend", "cuda", "--layers", "stock,onednn"), 2, "found onednn");
    assertOneLine(
        study("run", "quick", "--backend", "cuda", "--executor", "spark"),
        2,
        "--backend: must be cpu with --executor spark, found cuda");
    assertThat(study("run", "quick", "--backend", "tpu").err())
        .contains("must be one of cpu, cuda, found \"tpu\"");
  }

  @Test
  void badUsageIsExitCode2() {
    assertThat(study("run").exit()).isEqualTo(2);
    assertThat(study("run", "quick", "--epochs", "x").exit()).isEqualTo(2);
    assertThat(study("run", "quick", "--semantics", "torch").err())
        .contains("must be one of dl4j, tensorflow, paper, found \"torch\"");
    assertThat(study("fly").exit()).isEqualTo(2);
  }

  @Test
  void aFileInThePlaceOfADirectoryIsOneLineAndExitCode2() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    String line = file + ": must be a directory, found a file";
    assertOneLine(study("run", "quick", "--output", file), 2, line);
    assertOneLine(study("report", file), 2, line);
    assertOneLine(study("compare", file), 2, line);
    assertOneLine(study("verify", file), 2, line);
    assertOneLine(study("list", "quick", "--output", file), 2, line);
  }

  @Test
  void aDirectoryThatIsNotThereIsOneLineAndExitCode2() {
    Path none = directory.resolve("none");

    for (String command : List.of("report", "compare", "verify")) {
      assertOneLine(study(command, none), 2, "not found: " + none);
    }
    assertThat(none).doesNotExist();
  }

  @Test
  void anEmptyPathIsNoDirectory() {
    for (String command : List.of("run quick --output=", "report --output=", "doctor --output=")) {
      Outcome refused = study((Object[]) command.split(" "));
      assertThat(refused.exit()).isEqualTo(2);
      assertThat(refused.err()).contains("'--output'", "must be a path, found \"\"");
    }
    for (String command : List.of("report", "compare", "verify")) {
      assertThat(study(command, "").exit()).isEqualTo(2);
    }
  }

  @Test
  void aReportOfNothingIsOneLineAndExitCode2() {
    assertOneLine(study("report", directory), 2, "must hold finished trials, found none");
    assertThat(study("report", directory, "--format", "pdf").err())
        .contains("must be one of html, png, svg, csv, notebook, markdown, found \"pdf\"");
  }

  @Test
  void publishesAReportAndChecksIt() throws IOException {
    Path results = directory.resolve("results");
    new MadeUpResults(2, List.of(1L), List.of(Semantics.PAPER), List.of(Reading.STRIDED))
        .write(results);
    Path published = directory.resolve("published");

    Outcome report = study("report", results, "--output", published, "--format", "csv,html");
    assertThat(report.exit()).isZero();
    assertThat(report.out().lines()).contains(published.resolve("report.html").toString());
    assertThat(published.resolve("claims.json")).exists();
    assertThat(published.resolve("report.ipynb")).doesNotExist();
    String[] check = {
      "report", results.toString(), "--output", published.toString(), "--format", "csv", "--check"
    };
    assertThat(study((Object[]) check).exit()).isZero();

    Path table = published.resolve("figures/figure2.strided.paper.epochs2.csv");
    Files.writeString(table, "other");
    Outcome stale = study((Object[]) check);
    assertThat(stale.exit()).isEqualTo(1);
    assertThat(stale.err())
        .isEqualTo("study: " + table + ": must be what the records give, found something else\n");
  }

  @Test
  void tracesGradients() throws IOException {
    Path gradients = directory.resolve("g.csv");
    Files.writeString(gradients, "1,-2,0.5\n0.5,1e-3,0\n-4,2,0\n");

    Outcome trace =
        study("trace", "--optimizer", "gradient-descent", "--learning-rate", 0.1, gradients);

    assertThat(trace.exit()).isZero();
    String[] rows = trace.out().split("\\R");
    assertThat(rows).hasSize(2);
    float rate = 0.1f;
    assertThat(numbers(rows[0])).containsExactly(1 - rate * 0.5f, -2 - rate * 1e-3f, 0.5f);
    assertThat(Float.parseFloat(rows[1].split(",")[2])).isEqualTo(0.5f);
  }

  @Test
  void traceSaysThatALearningRateIsNotUsedOrMissing() throws IOException {
    Path gradients = directory.resolve("g.csv");
    Files.writeString(gradients, "1\n0.5\n");

    assertThat(study("trace", "--optimizer", "adadelta", "--learning-rate", 1, gradients).err())
        .contains("adadelta under dl4j has no learning rate; 1.0 is not used");
    assertOneLine(study("trace", "--optimizer", "adam", gradients), 2, "--learning-rate");
    assertOneLine(
        study("trace", "--optimizer", "adam", "--learning-rate", -1, gradients),
        2,
        "learning rate: must be positive and finite, found -1.0");
  }

  @Test
  void badGradientsAreOneLineAndExitCode2() throws IOException {
    assertBadGradients("", "found 0 rows");
    assertBadGradients("1,2\n", "found 1 rows");
    assertBadGradients("1,2\n1,2\n1\n", ":3: must have 2 values", "found 1");
    assertBadGradients("1,2\n1,NaN\n", ":2: value 2 must be a finite number, found \"NaN\"");
    assertBadGradients("1,2\n1,1e39\n", "found \"1e39\"");
    assertBadGradients("a,b\n1,2\n", ":1: value 1", "found \"a\"");
    assertOneLine(
        study("trace", "--optimizer", "adam", "--learning-rate", 1, directory.resolve("none")),
        2,
        "none");
  }

  private void assertBadGradients(String content, String... parts) throws IOException {
    Path gradients = directory.resolve("g.csv");
    Files.writeString(gradients, content);
    assertOneLine(
        study("trace", "--optimizer", "adam", "--learning-rate", 0.001, gradients), 2, parts);
  }

  @Test
  void doctorExaminesEverything() throws IOException {
    Path output = directory.resolve("new/results");
    Outcome doctor = study("doctor", "--output", output);

    assertThat(doctor.out())
        .contains("Java      OK  17")
        .contains("Data      OK  MNIST: four files with the official checksums")
        .contains("Backend   OK  CpuBackend")
        .containsPattern("Memory    OK  \\d+ MiB for this machine")
        .containsPattern("Disk      OK  \\d+ MiB free for " + output)
        .contains("Lock      OK  no run writes in " + output);
    assertThat(output).doesNotExist();

    Path file = Files.createFile(directory.resolve("file"));
    assertThat(study("doctor", "--output", file).out())
        .contains("Disk      --  " + file + " cannot be written; to do: give a directory");
  }

  @Test
  void resultsOfOtherSettingsAreNotMixed() throws IOException {
    String id = "small-cnn.strided.adam.dl4j.lr0.001.seed1.epochs3";
    Path trial = Files.createDirectories(directory.resolve("results/trials").resolve(id));
    Files.writeString(
        trial.resolve("trial.json"),
        "{\"trial\": \"%s\", \"status\": \"COMPLETED\"}".formatted(id));

    assertOneLine(
        study("run", "quick", "--only", id, "--output", directory.resolve("results")),
        2,
        "trial.json: settings: must be {",
        "found nothing; give another --output, or delete");
  }

  @Test
  void verifyNeedsAFinishedTrial() {
    assertOneLine(study("verify", directory), 2, "must hold a finished trial, found none");
    assertOneLine(study("verify", directory, "--epochs", 0), 2, "--epochs", "found 0");
  }

  @Test
  void printsVersionsAndHelp() {
    assertThat(study("--version").out()).contains("deeplearning4j 1.0.0-M2.1").contains("commit ");
    assertThat(study("--help").out()).contains("run").contains("Exit codes:");
  }

  private static float[] numbers(String row) {
    String[] cells = row.split(",");
    float[] numbers = new float[cells.length];
    for (int i = 0; i < cells.length; i++) {
      numbers[i] = Float.parseFloat(cells[i]);
    }
    return numbers;
  }
}
