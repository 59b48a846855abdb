package org.optimizerstudy.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.optimizerstudy.execution.Verification.Precision.BITS;
import static org.optimizerstudy.execution.Verification.Precision.TOLERANCE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.Device;
import org.optimizerstudy.results.Environment;
import org.optimizerstudy.results.EpochColumn;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.Provenance;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.ResultsFiles;
import org.optimizerstudy.results.StoredTrial;
import org.optimizerstudy.results.TrialDirectory;
import org.optimizerstudy.results.TrialStatus;
import org.optimizerstudy.results.TrialWriter;
import org.optimizerstudy.training.TrialRunner;

class VerificationTest {

  @TempDir Path directory;

  private final TrialRunner runner = SmallStudy.runner();
  private TrialDirectory published;

  @BeforeEach
  void publish() throws IOException {
    Trial trial = SmallStudy.trial(NetworkKind.SMALL_CNN, OptimizerKind.ADAM, Semantics.PAPER, 3);
    ResultsDirectory results = ResultsDirectory.create(directory);
    new LocalWorkers(1, runner, results, new StopRequest())
        .execute(List.of(trial), new SmallStudy.Log(new StopRequest(), 0));
    published = results.trial(trial.id());
  }

  private void changeTestAccuracy(int epoch, double difference) throws IOException {
    List<String> lines = Files.readAllLines(published.recordsFile());
    List<String> row = new ArrayList<>(List.of(lines.get(epoch).split(",")));
    int column = EpochColumn.keys().indexOf("test_accuracy");
    row.set(column, Double.toString(Double.parseDouble(row.get(column)) + difference));
    lines.set(epoch, String.join(",", row));
    Files.writeString(published.recordsFile(), String.join("\n", lines) + "\n");
    seal();
  }

  private void seal() throws IOException {
    published.seal((StoredTrial) published.readUnsealed().orElseThrow(), "test");
  }

  private Verification.Result verify(int epochs, Verification.Precision precision)
      throws IOException {
    return Verification.of(published.stored(), runner, epochs, precision);
  }

  private void changeJson(String expression, String replacement) throws IOException {
    String json = Files.readString(published.trialFile());
    String changed = json.replaceFirst(expression, replacement);
    assertThat(changed).isNotEqualTo(json);
    Files.writeString(published.trialFile(), changed);
    seal();
  }

  @Test
  void theSameMachineGivesTheSameRecords() throws IOException {
    assertThat(verify(2, BITS)).isEqualTo(new Verification.Identical(2, false));
    assertThat(verify(9, BITS)).isEqualTo(new Verification.Identical(3, true));
  }

  @Test
  void theSameMachineToleratesNothing() throws IOException {
    changeTestAccuracy(2, 1e-15);

    assertThat(verify(1, BITS)).isEqualTo(new Verification.Identical(1, false));
    Verification.Result result = verify(2, BITS);
    assertThat(result.holds()).isFalse();
    assertThat(((Verification.Different) result).difference())
        .startsWith("epoch 2: test_accuracy: published 0.");
  }

  /** Nothing that is written in trial.json weakens what is asked. */
  @Test
  void onlyTheUserAsksForATolerance() throws IOException {
    changeJson("\"cpu\" : \"[^\"]*\"", "\"cpu\" : \"abacus\"");
    changeJson("\"java\" : \"[^\"]*\"", "\"java\" : \"1.4\"");
    changeTestAccuracy(2, 0.01);

    Verification.Different different = (Verification.Different) verify(3, BITS);
    assertThat(different.difference()).startsWith("epoch 2: test_accuracy: published 0.");
    assertThat(different.environment())
        .hasSize(1)
        .allMatch(line -> line.startsWith("environment.cpu was \"abacus\", is "));

    Verification.Close close = (Verification.Close) verify(3, TOLERANCE);
    assertThat(close.holds()).isTrue();
    assertThat(close.difference()).startsWith("epoch 2: test_accuracy");
    assertThat(close.environment()).isEqualTo(different.environment());

    changeTestAccuracy(2, 0.05);
    assertThat(verify(3, TOLERANCE)).isInstanceOf(Verification.Different.class);
  }

  @Test
  void finalMeasuresAndPredictionsAreComparedWithTheLastEpoch() throws IOException {
    changeJson("(\"train_accuracy\" : 0\\.\\d\\d)(\\d)", "$10$2");
    assertThat(verify(2, BITS)).isEqualTo(new Verification.Identical(2, false));
    assertThat(((Verification.Different) verify(3, BITS)).difference())
        .startsWith("final: train_accuracy: published 0.");
    assertThat(verify(3, TOLERANCE)).isInstanceOf(Verification.Close.class);
  }

  @Test
  void aPredictionThatDiffersIsNamed() throws IOException {
    String digits = Files.readString(published.path().resolve(ResultsFiles.PREDICTIONS));
    char other = digits.charAt(41) == '0' ? '1' : '0';
    Files.writeString(
        published.path().resolve(ResultsFiles.PREDICTIONS),
        digits.substring(0, 41) + other + digits.substring(42));
    seal();

    assertThat(((Verification.Different) verify(3, BITS)).difference())
        .isEqualTo(
            "predictions: 1 of 100 differ, first test image 42: published %s, found %s"
                .formatted(other, digits.charAt(41)));
    assertThat(verify(3, TOLERANCE)).isInstanceOf(Verification.Close.class);
  }

  @Test
  void theVersionOfJavaIsNoReasonForOtherBits() throws IOException {
    changeJson("\"java\" : \"[^\"]*\"", "\"java\" : \"1.4\"");
    assertThat(runner.provenance(published.stored().trial()))
        .satisfies(here -> assertThat(here.environmentDifferences(published.stored())).isEmpty());
  }

  @Test
  void whatIsUnknownCountsAsDifferent() throws IOException {
    Provenance here = runner.provenance(published.stored().trial());
    Environment known = here.environment();
    Map<String, String> versions = new TreeMap<>(known.versions());
    versions.put("commit", "unknown");
    Environment unknown =
        new Environment(
            versions,
            known.java(),
            known.os(),
            "unknown",
            "unknown",
            known.cores(),
            known.settings(),
            known.devices());
    changeJson("\"commit\" : \"[^\"]*\"", "\"commit\" : \"unknown\"");
    changeJson("\"cpu\" : \"[^\"]*\"", "\"cpu\" : \"unknown\"");
    changeJson("\"instruction_set\" : \"[^\"]*\"", "\"instruction_set\" : \"unknown\"");
    Provenance there =
        new Provenance(
            here.trial(),
            here.updater(),
            here.stateBytes(),
            here.datasetSha256(),
            here.engine(),
            unknown);

    assertThat(there.environmentDifferences(published.stored()))
        .containsExactly(
            "environment.cpu is unknown",
            "environment.instruction_set is unknown",
            "environment.versions.commit is unknown");
  }

  /** What an engine promises on every device of the first tier. */
  @Test
  void anotherDeviceOfTheFirstTierIsNoReasonForOtherBits() throws IOException {
    changeJson("\"cpu\" : \"[^\"]*\"", "\"cpu\" : \"another\"");
    changeJson(
        "\"threads_per_worker\"",
        "\"device\" : {\"name\" : \"A\", \"opencl\" : \"1.2\", \"tier\" : \"first\", \"memory\" : 1,"
            + " \"driver\" : \"1\"}, \"threads_per_worker\"");

    assertThat(on("first").environmentDifferences(published.stored())).isEmpty();
    assertThat(on("second: without x").environmentDifferences(published.stored()))
        .anySatisfy(difference -> assertThat(difference).startsWith("environment.cpu was"))
        .anySatisfy(difference -> assertThat(difference).startsWith("environment.device"))
        .contains("identical bits are not guaranteed on a B");
  }

  private Provenance on(String tier) throws IOException {
    return runner
        .provenance(published.stored().trial())
        .on(Optional.of(Device.openCl("B", "3.0", tier, 2, "2")));
  }

  @Test
  void divergenceMustCome() throws IOException {
    List<String> lines = Files.readAllLines(published.recordsFile());
    Files.writeString(published.recordsFile(), lines.get(0) + "\n" + lines.get(1) + "\n");
    Files.writeString(
        published.trialFile(),
        Files.readString(published.trialFile()).replaceFirst("(?s)\"final\" : \\{.*?\\},", ""));
    changeJson(
        "\"COMPLETED\"", "\"DIVERGED\", \"diverged_at_epoch\" : 2, \"diverged_at_iteration\" : 6");

    assertThat(verify(1, BITS)).isEqualTo(new Verification.Identical(1, false));
    assertThat(((Verification.Different) verify(3, BITS)).difference())
        .isEqualTo("epoch 2: published no record, found one");
  }

  /** The same files in another directory may have had another name. */
  @Test
  void theNameOfTheDataDoesNotCount() throws IOException {
    Trial trial = published.stored().trial().on("data-0000");
    ResultsDirectory results = ResultsDirectory.create(directory.resolve("other"));
    Provenance provenance = runner.provenance(published.stored().trial());
    TrialDirectory other = results.trial(trial.id());
    try (TrialWriter writer =
        other.begin(
            new Provenance(
                trial,
                provenance.updater(),
                provenance.stateBytes(),
                provenance.datasetSha256(),
                provenance.engine(),
                provenance.environment()))) {
      for (EpochRecord record : published.stored().records()) {
        writer.append(record);
      }
      writer.finish(new TrialStatus.Completed());
    }

    assertThat(Verification.of(other.stored(), runner, 1, BITS))
        .isEqualTo(new Verification.Identical(1, false));
  }

  @Test
  void otherDataCannotBeCompared() throws IOException {
    changeJson("(train-images-idx3-ubyte\" : \")[0-9a-f]{4}", "$10000");

    assertThatThrownBy(() -> verify(1, BITS))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("dataset_sha256.train-images-idx3-ubyte");
  }
}
