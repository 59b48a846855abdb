package org.optimizerstudy.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.optimizerstudy.experiment.Initialisation;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;

class ResultsDirectoryTest {

  private static final EpochRecord FIRST =
      new EpochRecord(1, 550, 0.31841764124957, 0.9104727272727273, 0.9664, 0.1145, 0.9677, 1.25)
          .with(EpochColumn.VALIDATION_LOSS, 0.25);
  private static final EpochRecord SECOND =
      new EpochRecord(2, 1100, 1.0E-7, 1.0, 0.97, 0.1, 0.971, 1.5);

  @TempDir Path directory;

  private static Provenance provenance(OptimizerKind optimizer, OptionalDouble rate) {
    Trial trial =
        new Trial(
            Trial.MNIST,
            NetworkKind.DEEP_MLP,
            Optional.empty(),
            optimizer,
            Semantics.DL4J,
            rate,
            1,
            100,
            2,
            Initialisation.XAVIER);
    return new Provenance(
        trial,
        JsonNodeFactory.instance.objectNode().put("beta1", 0.9),
        8,
        Map.of("file", "abc"),
        "nd4j",
        Environment.current());
  }

  @Test
  void recordsComeBackExactly() throws IOException {
    ResultsDirectory results = ResultsDirectory.create(directory);
    Provenance provenance = provenance(OptimizerKind.ADAM, OptionalDouble.of(1e-4));
    TrialDirectory trial = results.trial(provenance.trial().id());
    try (TrialWriter writer = trial.begin(provenance)) {
      writer.append(FIRST);
      assertThat(trial.stored().records()).containsExactly(FIRST); // flushed before the trial ends
      assertThat(trial.stored().status()).isEqualTo(new TrialStatus.Running());
      writer.append(SECOND);
      writer.finish(new TrialStatus.Completed());
    }

    assertThat(trial.stored().records()).containsExactly(FIRST, SECOND);
    assertThat(trial.stored().status()).isEqualTo(new TrialStatus.Completed());
    assertThat(Files.readString(trial.recordsFile()))
        .startsWith(
            "epoch,iterations,train_loss,train_accuracy,validation_loss,validation_accuracy,"
                + "test_loss,test_accuracy,seconds\n"
                + "1,550,0.31841764124957,0.9104727272727273,0.25,0.9664,0.1145,0.9677,1.25\n"
                + "2,1100,1.0E-7,1.0,,0.97,0.1,0.971,1.5\n");
  }

  @Test
  void aCourseHasTheBytesOfItsUpdatersStateIfTheyAreRecorded() throws IOException {
    ResultsDirectory results = ResultsDirectory.create(directory);
    Provenance provenance = provenance(OptimizerKind.ADAM, OptionalDouble.of(1e-4));
    TrialDirectory trial = results.trial(provenance.trial().id());
    try (TrialWriter writer = trial.begin(provenance)) {
      writer.append(FIRST);
      writer.append(SECOND);
      writer.finish(new TrialStatus.Completed());
    }
    assertThat(results.read().histories().get(0).stateBytes()).hasValue(8);

    String json = Files.readString(trial.trialFile());
    Files.writeString(
        trial.trialFile(), json.replaceFirst("\"state_bytes_per_parameter\" : 8.0,", ""));
    trial.seal((StoredTrial) trial.readUnsealed().orElseThrow(), "test");
    assertThat(results.read().histories().get(0).stateBytes()).isEmpty();
  }

  @Test
  void divergenceKeepsItsEpoch() throws IOException {
    ResultsDirectory results = ResultsDirectory.create(directory);
    Provenance provenance = provenance(OptimizerKind.ADAM, OptionalDouble.of(1e-4));
    TrialDirectory trial = results.trial(provenance.trial().id());
    try (TrialWriter writer = trial.begin(provenance)) {
      writer.append(FIRST);
      writer.finish(new TrialStatus.Diverged(2, 712));
    }

    assertThat(trial.stored().status()).isEqualTo(new TrialStatus.Diverged(2, 712));
    assertThat(new TrialStatus.Diverged(2, 712).isFinal()).isTrue();
    assertThat(new TrialStatus.Running().isFinal()).isFalse();
  }

  @Test
  void oneTidyTableOverAllTrials() throws IOException {
    ResultsDirectory results = ResultsDirectory.create(directory);
    for (Provenance provenance :
        List.of(
            provenance(OptimizerKind.ADAM, OptionalDouble.of(1e-4)),
            provenance(OptimizerKind.ADADELTA, OptionalDouble.empty()))) {
      try (TrialWriter writer = results.trial(provenance.trial().id()).begin(provenance)) {
        writer.append(FIRST);
        writer.append(SECOND);
        writer.finish(new TrialStatus.Completed());
      }
    }
    results.writeRecords();

    String first = "1,550,0.31841764124957,0.9104727272727273,0.25,0.9664,0.1145,0.9677,1.25";
    String second = "2,1100,1.0E-7,1.0,,0.97,0.1,0.971,1.5";
    assertThat(Files.readAllLines(results.recordsFile()))
        .containsExactly(
            "trial,network,reading,optimizer,semantics,learning_rate,seed,"
                + String.join(",", EpochColumn.keys()),
            "deep-mlp.adadelta.dl4j.seed1.epochs2,deep-mlp,,adadelta,dl4j,,1," + first,
            "deep-mlp.adadelta.dl4j.seed1.epochs2,deep-mlp,,adadelta,dl4j,,1," + second,
            "deep-mlp.adam.dl4j.lr0.0001.seed1.epochs2,deep-mlp,,adam,dl4j,0.0001,1," + first,
            "deep-mlp.adam.dl4j.lr0.0001.seed1.epochs2,deep-mlp,,adam,dl4j,0.0001,1," + second);
    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(files.filter(file -> file.toString().endsWith(".tmp"))).isEmpty();
    }
  }

  @Test
  void complainsOfAPlaceThatCannotBeWritten() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    assertThatThrownBy(() -> ResultsDirectory.create(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ": must be a directory, found a file");
  }

  @Test
  void whatIsNoTrialIsNamedAndLeftAlone() throws IOException {
    ResultsDirectory results = ResultsDirectory.create(directory);
    Provenance provenance = provenance(OptimizerKind.ADAM, OptionalDouble.of(1e-4));
    TrialDirectory trial = results.trial(provenance.trial().id());
    try (TrialWriter writer = trial.begin(provenance)) {
      writer.append(FIRST);
      writer.append(SECOND);
      writer.finish(new TrialStatus.Completed());
    }
    Path trials = directory.resolve("trials");
    Path original = trials.resolve(trial.id().value());
    for (String copy : List.of(trial.id() + ".bak", trial.id() + " copy", "Kopie")) {
      Files.createDirectory(trials.resolve(copy));
      for (String file : List.of("trial.json", "records.csv")) {
        Files.copy(original.resolve(file), trials.resolve(copy).resolve(file));
      }
    }
    Files.createSymbolicLink(trials.resolve("linked"), original);
    Files.writeString(trials.resolve("notes.txt"), "mine");
    Files.createDirectory(trials.resolve("deep-mlp.killed-before-it-began"));

    assertThat(results.read().ids()).containsExactly(trial.id());
    assertThat(results.read().histories()).hasSize(1);
    assertThat(results.read().damaged()).isEmpty();
    assertThat(results.read().notes())
        .containsExactlyInAnyOrder(
            trials.resolve(trial.id() + ".bak") + ": not a trial of this directory; ignored",
            trials.resolve(trial.id() + " copy") + ": not a trial of this directory; ignored",
            trials.resolve("Kopie") + ": not a trial of this directory; ignored",
            trials.resolve("linked") + ": not a trial of this directory; ignored",
            trials.resolve("notes.txt") + ": not a trial of this directory; ignored");
    results.tidy(results.read().trials());
    ResultsDirectory.create(directory).writeRecords();
    assertThat(trials.toFile().list()).hasSize(7);
  }

  @Test
  void provenanceHoldsEverySetting() throws IOException {
    ResultsDirectory results = ResultsDirectory.create(directory);
    Provenance provenance = provenance(OptimizerKind.ADADELTA, OptionalDouble.empty());
    TrialDirectory trial = results.trial(provenance.trial().id());
    trial.begin(provenance).close();

    var json = trial.stored().json();
    assertThat(json.path("settings").toString())
        .isEqualTo(
            "{\"network\":\"deep-mlp\",\"reading\":null,"
                + "\"optimizer\":\"adadelta\",\"semantics\":\"dl4j\",\"learning_rate\":null,"
                + "\"seed\":1,\"batch\":100,\"epochs\":2,\"initialisation\":\"xavier\","
                + "\"dataset\":\"mnist\"}");
    assertThat(json.path("updater").path("beta1").asDouble()).isEqualTo(0.9);
    assertThat(json.path("dataset_sha256").path("file").asText()).isEqualTo("abc");
    assertThat(json.path("environment").path("versions").path("deeplearning4j").asText())
        .isEqualTo("1.0.0-M2.1");
    assertThat(json.path("environment").path("versions").path("commit").asText()).isNotBlank();
  }
}
