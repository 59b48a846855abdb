package org.optimizerstudy.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.optimizerstudy.experiment.Initialisation;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;

/** Records of versions with fewer and with more columns are read, kept and resumed. */
class EpochColumnTest {

  private static final String OLD =
      "epoch,iterations,train_loss,train_accuracy,validation_accuracy,test_loss,test_accuracy,seconds";

  @TempDir Path root;

  private ResultsDirectory results;
  private TrialDirectory trial;
  private Trial values;

  private static EpochRecord record(int epoch) {
    return new EpochRecord(epoch, 550L * epoch, 0.5, 0.9, 0.91, 0.4, 0.92, 1.25)
        .with(EpochColumn.VALIDATION_LOSS, 0.3);
  }

  @BeforeEach
  void write() throws IOException {
    results = ResultsDirectory.create(root);
    values =
        new Trial(
            Trial.MNIST,
            NetworkKind.DEEP_MLP,
            java.util.Optional.empty(),
            OptimizerKind.ADAM,
            Semantics.DL4J,
            OptionalDouble.of(0.001),
            1,
            100,
            2,
            Initialisation.XAVIER);
    trial = results.trial(values.id());
    try (TrialWriter writer = trial.begin(StockProvenance.of(values))) {
      writer.append(record(1));
      writer.save(new TrainingState(1, 550, new float[] {1}, new float[] {2}));
    }
  }

  /** As the version before the schema wrote it. */
  private void makeOld() throws IOException {
    String json = Files.readString(trial.trialFile());
    Files.writeString(
        trial.trialFile(),
        json.replaceFirst("(?s)\"schema\" : 2,\\s*\"record_columns\" : \\[.*?\\],", ""));
    Files.writeString(trial.recordsFile(), OLD + "\n1,550,0.5,0.9,0.91,0.4,0.92,1.25\n");
  }

  @Test
  void theDocumentationHasEveryColumn() throws IOException {
    String page = Files.readString(Path.of("docs/results.md"));
    for (EpochColumn column : EpochColumn.values()) {
      assertThat(page)
          .contains(
              "| `%s` | %s | %s |\n"
                  .formatted(column.key(), column.kind().unit(), column.meaning()));
    }
  }

  @Test
  void aTrialOfAnOlderVersionIsReadAndLacksTheColumn() throws IOException {
    makeOld();

    EpochRecord old = trial.stored().records().get(0);
    assertThat(old.value(EpochColumn.VALIDATION_LOSS)).isEmpty();
    assertThat(old.value(EpochColumn.TEST_LOSS)).hasValue(0.4);
    assertThat(results.read().recordsTable())
        .startsWith("trial,network,reading,optimizer,semantics,learning_rate,seed," + OLD + "\n");
  }

  @Test
  void oldAndNewTrialsShareATable() throws IOException {
    makeOld();
    Trial other = values.on("fashion");
    try (TrialWriter writer = results.trial(other.id()).begin(StockProvenance.of(other))) {
      writer.append(record(1));
    }

    assertThat(results.read().recordsTable().lines().skip(1))
        .containsExactly(
            values.id() + ",deep-mlp,,adam,dl4j,0.001,1,1,550,0.5,0.9,,0.91,0.4,0.92,1.25",
            other.id() + ",deep-mlp,,adam,dl4j,0.001,1,1,550,0.5,0.9,0.3,0.91,0.4,0.92,1.25");
  }

  /** The file keeps the columns that it began with. */
  @Test
  void aTrialOfAnOlderVersionIsResumed() throws IOException {
    makeOld();
    byte[] records = Files.readAllBytes(trial.recordsFile());
    new Checkpoints(trial.files().directory(ResultsFiles.CHECKPOINTS))
        .save(
            new Checkpoint(
                values.id(),
                new TrainingState(1, 550, new float[] {1}, new float[] {2}),
                records.length,
                Checkpoint.checksum(records, records.length)));

    try (TrialWriter writer = trial.open(StockProvenance.of(values))) {
      assertThat(writer.start()).isPresent();
      writer.append(record(2));
      writer.evaluated(new FinalMeasures(Double.NaN, 0.95), new Predictions("7210"));
      writer.finish(new TrialStatus.Completed());
    }

    assertThat(Files.readString(trial.recordsFile()))
        .isEqualTo(OLD + "\n1,550,0.5,0.9,0.91,0.4,0.92,1.25\n2,1100,0.5,0.9,0.91,0.4,0.92,1.25\n");
    StoredTrial stored = trial.stored();
    assertThat(stored.json().path("schema").asInt()).isEqualTo(2);
    assertThat(stored.columns()).containsExactly(OLD.split(","));
    assertThat(stored.history().measures()).contains(new FinalMeasures(Double.NaN, 0.95));
    assertThat(stored.predictions()).contains(new Predictions("7210"));
  }

  @Test
  void columnsOfANewerVersionAreKept() throws IOException {
    String json = Files.readString(trial.trialFile());
    Files.writeString(
        trial.trialFile(),
        json.replace("\"seconds\" ]", "\"gradient_norm\", \"seconds\", \"a1\" ]"));
    Files.writeString(
        trial.recordsFile(),
        OLD.replace("validation", "validation_loss,validation")
                .replace("seconds", "gradient_norm,seconds,a1")
            + "\n1,550,0.5,0.9,0.3,0.91,0.4,0.92,1.50,1.25,none\n");

    assertThat(trial.stored().records().get(0).unknown())
        .isEqualTo(Map.of("gradient_norm", "1.50", "a1", "none"));
    assertThat(results.read().recordsTable().lines().toList())
        .isEqualTo(
            List.of(
                "trial,network,reading,optimizer,semantics,learning_rate,seed,"
                    + String.join(",", EpochColumn.keys())
                    + ",a1,gradient_norm",
                values.id()
                    + ",deep-mlp,,adam,dl4j,0.001,1,"
                    + "1,550,0.5,0.9,0.3,0.91,0.4,0.92,1.25,none,1.50"));
  }

  @Test
  void aRecordHasItsRequiredColumns() {
    assertThatThrownBy(() -> new EpochRecord(1, 1, Map.of(EpochColumn.TRAIN_LOSS, 1.0), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A record must have train_accuracy");
    assertThat(record(1).with(EpochColumn.VALIDATION_LOSS, Double.NaN).values())
        .doesNotContainKey(EpochColumn.VALIDATION_LOSS);
  }
}
