package org.optimizerstudy.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.optimizerstudy.RealData;
import org.optimizerstudy.TestRunners;
import org.optimizerstudy.data.Dataset;
import org.optimizerstudy.engine.ModelZip;
import org.optimizerstudy.experiment.ExperimentReader;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.ModelFormat;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.ResultsLock;
import org.optimizerstudy.results.StoredResults;
import org.optimizerstudy.results.TrialStatus;
import org.optimizerstudy.training.TrialRunner;

class RunSessionTest {

  @TempDir Path directory;

  private final Trial adam =
      SmallStudy.trial(NetworkKind.DEEP_MLP, OptimizerKind.ADAM, Semantics.DL4J, 1);
  private final Trial rmsprop =
      SmallStudy.trial(NetworkKind.DEEP_MLP, OptimizerKind.RMSPROP, Semantics.DL4J, 1);

  private RunSession open(Trial... trials) throws IOException {
    return open(Optional.empty(), trials);
  }

  private RunSession open(Optional<ModelFormat> model, Trial... trials) throws IOException {
    return RunSession.open(
        new RunSession.Request(
            new ExperimentReader(Path.of("experiments")).read("quick"),
            List.of(trials),
            Optional.empty(),
            model,
            directory,
            new LocalProvider(),
            new Placement(Optional.of(1), Optional.empty(), Map.of(), Duration.ofSeconds(1))));
  }

  private static StoredResults train(RunSession session, TrialRunner runner) throws IOException {
    return session.prepare(runner).train(new SmallStudy.Log(new StopRequest(), 0));
  }

  @Test
  void trainsWhatIsPendingUnderTheLock() throws IOException {
    try (RunSession session = open(adam, rmsprop)) {
      assertThat(session.plan().pending()).containsExactly(adam, rmsprop);
      assertThat(ResultsLock.holder(session.results())).isPresent();
      assertThat(session.prepare(SmallStudy.runner()).parallelism()).isEqualTo("1 at a time");
      assertThat(train(session, SmallStudy.runner()).finished()).hasSize(2);
    }

    ResultsDirectory results = ResultsDirectory.at(directory);
    assertThat(ResultsLock.holder(results)).isEmpty();
    assertThat(results.trial(adam.id()).stored().status()).isEqualTo(new TrialStatus.Completed());
    assertThat(Files.readAllLines(results.recordsFile())).hasSize(3);
  }

  @Test
  void trialsOfAnotherEngineAreDoneAndNoted() throws IOException {
    try (RunSession session = open(adam)) {
      train(session, TestRunners.nd4j(RealData.small(230, 100)));
    }

    try (RunSession session = open(adam, rmsprop)) {
      assertThat(session.plan().done()).containsExactly(adam);
      assertThat(session.prepare(SmallStudy.runner()).notes())
          .containsExactly("1 of the trials done were trained by engine nd4j");
    }
  }

  @Test
  void nothingIsTrainedBesideATrialOfOtherData() throws IOException {
    try (RunSession session = open(adam)) {
      train(session, SmallStudy.runner());
    }

    Dataset small = RealData.small(230, 100);
    Dataset other =
        new Dataset(
            small.name(), Map.of("train", "0"), small.training(), small.validation(), small.test());
    try (RunSession session = open(rmsprop, adam)) {
      assertThat(session.plan().pending()).containsExactly(rmsprop);
      TrialRunner runner = TestRunners.onednn(other);
      assertThatThrownBy(() -> session.prepare(runner))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("dataset_sha256");
    }
  }

  @Test
  void nothingIsTrainedBesideADamagedTrial() throws IOException {
    try (RunSession session = open(adam)) {
      train(session, SmallStudy.runner());
    }
    Files.writeString(ResultsDirectory.at(directory).trial(adam.id()).trialFile(), "{");

    try (RunSession session = open(adam, rmsprop)) {
      assertThat(session.plan().damaged()).hasSize(1);
      assertThatThrownBy(session::requireUndamaged)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("1 of 2 requested trials are damaged");
    }
    assertThat(ResultsLock.holder(ResultsDirectory.at(directory))).isEmpty();
  }

  @Test
  void finishedTrialsWithoutAModelAreNoted() throws IOException {
    try (RunSession session = open(adam)) {
      train(session, SmallStudy.runner());
    }

    try (RunSession session = open(Optional.of(new ModelZip()), adam, rmsprop)) {
      PreparedRun run = session.prepare(SmallStudy.runner());
      assertThat(run.notes())
          .singleElement()
          .asString()
          .startsWith("1 of the trials done have no model.zip");
      run.train(new SmallStudy.Log(new StopRequest(), 0));
    }

    try (RunSession session = open(Optional.of(new ModelZip()), rmsprop)) {
      assertThat(session.prepare(SmallStudy.runner()).notes()).isEmpty();
    }
  }
}
