package org.optimizerstudy.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.optimizerstudy.RealData;
import org.optimizerstudy.TestRunners;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.StoredTrial;
import org.optimizerstudy.results.TrialStatus;
import org.optimizerstudy.training.TrialRunner;

/** A trial that was interrupted goes on as if it had not been. */
class ResumeTest {

  private static final int EPOCHS = 4;

  @TempDir Path directory;

  private final TrialRunner runner = SmallStudy.runner();
  private final Trial adam =
      SmallStudy.trial(NetworkKind.SMALL_CNN, OptimizerKind.ADAM, Semantics.TENSORFLOW, EPOCHS);
  private ResultsDirectory whole;
  private ResultsDirectory interrupted;

  @BeforeEach
  void create() throws IOException {
    whole = ResultsDirectory.create(directory.resolve("whole"));
    interrupted = ResultsDirectory.create(directory.resolve("interrupted"));
  }

  private SmallStudy.Log run(ResultsDirectory results, List<Trial> trials) throws IOException {
    return run(results, trials, 0);
  }

  /** Runs trials until so many epochs are done in all; to the end if 0. */
  private SmallStudy.Log run(ResultsDirectory results, List<Trial> trials, int epochs)
      throws IOException {
    StopRequest stop = new StopRequest();
    SmallStudy.Log log = new SmallStudy.Log(stop, epochs);
    new LocalWorkers(1, runner, results, stop).execute(trials, log);
    return log;
  }

  private void assertSameRecords(List<Trial> trials) throws IOException {
    assertThat(SmallStudy.lines(interrupted, trials))
        .isEqualTo(SmallStudy.lines(whole, trials))
        .allSatisfy((id, lines) -> assertThat(lines).hasSize(EPOCHS + 1));
    for (Trial trial : trials) {
      assertThat(interrupted.trial(trial.id()).stored().status())
          .isEqualTo(new TrialStatus.Completed());
      assertThat(checkpoints(trial)).doesNotExist();
    }
  }

  private Path checkpoints(Trial trial) {
    return interrupted.trial(trial.id()).recordsFile().resolveSibling("checkpoint");
  }

  @ParameterizedTest
  @EnumSource(NetworkKind.class)
  void everyRuleGoesOnWithTheSameBits(NetworkKind network) throws IOException {
    List<Trial> all = SmallStudy.trials(network, EPOCHS);
    List<Trial> trials = network == NetworkKind.MEDIUM_CNN ? all.subList(5, 6) : all;
    run(whole, trials);

    for (Trial trial : trials) {
      run(interrupted, List.of(trial), 2);
      assertThat(interrupted.trial(trial.id()).stored().status())
          .isEqualTo(new TrialStatus.Running());
      assertThat(interrupted.trial(trial.id()).stored().records()).hasSize(2);
      assertThat(checkpoints(trial)).exists();
      assertThat(run(interrupted, List.of(trial)).notes)
          .containsExactly(trial.id() + ": resuming after epoch 2");
    }

    assertSameRecords(trials);
  }

  @Test
  void aStopAfterTheLastEpochIsACompletedTrial() throws IOException {
    run(interrupted, List.of(adam), EPOCHS);

    assertThat(interrupted.trial(adam.id()).stored().status())
        .isEqualTo(new TrialStatus.Completed());
  }

  @Test
  void aTornLastLineIsCutOff() throws IOException {
    run(whole, List.of(adam));
    run(interrupted, List.of(adam), 2);
    Path records = interrupted.trial(adam.id()).recordsFile();
    Files.writeString(records, "3,15,0.53", StandardOpenOption.APPEND);
    assertThat(interrupted.trial(adam.id()).stored().records()).hasSize(2);

    run(interrupted, List.of(adam));

    assertSameRecords(List.of(adam));
  }

  @Test
  void recordsBeyondTheCheckpointAreCutOff() throws IOException {
    run(whole, List.of(adam));
    run(interrupted, List.of(adam), 2);
    Path records = interrupted.trial(adam.id()).recordsFile();
    Files.writeString(records, "3,15,9,0.9,9,0.9,9,0.9,9\n", StandardOpenOption.APPEND);

    run(interrupted, List.of(adam));

    assertSameRecords(List.of(adam));
  }

  @Test
  void recordsThatAreBehindTheirCheckpointGoOnFromTheOneBefore() throws IOException {
    run(whole, List.of(adam));
    run(interrupted, List.of(adam), 2);
    Path records = interrupted.trial(adam.id()).recordsFile();
    List<String> lines = Files.readAllLines(records);
    Files.writeString(records, lines.get(0) + "\n" + lines.get(1) + "\n" + "2,10,0.");

    assertThat(run(interrupted, List.of(adam)).notes)
        .containsExactly(adam.id() + ": resuming after epoch 1");

    assertSameRecords(List.of(adam));
  }

  /** Epoch 1 is forced to the disk and kept in one file; epoch 2 is in the other. */
  @Test
  void aDamagedCheckpointIsReportedAndTheOneBeforeIsUsed() throws IOException {
    run(whole, List.of(adam));
    run(interrupted, List.of(adam), 2);
    Path latest = checkpoints(adam).resolve("b.checkpoint");
    byte[] bytes = Files.readAllBytes(latest);
    bytes[bytes.length / 2] ^= 1;
    Files.write(latest, bytes);

    assertThat(run(interrupted, List.of(adam)).notes)
        .containsExactly(
            adam.id()
                + ": "
                + latest
                + ": must be a whole checkpoint, found it damaged: its checksum is wrong",
            adam.id() + ": resuming after epoch 1");

    assertSameRecords(List.of(adam));
  }

  @Test
  void withoutAnyGoodCheckpointTheTrialBeginsAgain() throws IOException {
    run(whole, List.of(adam));
    run(interrupted, List.of(adam), 2);
    try (Stream<Path> files = Files.list(checkpoints(adam))) {
      for (Path file : files.toList()) {
        Files.write(file, List.of("rubbish"));
      }
    }

    assertThat(run(interrupted, List.of(adam)).notes)
        .hasSize(3)
        .last()
        .isEqualTo(adam.id() + ": no usable checkpoint; restarting from epoch 1");

    assertSameRecords(List.of(adam));
  }

  @Test
  void aHardLinkToTheRecordsKeepsItsContent() throws IOException {
    run(whole, List.of(adam));
    run(interrupted, List.of(adam), 2);
    Path records = interrupted.trial(adam.id()).recordsFile();
    Path backup = Files.createLink(directory.resolve("backup.csv"), records);
    List<String> before = Files.readAllLines(backup);

    run(interrupted, List.of(adam));

    assertSameRecords(List.of(adam));
    assertThat(Files.readAllLines(backup)).isEqualTo(before);
  }

  @Test
  void aLinkedCheckpointDirectoryIsRefusedAndKeepsItsFiles() throws IOException {
    run(interrupted, List.of(adam), 2);
    Path elsewhere = Files.move(checkpoints(adam), directory.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("thesis.tex"), "precious");
    Files.createSymbolicLink(checkpoints(adam), elsewhere);

    String line = checkpoints(adam) + ": must be a directory, found a symbolic link";
    assertThatThrownBy(() -> run(interrupted, List.of(adam))).hasMessage(line);
    assertThatThrownBy(() -> interrupted.trial(adam.id()).obstacle())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(line);
    assertThat(elsewhere.toFile().list())
        .containsExactlyInAnyOrder("a.checkpoint", "b.checkpoint", "thesis.tex");
  }

  @Test
  void whatIsNotOursInACheckpointDirectoryStays() throws IOException {
    run(interrupted, List.of(adam), 2);
    Path thesis = Files.writeString(checkpoints(adam).resolve("thesis.tmp"), "precious");

    run(interrupted, List.of(adam));

    assertThat(interrupted.trial(adam.id()).stored().status())
        .isEqualTo(new TrialStatus.Completed());
    assertThat(checkpoints(adam).toFile().list()).containsExactly("thesis.tmp");
    assertThat(thesis).hasContent("precious");
    assertThat(interrupted.read().notes())
        .containsExactly(checkpoints(adam) + ": contains foreign files; they are ignored");
  }

  @Test
  void aClockThatWentBackChangesNothing() throws IOException {
    run(whole, List.of(adam));
    run(interrupted, List.of(adam), 3);
    FileTime future = FileTime.from(Instant.parse("2099-01-01T00:00:00Z"));
    Files.setLastModifiedTime(checkpoints(adam).resolve("a.checkpoint"), future);
    Path json = interrupted.trial(adam.id()).trialFile();
    Files.writeString(
        json,
        Files.readString(json)
            .replaceFirst("\"started\" : \"[^\"]*\"", "\"started\" : \"2099-01-01T00:00:00Z\""));

    assertThat(run(interrupted, List.of(adam)).notes)
        .containsExactly(adam.id() + ": resuming after epoch 3");

    assertSameRecords(List.of(adam));
  }

  @Test
  void otherSettingsAreAnErrorThatNamesTheDifference() throws IOException {
    run(interrupted, List.of(adam), 2);
    Path json = interrupted.trial(adam.id()).trialFile();
    String content = Files.readString(json);

    Files.writeString(json, content.replace("\"beta1\" : 0.9,", "\"beta1\" : 0.8,"));
    assertThatThrownBy(() -> run(interrupted, List.of(adam)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("trial.json: updater.beta1: must be 0.9 as requested, found 0.8");

    Files.writeString(
        json, content.replaceFirst("(train-labels-idx1-ubyte\" : \")[0-9a-f]{4}", "$10000"));
    assertThatThrownBy(() -> run(interrupted, List.of(adam)))
        .hasMessageContaining("dataset_sha256.train-labels-idx1-ubyte: must be");

    Files.writeString(json, content);
    run(interrupted, List.of(adam));
  }

  @Test
  void anotherEngineResumesAndIsStored() throws IOException {
    TrialRunner nd4j = TestRunners.nd4j(RealData.small(230, 100));
    StopRequest stop = new StopRequest();
    new LocalWorkers(1, nd4j, interrupted, stop)
        .execute(List.of(adam), new SmallStudy.Log(stop, 2));
    assertThat(interrupted.trial(adam.id()).stored().engine()).isEqualTo("nd4j");

    assertThat(run(interrupted, List.of(adam)).notes)
        .anyMatch(note -> note.contains("started with engine nd4j and resumes with onednn"));

    StoredTrial stored = interrupted.trial(adam.id()).stored();
    assertThat(stored.status()).isEqualTo(new TrialStatus.Completed());
    assertThat(stored.engine()).isEqualTo("nd4j");
    assertThat(stored.json().path("resumed").path(0).path("engine").asText()).isEqualTo("onednn");
    assertThat(runner.provenance(adam).environmentDifferences(stored))
        .contains(
            "engine was \"nd4j\", is \"onednn\"", "the trial was resumed with another engine");
  }

  @Test
  void anotherEnvironmentIsNotedAndStored() throws IOException {
    run(interrupted, List.of(adam), 2);
    Path json = interrupted.trial(adam.id()).trialFile();
    Files.writeString(
        json, Files.readString(json).replaceFirst("(\"cpu\" : )\"[^\"]*\"", "$1\"abacus\""));

    assertThat(run(interrupted, List.of(adam)).notes)
        .anyMatch(note -> note.contains("environment differs from that at the start"));

    var stored = interrupted.trial(adam.id()).stored().json();
    assertThat(stored.path("environment").path("cpu").asText()).isEqualTo("abacus");
    assertThat(stored.path("resumed").path(0).path("after_epoch").asInt()).isEqualTo(2);
    assertThat(stored.path("resumed").path(0).path("environment").path("cpu").asText())
        .isNotEqualTo("abacus")
        .isNotBlank();
  }
}
