package org.optimizerstudy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.optimizerstudy.execution.LocalWorkers;
import org.optimizerstudy.execution.SmallStudy;
import org.optimizerstudy.execution.StopRequest;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.publishing.Report;
import org.optimizerstudy.publishing.ReportFormat;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.ResultsFiles;
import org.optimizerstudy.results.ResultsLock;
import picocli.CommandLine;

/**
 * SECURITY.md: a results directory from somebody else does not make the program write, empty or
 * delete anything outside it. Each place that the program writes is a trap once, of each kind.
 */
@EnabledOnOs(OS.LINUX)
class HostileDirectoryTest {

  private static final int EPOCHS = 3;

  /** Two finished ones, which figure 7 compares, and one that is not finished. */
  private static final Trial DONE =
      SmallStudy.trial(NetworkKind.DEEP_MLP, OptimizerKind.ADADELTA, Semantics.DL4J, EPOCHS);

  private static final Trial OTHER =
      SmallStudy.trial(NetworkKind.DEEP_MLP, OptimizerKind.ADADELTA, Semantics.PAPER, EPOCHS);

  private static final Trial BEGUN =
      SmallStudy.trial(NetworkKind.DEEP_MLP, OptimizerKind.ADAM, Semantics.DL4J, EPOCHS);

  private static final String TRIAL = "trials/" + BEGUN.id();

  /** All that the program writes; of the figures one of each command. */
  private static final List<String> FILES =
      List.of(
          "study-results",
          "lock",
          "records.csv",
          "claims.json",
          "report.html",
          "report.ipynb",
          "report.md",
          "figures/figure1.csv",
          "figures/figure7.deep-mlp.batch50.epochs3.png",
          TRIAL + "/trial.json",
          TRIAL + "/records.csv",
          TRIAL + "/predictions.txt",
          TRIAL + "/model.zip",
          TRIAL + "/checkpoint/a.checkpoint",
          TRIAL + "/checkpoint/b.checkpoint");

  private static final List<String> DIRECTORIES =
      List.of("figures", "trials", TRIAL, TRIAL + "/checkpoint");

  @TempDir static Path made;
  @TempDir Path temporary;

  private Path root;
  private Path outside;

  /** What is in the place of a file or directory of the program. */
  enum Trap {
    LINK {
      @Override
      void set(Path place, Path outside) throws IOException {
        Files.createSymbolicLink(place, outside.resolve("stolen"));
      }
    },
    LINK_TO_NOTHING {
      @Override
      void set(Path place, Path outside) throws IOException {
        Files.createSymbolicLink(place, outside.resolve("not there"));
      }
    },
    FIFO {
      @Override
      void set(Path place, Path outside) throws IOException {
        try {
          new ProcessBuilder("mkfifo", place.toString()).start().waitFor();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
    };

    abstract void set(Path place, Path outside) throws IOException;
  }

  @BeforeAll
  static void makeResults() throws IOException {
    ResultsDirectory results = ResultsDirectory.create(made);
    train(results, List.of(DONE, OTHER), 0);
    train(results, List.of(BEGUN), 2);
    // as if the program had died before trial.json said that the trial is finished
    Files.copy(
        results.trial(DONE.id()).path().resolve(ResultsFiles.PREDICTIONS),
        made.resolve(TRIAL + "/predictions.txt"));
    Files.writeString(made.resolve(TRIAL + "/model.zip"), "as if it had died later");
    results.writeRecords();
    ResultsLock.take(results).close();
    Report.of(results.read(), EnumSet.allOf(ReportFormat.class)).write(made);
    assertThat(study("compare", made)).isZero();
  }

  @BeforeEach
  void copyThem() throws IOException {
    root = temporary.resolve("results");
    outside = Files.createDirectory(temporary.resolve("outside"));
    copy(made, root);
  }

  private static void train(ResultsDirectory results, List<Trial> trials, int epochs)
      throws IOException {
    StopRequest stop = new StopRequest();
    new LocalWorkers(1, SmallStudy.runner(), results, stop)
        .execute(trials, new SmallStudy.Log(stop, epochs));
  }

  /** What the command run does, with little data. */
  private void run() throws IOException {
    ResultsDirectory results = ResultsDirectory.create(root);
    try (ResultsLock lock = ResultsLock.take(results)) {
      results.tidy(results.read().trials());
      train(results, List.of(BEGUN), 0);
      results.writeRecords();
      Report.of(results.read(), EnumSet.of(ReportFormat.CSV)).write(root);
    }
  }

  private static int study(Object... arguments) {
    StringWriter err = new StringWriter();
    CommandLine command = Study.commandLine();
    command.setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(err, true));
    int exit = command.execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    assertThat(err.toString()).doesNotContain("\tat ");
    assertThat(
            err.toString()
                .lines()
                .filter(line -> line.startsWith("study: "))
                .filter(line -> !line.equals("study: loading ...")))
        .hasSizeLessThan(2);
    return exit;
  }

  private static Map<String, String> content(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.collect(
          Collectors.toMap(
              file -> directory.relativize(file).toString(),
              HostileDirectoryTest::read,
              (a, b) -> a,
              TreeMap::new));
    }
  }

  private static String read(Path file) {
    try {
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          ? new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
          : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The list above is whole. */
  @Test
  void thereIsATrapForEveryFile() throws IOException {
    Set<String> trapped =
        Stream.concat(FILES.stream(), DIRECTORIES.stream()).collect(Collectors.toSet());
    List<String> untrapped = new ArrayList<>();
    for (String name : content(root).keySet()) {
      String same =
          name.replaceFirst("^trials/[^/]+", TRIAL)
              .replaceFirst("^figures/figure.*", "figures/figure1.csv");
      if (!name.isEmpty() && !trapped.contains(same)) {
        untrapped.add(name);
      }
    }
    assertThat(untrapped).isEmpty();
    for (String place : trapped) {
      assertThat(root.resolve(place)).exists();
    }
  }

  @ParameterizedTest
  @EnumSource(Trap.class)
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void nothingOutsideIsTouched(Trap trap) throws IOException {
    for (String place : Stream.concat(FILES.stream(), DIRECTORIES.stream()).toList()) {
      delete(root);
      delete(outside);
      copy(made, root);
      Files.createDirectory(outside);
      Files.writeString(outside.resolve("thesis.tmp"), "precious");
      Files.move(root.resolve(place), outside.resolve("stolen"));
      trap.set(root.resolve(place), outside);
      Map<String, String> before = content(outside);

      study("list", "quick", "--output", root);
      study("verify", root, "--only", BEGUN.id());
      study("report", root, "--format", "csv");
      if (!place.startsWith(TRIAL)) {
        assertThat(study("compare", root)).as(place).isEqualTo(2);
      }
      assertThatThrownBy(this::run)
          .as("%s in place of %s", trap, place)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageMatching("\\Q%s\\E.*: must be a (file|directory), found .*".formatted(root));

      assertThat(content(outside)).as("%s in place of %s", trap, place).isEqualTo(before);
    }
  }

  @Test
  void filesWithASecondHardLinkAreReplaced() throws IOException {
    for (String place : FILES) {
      Files.createLink(outside.resolve(place.replace('/', ' ')), root.resolve(place));
    }
    Map<String, String> before = content(outside);

    assertThatThrownBy(this::run)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "lock: must be the study's lock file, found a file with 2 hard links");
    Files.delete(root.resolve("lock"));
    run();
    assertThat(study("compare", root)).isZero();
    assertThat(study("report", root)).isZero();

    assertThat(content(outside)).isEqualTo(before);
    for (String place : FILES.subList(2, 9)) {
      assertThat(Files.getAttribute(root.resolve(place), "unix:nlink")).isEqualTo(1);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
