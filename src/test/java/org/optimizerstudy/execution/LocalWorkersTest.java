package org.optimizerstudy.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.optimizerstudy.RealData;
import org.optimizerstudy.TestRunners;
import org.optimizerstudy.experiment.Initialisation;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.EpochColumn;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.TrialStatus;
import org.optimizerstudy.training.TrialRunner;

class LocalWorkersTest {

  @TempDir Path directory;

  private final TrialRunner runner = TestRunners.onednn(RealData.small(600, 200));

  /** Hears, and fails where it is told to. */
  private static class TrialHistory implements RunListener {
    private final List<String> finished = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void trialStarted(int worker, Trial trial) {
      // only ends are of interest
    }

    @Override
    public void batchDone(int worker, int epoch, int examples) {
      // only ends are of interest
    }

    @Override
    public void epochDone(int worker, Trial trial, EpochRecord record) {
      // only ends are of interest
    }

    @Override
    public void noted(Trial trial, String note) {
      // only ends are of interest
    }

    @Override
    public void trialFinished(int worker, Trial trial, TrialStatus status) {
      finished.add(trial.id() + " " + status.word());
    }
  }

  private static List<Trial> trials() {
    return Stream.of(OptimizerKind.ADAM, OptimizerKind.RMSPROP, OptimizerKind.MOMENTUM)
        .flatMap(
            optimizer ->
                Stream.of(NetworkKind.SMALL_CNN, NetworkKind.DEEP_MLP)
                    .map(network -> trial(network, optimizer, 0.001)))
        .toList();
  }

  private static Trial trial(NetworkKind network, OptimizerKind optimizer, double rate) {
    return new Trial(
        Trial.MNIST,
        network,
        network.isConvolutional() ? Optional.of(Reading.STRIDED) : Optional.empty(),
        optimizer,
        Semantics.DL4J,
        OptionalDouble.of(rate),
        1,
        100,
        2,
        Initialisation.XAVIER);
  }

  @Test
  void recordsDoNotDependOnTheNumberOfWorkersNorOnTheRun() throws IOException {
    ResultsDirectory one = ResultsDirectory.create(directory.resolve("one"));
    ResultsDirectory two = ResultsDirectory.create(directory.resolve("two"));
    TrialHistory history = new TrialHistory();

    new LocalWorkers(1, runner, one, new StopRequest()).execute(trials(), history);
    new LocalWorkers(2, runner, two, new StopRequest()).execute(trials(), history);

    assertThat(history.finished).hasSize(12).allMatch(line -> line.endsWith("COMPLETED"));
    for (Trial trial : trials()) {
      List<List<String>> rows = rowsWithoutSeconds(one, trial);
      assertThat(rows).hasSize(2).isEqualTo(rowsWithoutSeconds(two, trial));
    }
  }

  @Test
  void divergenceIsAStatusNotAFailure() throws IOException {
    ResultsDirectory results = ResultsDirectory.create(directory);
    Trial trial = trial(NetworkKind.DEEP_MLP, OptimizerKind.MOMENTUM, 1e20);

    new LocalWorkers(1, runner, results, new StopRequest())
        .execute(List.of(trial), new TrialHistory());

    assertThat(results.trial(trial.id()).stored().status())
        .isInstanceOf(TrialStatus.Diverged.class);
    assertThat(results.trial(trial.id()).stored().json().path("diverged_at_epoch").asInt())
        .isEqualTo(1);
  }

  @Test
  void aPlanSkipsWhatIsDone() throws IOException {
    ResultsDirectory results = ResultsDirectory.create(directory);
    var experiment =
        new org.optimizerstudy.experiment.ExperimentReader(Path.of("experiments"))
            .read("quick")
            .with(org.optimizerstudy.experiment.Factor.EPOCHS, List.of(2));
    Trial adam = trial(NetworkKind.SMALL_CNN, OptimizerKind.ADAM, 0.001);

    new LocalWorkers(1, runner, results, new StopRequest())
        .execute(List.of(adam), new TrialHistory());
    Plan plan = Plan.of(experiment.trials(Trial.MNIST), results);

    assertThat(plan.done()).containsExactly(adam);
    assertThat(plan.pending()).hasSize(5).doesNotContain(adam);
  }

  @Test
  void aFailureOfOneWorkerStopsTheOthersAndIsReported() throws IOException {
    ResultsDirectory results = ResultsDirectory.create(directory);
    Trial blocked = trials().get(0);
    Files.createFile(directory.resolve("trials").resolve(blocked.id().value()));
    TrialHistory history = new TrialHistory();

    assertThatThrownBy(
            () ->
                new LocalWorkers(2, runner, results, new StopRequest()).execute(trials(), history))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(blocked.id().value() + ": must be a directory, found a file");
    assertThat(history.finished).hasSizeLessThan(6);
  }

  /** The others have ended by then, so that the lock is not given back while they write. */
  @Test
  void aFailureIsThrownWhenAllWorkersHaveEnded() throws IOException {
    ResultsDirectory results = ResultsDirectory.create(directory);
    CountDownLatch training = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    RunListener listener =
        new TrialHistory() {
          @Override
          public void trialStarted(int worker, Trial trial) {
            if (worker == 0) {
              await(training);
              throw new IllegalStateException("first");
            }
          }

          @Override
          public void batchDone(int worker, int epoch, int examples) {
            training.countDown();
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            ended.set(true);
            throw new IllegalStateException("second");
          }
        };

    assertThatThrownBy(
            () ->
                new LocalWorkers(2, runner, results, new StopRequest()).execute(trials(), listener))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("first")
        .satisfies(e -> assertThat(e.getSuppressed()).extracting("message").contains("second"));
    assertThat(ended).isTrue();
  }

  @Test
  void anInterruptStopsTheWorkersAndWaitsForThem() throws IOException {
    ResultsDirectory results = ResultsDirectory.create(directory);
    Thread caller = Thread.currentThread();
    AtomicBoolean ended = new AtomicBoolean();
    RunListener listener =
        new TrialHistory() {
          @Override
          public void batchDone(int worker, int epoch, int examples) {
            caller.interrupt();
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            ended.set(true);
          }
        };

    assertThatThrownBy(
            () ->
                new LocalWorkers(1, runner, results, new StopRequest()).execute(trials(), listener))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(ended).isTrue();
    assertThat(results.trial(trials().get(0).id()).stored().status())
        .isEqualTo(new TrialStatus.Running());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<List<String>> rowsWithoutSeconds(ResultsDirectory results, Trial trial)
      throws IOException {
    List<String> columns = new ArrayList<>(EpochColumn.keys());
    columns.remove("seconds");
    return results.trial(trial.id()).stored().records().stream()
        .map(record -> record.toRow(columns))
        .toList();
  }
}
