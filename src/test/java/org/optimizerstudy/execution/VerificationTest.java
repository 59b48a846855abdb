package org.optimizerstudy.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
import org.optimizerstudy.results.TrialDirectory;
import org.optimizerstudy.training.TrialRunner;

class VerificationTest {

  @TempDir Path directory;

  private final TrialRunner runner = SmallStudy.runner();
  private TrialDirectory published;

  @BeforeEach
  void publish() throws IOException {
    Trial trial = SmallStudy.trial(NetworkKind.SMALL_CNN, OptimizerKind.ADAM, Semantics.PAPER, 3);
    ResultsDirectory results = ResultsDirectory.create(directory);
    new LocalWorkers(1, runner, results)
        .execute(List.of(trial), new SmallStudy.Log(new StopRequest(), 0));
    published = results.trial(trial.id());
  }

  private void changeTestAccuracy(int epoch, double difference) throws IOException {
    List<String> lines = Files.readAllLines(published.recordsFile());
    List<String> row = new ArrayList<>(List.of(lines.get(epoch).split(",")));
    int column = EpochRecord.COLUMNS.indexOf("test_accuracy");
    row.set(column, Double.toString(Double.parseDouble(row.get(column)) + difference));
    lines.set(epoch, String.join(",", row));
    Files.write(published.recordsFile(), lines);
  }

  private void changeJson(String expression, String replacement) throws IOException {
    String json = Files.readString(published.trialFile());
    String changed = json.replaceFirst(expression, replacement);
    assertThat(changed).isNotEqualTo(json);
    Files.writeString(published.trialFile(), changed);
  }

  @Test
  void theSameMachineGivesTheSameRecords() throws IOException {
    assertThat(Verification.of(published, runner, 2)).isEqualTo(new Verification.Identical(2));
    assertThat(Verification.of(published, runner, 9)).isEqualTo(new Verification.Identical(3));
  }

  @Test
  void theSameMachineToleratesNothing() throws IOException {
    changeTestAccuracy(2, 1e-15);

    assertThat(Verification.of(published, runner, 1)).isEqualTo(new Verification.Identical(1));
    Verification.Verdict verdict = Verification.of(published, runner, 2);
    assertThat(verdict.holds()).isFalse();
    assertThat(((Verification.Different) verdict).difference())
        .startsWith("epoch 2: test_accuracy: published 0.");
  }

  @Test
  void anotherMachineMayRoundOtherwise() throws IOException {
    changeJson("\"cpu\" : \"[^\"]*\"", "\"cpu\" : \"abacus\"");
    changeTestAccuracy(2, 0.01);

    Verification.Verdict verdict = Verification.of(published, runner, 3);
    assertThat(verdict.holds()).isTrue();
    assertThat(((Verification.Close) verdict).difference()).startsWith("epoch 2: test_accuracy");
    assertThat(((Verification.Close) verdict).environment()).contains("environment.cpu was");

    changeTestAccuracy(2, 0.05);
    assertThat(Verification.of(published, runner, 3)).isInstanceOf(Verification.Different.class);
  }

  @Test
  void divergenceMustCome() throws IOException {
    changeJson("\"COMPLETED\"", "\"DIVERGED\", \"diverged_at_epoch\" : 2");
    List<String> lines = Files.readAllLines(published.recordsFile());
    Files.write(published.recordsFile(), lines.subList(0, 2));

    Verification.Verdict verdict = Verification.of(published, runner, 3);

    assertThat(((Verification.Different) verdict).difference())
        .isEqualTo("epoch 2: published no record, found one");
  }

  @Test
  void otherDataCannotBeCompared() throws IOException {
    changeJson("(train-images-idx3-ubyte\" : \")[0-9a-f]{4}", "$10000");

    assertThatThrownBy(() -> Verification.of(published, runner, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("dataset_sha256.train-images-idx3-ubyte");
  }
}
