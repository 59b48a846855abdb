package org.optimizerstudy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.publishing.MadeUpResults;
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
    assertThat(study("list").out().lines()).hasSize(22).anyMatch(l -> l.startsWith("quick "));
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
    assertOneLine(study("run", yaml), 2, "e.yaml: grids[0].learning-rates[0]", "found -1");
    Path output = directory.resolve("results");
    assertOneLine(
        study("run", "quick", "--data", directory, "--output", output),
        2,
        "train-images-idx3-ubyte");
    assertThat(output).doesNotExist();
  }

  /** Each is refused before natives are loaded, in one line, and leaves nothing behind. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--only=[ | --only: must be written with small letters",
        "--only={a | --only: must be written with",
        "--only=*\\ | --only: must be written with",
        "--only=small-cnn.strided.adam | --only: no trial matches \"small-cnn.strided.adam\"; did you mean"
            + " \"small-cnn.strided.adam.*\"?",
        "--only=adam | did you mean \"*.adam.*\"?",
        "--only= | --only: no trial matches \"\"",
        "--epochs=0 | --epochs: must be from 1 to 100000, found 0",
        "--epochs=-1 | --epochs: must be from 1 to 100000, found -1",
        "--epochs=x | --epochs: must be a whole number in decimal digits such as 8, found x",
        "--seeds=1,1 | --seeds: must not list a value twice, found 1",
        "--seeds=1,,2 | --seeds: must be a whole number in decimal digits such as 8, found",
        "--seeds= | --seeds: must be a whole number in decimal digits such as 8, found",
        "--seeds=99999999999999999999 | --seeds: must be from",
        "--semantics=tf | --semantics: must be one of dl4j, tensorflow, paper, pytorch, found \"tf\"; did you mean"
            + " \"tensorflow\"?",
        "--workers=0 | --workers: must be from 1 to 1024, found 0",
        "--workers=1000000 | --workers: must be from 1 to 1024, found 1000000",
        "--wait=9999999999 | --wait: must be from 1 to 604800",
        "--data= | --data: must be a path, found \"\"",
        "--data=nosuch | not found: nosuch",
        "--data=pom.xml | pom.xml: must be a directory with four IDX files, found a file",
        "--ui=x | --ui: 'x' is not an int",
        "--engine=cuda | --engine: must be one of onednn, nd4j, nd4j-cuda, opencl, found \"cuda\"",
        "--device=0 | --device: must be left out without --engine, found \"0\"",
        "--lockstep=8 | --lockstep: must be left out without --engine, found \"8\"",
        "--lockstep=0 | --lockstep: must be from 1 to 1024, found 0",
        "--lockstep=x | --lockstep: 'x' is not an int",
        "--layers=stock | --layers: replaced by --engine; use --engine nd4j",
        "--layers=onednn | --layers: replaced by --engine; use --engine onednn",
        "--layers=fast | --layers: replaced by --engine; use --engine onednn, nd4j, nd4j-cuda",
        "--backend=cuda | --backend: replaced by --engine; use --engine nd4j-cuda",
        "--backend=cpu | --backend: replaced by --engine; use --engine onednn or nd4j",
      })
  void argumentsAreCheckedFirst(String argument, String complaint) {
    Path output = directory.resolve("new/results");

    assertOneLine(study("run", "quick", argument, "--output", output), 2, complaint);

    assertThat(directory.resolve("new")).doesNotExist();
  }

  @Test
  void sixtyStarsAreOnePattern() {
    Outcome plan = study("run", "quick", "--dry-run", "--only", "*".repeat(60));

    assertThat(plan.out()).contains("6 trials to run");
    assertOneLine(study("run", "quick", "--dry-run", "--only", "*".repeat(60) + "x"), 2, "--only");
  }

  @Test
  void aTakenPortLeavesNothingBehind() throws IOException {
    Path output = directory.resolve("results");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertOneLine(
          study("run", "quick", "--ui=" + taken.getLocalPort(), "--output", output),
          2,
          "--ui: must be a port that is free, found " + taken.getLocalPort());
    }
    assertThat(output).doesNotExist();
  }

  @Test
  void misspeltNamesAreAnsweredWithTheNearest() {
    assertOneLine(study("run", "qiuck"), 2, "found \"qiuck\"; did you mean \"quick\"?");
    assertThat(study("trace", "--optimizer", "sgd", "x").err())
        .contains("found \"sgd\"; did you mean \"gradient-descent\"?")
        .hasLineCount(1);
    assertThat(study("trace", "--optimizer", "Adam", "x").err()).contains("mean \"adam\"?");
    assertThat(study("trace", "--optimizer", "nesterov", "x").err()).contains("mean \"momentum\"?");
    assertThat(study("runn").err()).contains("Did you mean: study run?");
  }

  @Test
  void benchChecksItsNumbersFirst() {
    assertOneLine(study("bench", "--rounds", "0"), 2, "--rounds: must be from 1 to 10000");
    assertOneLine(study("bench", "--seconds", "NaN"), 2, "--seconds: must be above 0");
    assertOneLine(study("bench", "--seconds", "Infinity"), 2, "--seconds: must be above 0");
    assertOneLine(study("bench", "--workers", "1,0"), 2, "--workers: must be from 1 to 1024");
  }

  @Test
  void noTextOfAnArgumentCommandsTheTerminal() throws IOException {
    String escape = "\u001b[31m\u009b31m\u202e";
    assertThat(study("run", escape).err())
        .contains("\\u001b[31m\\u009b31m\\u202e")
        .doesNotContain(escape);
    assertThat(study("run", "quick", "--epochs", escape).err())
        .contains("\\u001b")
        .doesNotContain("\u001b");
    assertThat(study(escape).err()).contains("\\u001b").doesNotContain("\u001b");
    Path results = directory.resolve(escape);
    new MadeUpResults(2, List.of(1L), List.of(Semantics.PAPER), List.of(Reading.STRIDED))
        .write(results);
    assertThat(study("report", results, "--format", "csv").out())
        .contains("\\u001b[31m")
        .doesNotContain("\u001b");
  }

  @Test
  void cudaIsRefusedInABuildWithoutIt() {
    Path output = directory.resolve("results");
    for (Object[] command :
        List.<Object[]>of(
            new Object[] {"run", "quick", "--engine", "nd4j-cuda", "--output", output},
            new Object[] {"bench", "--engine", "nd4j-cuda"})) {
      assertOneLine(
          study(command),
          2,
          "--engine nd4j-cuda: this program was built without CUDA",
          "mvn -B -Pcuda -DskipTests package");
    }
    assertThat(output).doesNotExist();
    Outcome doctor = study("doctor", "--engine", "nd4j-cuda", "--output", output);
    assertThat(doctor.exit()).isEqualTo(1);
    assertThat(doctor.out())
        .contains("CUDA      --  this program was built without CUDA; to do: build it with mvn")
        .doesNotContain("CpuBackend");
  }

  @Test
  void everyCommandThatComputesNamesTheOptionOfToday() {
    for (String command : List.of("run quick", "verify .", "bench", "doctor", "trace x")) {
      Object[] words = (command + " --layers stock").split(" ");
      assertOneLine(study(words), 2, "--layers: replaced by --engine; use --engine nd4j");
    }
  }

  @Test
  void devicesAreRefusedByEnginesWithoutChoice() {
    for (String command : List.of("run quick --output " + directory, "bench", "doctor")) {
      assertThat(study((Object[]) (command + " --engine onednn --device 0").split(" ")).err())
          .contains("--device: must be left out with --engine onednn, found \"0\"");
    }
  }

  @Test
  void withoutArgumentsItSaysHowToStart() {
    Outcome start = study();

    assertThat(start.exit()).isZero();
    assertThat(start.out()).contains("./study run quick", "./study --help");
  }

  @Test
  void completesInBash() throws IOException, InterruptedException {
    Path script = directory.resolve("completion");
    Files.writeString(script, study("completion", "bash").out());
    Process bash =
        new ProcessBuilder(
                "bash",
                "-c",
                "source "
                    + script
                    + "; COMP_WORDS=(study r); COMP_CWORD=1; _complete_study;"
                    + " echo \"${COMPREPLY[@]}\"")
            .redirectErrorStream(true)
            .start();

    assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualToIgnoringWhitespace("run report");
    assertThat(bash.waitFor()).isZero();
  }

  /** By man's own formatter, as a reader sees it. */
  @Test
  void hasAManualPage() throws IOException, InterruptedException {
    Path page = directory.resolve("study.1");
    Files.writeString(page, study("man").out());
    Process groff;
    try {
      groff =
          new ProcessBuilder("groff", "-ww", "-man", "-Tascii", "-P-c", page.toString())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      assumeTrue(false, "groff is not installed: the manual page is not formatted");
      return;
    }
    String shown = new String(groff.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    shown = shown.replaceAll(".\b", "").replaceAll("\\s+", " "); // bold is struck twice
    assertThat(groff.waitFor()).isZero();
    assertThat(shown)
        .contains("NAME study - Reruns", "STUDY RUN", "--dry-run", "130 stopped by SIGINT")
        .doesNotContain("warning");
  }

  @Test
  void migrateNamesDl4jsOwnConfigurationOrTheDifference() {
    assertThat(study("migrate", "--optimizer", "adam").out().lines())
        .containsExactly("adam", "  the same in DL4J      new Adam(lr, 0.9, 0.999, 1e-8)");
    assertThat(study("migrate").out())
        .contains("nearest in DL4J       new Nesterovs(lr, 0.9)", "difference            ");
    Outcome nadam = study("migrate", "--optimizer", "nadam");
    assertThat(nadam.exit()).isEqualTo(2);
    assertThat(nadam.err()).contains("semantics: must be dl4j for nadam, found tensorflow");
  }

  @Test
  void badUsageIsExitCode2() {
    assertThat(study("run").exit()).isEqualTo(2);
    assertThat(study("run", "quick", "--epochs", "x").exit()).isEqualTo(2);
    assertThat(study("run", "quick", "--semantics", "caffe").err())
        .contains("must be one of dl4j, tensorflow, paper, pytorch, found \"caffe\"");
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
      assertThat(refused.err()).contains("--output: ", "must be a path, found \"\"");
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
        .contains("adadelta under dl4j has no learning rate; 1 is not used");
    assertOneLine(study("trace", "--optimizer", "adam", gradients), 2, "--learning-rate");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e40", "1e-46", "1e300", "-1", "0", "NaN", "Infinity", "0x1p-3", "010", "1f", ""})
  void learningRatesAreInTheRangeOfAFloat(String rate) throws IOException {
    Path gradients = Files.writeString(directory.resolve("g.csv"), "1\n0.5\n");

    Outcome trace = study("trace", "--optimizer", "adam", "--learning-rate=" + rate, gradients);

    assertOneLine(trace, 2, "--learning-rate: must be ", "found ");
  }

  @Test
  void badGradientsAreOneLineAndExitCode2() throws IOException {
    assertBadGradients("", "g.csv: must have theta_0 in its first row, found no row");
    assertBadGradients(
        "1,2\n", "g.csv: must have at least one gradient after theta_0, found 1 row");
    assertBadGradients("1,2\n1\n", "g.csv:2: must have 2 values", "found 1");
    assertBadGradients("1,2\n1,NaN\n", "g.csv:2: value 2 must be a finite");
    assertOneLine(trace(directory.resolve("none")), 2, "not found: \"" + directory);
    assertOneLine(trace(""), 2, "not found: \"\"");
    assertOneLine(trace(directory), 2, ": must be a CSV file of gradients, found a directory");
  }

  @Test
  void rowsBeforeABadOneArePrinted() throws IOException {
    Path gradients = Files.writeString(directory.resolve("g.csv"), "1,2\n1,2\n1,x\n");

    Outcome trace = trace(gradients);

    assertThat(trace.exit()).isEqualTo(2);
    assertThat(trace.out()).hasLineCount(1);
    assertThat(trace.err()).contains("g.csv:3: value 2").hasLineCount(1);
  }

  private static Outcome trace(Object gradients) {
    return study("trace", "--optimizer", "adam", "--learning-rate", 0.001, gradients);
  }

  private void assertBadGradients(String content, String... parts) throws IOException {
    Path gradients = directory.resolve("g.csv");
    Files.writeString(gradients, content);
    assertOneLine(trace(gradients), 2, parts);
  }

  @Test
  void doctorExaminesEverything() throws IOException {
    Path output = directory.resolve("new/results");
    Outcome doctor = study("doctor", "--output", output);

    assertThat(doctor.out())
        .contains("Java      OK  " + Runtime.version().feature())
        .contains("Variable  OK  OMP_NUM_THREADS=1: native threads per worker")
        .contains("Fonts     OK  found")
        .contains("Data      OK  MNIST: four files with the official checksums")
        .contains("ND4J      OK  CpuBackend of ND4J 1.0.0-M2.1")
        .contains("Engine    OK  onednn: our layers on oneDNN on the CPU, test results are correct")
        .contains("Engine    OK  nd4j-cuda cannot run here: this program was built without CUDA")
        .containsPattern("Memory    OK  \\d+ MiB for this machine")
        .containsPattern("Disk      OK  \\d+ MiB free for " + output)
        .contains("Lock      OK  no run is writing to " + output);
    assertThat(output).doesNotExist();

    Path file = Files.createFile(directory.resolve("file"));
    assertThat(study("doctor", "--output", file).out())
        .contains(
            "Disk      --  " + file + ": must be a directory that can be written, found that ");
  }

  @Test
  void resultsOfOtherSettingsAreNotMixed() throws IOException {
    Path results = directory.resolve("results");
    new MadeUpResults(3, List.of(1L), List.of(Semantics.DL4J), List.of(Reading.STRIDED))
        .write(results);

    assertOneLine(
        study(
            "run",
            "quick",
            "--only",
            "small-cnn.strided.adam.dl4j.lr0.001.seed1.epochs3",
            "--output",
            results),
        2,
        "trial.json: updater.@class: must be \"org.nd4j.linalg.learning.config.Adam\" as requested",
        "found \"made.up.adam\"; use another --output, or delete");
  }

  @Test
  void aRunWithoutReportLeavesRecordsThatAReportReads() throws IOException {
    Path results = directory.resolve("results");
    Outcome run =
        study(
            "run",
            "deep-mlp",
            "--semantics",
            "dl4j",
            "--only",
            "*.adam.*",
            "--epochs",
            1,
            "--no-report",
            "--output",
            results);
    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .contains("Records of every epoch: " + results.resolve("records.csv"))
        .doesNotContain("Verdicts");
    assertThat(Files.readAllLines(results.resolve("records.csv"))).hasSize(2);
    assertThat(results.resolve("figures")).doesNotExist();
    assertThat(results.resolve("report.html")).doesNotExist();
    assertThat(results.resolve("claims.json")).doesNotExist();

    assertThat(study("report", results, "--format", "csv").exit()).isZero();
    assertThat(results.resolve("claims.json")).exists();
  }

  @Test
  void verifyNeedsAFinishedTrial() {
    assertOneLine(study("verify", directory), 2, "must contain a finished trial, found none");
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
