package org.optimizerstudy.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.TrialStatus;

/** Somebody deletes or replaces parts of the results directory while a trial runs. */
class DisturbedRunTest {

  private static final int EPOCHS = 4;
  private static final Trial DONE =
      SmallStudy.trial(NetworkKind.DEEP_MLP, OptimizerKind.ADAGRAD, Semantics.DL4J, EPOCHS);
  private static final Trial TRIAL =
      SmallStudy.trial(NetworkKind.DEEP_MLP, OptimizerKind.ADAM, Semantics.DL4J, EPOCHS);

  @TempDir Path temporary;

  private Path root;
  private ResultsDirectory results;
  private Path directory;

  /** What happens to the directory. */
  private interface Disturbance {
    void happen() throws IOException;
  }

  @BeforeEach
  void trainOne() throws IOException {
    root = temporary.resolve("results");
    results = ResultsDirectory.create(root);
    execute(DONE, () -> {});
    directory = results.trial(TRIAL.id()).recordsFile().getParent();
  }

  private void execute(Trial trial, Disturbance disturbance) throws IOException {
    StopRequest never = new StopRequest();
    new LocalWorkers(1, SmallStudy.runner(), results, never)
        .execute(
            List.of(trial),
            new SmallStudy.Log(never, 0) {
              @Override
              public synchronized void epochDone(int worker, Trial trained, EpochRecord record) {
                if (record.epoch() == 2) {
                  try {
                    disturbance.happen();
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                }
              }
            });
  }

  private void assertFails(Disturbance disturbance, String message) throws IOException {
    Map<String, List<String>> done = SmallStudy.lines(results, List.of(DONE));
    assertThatThrownBy(() -> execute(TRIAL, disturbance))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage(message);
    if (Files.exists(root)) {
      assertThat(SmallStudy.lines(results, List.of(DONE))).isEqualTo(done);
      assertThat(results.trial(DONE.id()).stored().status()).isEqualTo(new TrialStatus.Completed());
    }
  }

  private static void delete(Path path) throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private String gone(String what) {
    return directory.resolve("records.csv")
        + ": must not be changed by other processes, found it "
        + what
        + " while the trial was running";
  }

  @Test
  void theResultsDirectoryIsDeleted() throws IOException {
    assertFails(() -> delete(root), gone("deleted"));
    assertThat(root).doesNotExist();
    assertThatThrownBy(() -> results.writeRecords())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(root + ": not found");
  }

  @Test
  void theTrialIsDeleted() throws IOException {
    assertFails(() -> delete(directory), gone("deleted"));
    assertThat(directory).doesNotExist();
  }

  @Test
  void theRecordsAreDeleted() throws IOException {
    assertFails(() -> Files.delete(directory.resolve("records.csv")), gone("deleted"));
    assertThat(results.trial(TRIAL.id()).stored().status()).isEqualTo(new TrialStatus.Running());
  }

  @Test
  void theRecordsAreReplacedOrEdited() throws IOException {
    Path records = directory.resolve("records.csv");
    assertFails(
        () -> {
          Path copy = Files.copy(records, temporary.resolve("copy"));
          Files.delete(records);
          Files.move(copy, records);
        },
        gone("changed"));
    delete(directory);
    assertFails(
        () -> Files.writeString(records, "3,15,0.5\n", StandardOpenOption.APPEND), gone("changed"));
  }

  @Test
  void linksTakeTheirPlaces() throws IOException {
    Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    Path records = Files.writeString(elsewhere.resolve("records.csv"), "precious");
    assertFails(
        () -> {
          Files.delete(directory.resolve("records.csv"));
          Files.createSymbolicLink(directory.resolve("records.csv"), records);
        },
        directory.resolve("records.csv")
            + ": must be a file, found a symbolic link; it was replaced while the trial was running");
    delete(directory);
    assertFails(
        () -> {
          delete(directory);
          Files.createSymbolicLink(directory, elsewhere);
        },
        directory
            + ": must be a directory, found a symbolic link; it was replaced while the trial was running");
    assertThat(elsewhere).isDirectoryContaining(file -> file.equals(records));
    assertThat(records).hasContent("precious");
  }

  /** What is there is not begun anew, for the file may come back from a copy. */
  @Test
  void aDeletedTrialJsonIsSaidAtOnce() throws IOException {
    for (Trial trial : List.of(DONE, TRIAL)) {
      if (trial == TRIAL) {
        StopRequest stop = new StopRequest();
        new LocalWorkers(1, SmallStudy.runner(), results, stop)
            .execute(List.of(TRIAL), new SmallStudy.Log(stop, 2));
      }
      Path json = results.trial(trial.id()).trialFile();
      String content = Files.readString(json);
      Files.delete(json);
      ThrowingCallable asked = () -> results.trial(trial.id()).stored();
      assertThatThrownBy(asked)
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "%s: not found beside records.csv; put it back, or move %s away to run the trial again",
              json, json.getParent());
      assertThatThrownBy(() -> execute(trial, () -> {})).hasMessageContaining("put it back");
      Files.writeString(json, content);
    }
    execute(TRIAL, () -> {});
    assertThat(results.trial(TRIAL.id()).stored().records()).hasSize(EPOCHS);
  }
}
