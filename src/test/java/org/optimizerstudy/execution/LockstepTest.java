package org.optimizerstudy.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.optimizerstudy.RealData;
import org.optimizerstudy.data.Dataset;
import org.optimizerstudy.data.Split;
import org.optimizerstudy.engine.BatchResult;
import org.optimizerstudy.engine.ComputeDevice;
import org.optimizerstudy.engine.DeviceMemoryException;
import org.optimizerstudy.engine.EpochResult;
import org.optimizerstudy.engine.Evaluation;
import org.optimizerstudy.engine.MachineException;
import org.optimizerstudy.engine.Session;
import org.optimizerstudy.engine.nd4j.Nd4jEngine;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.Device;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.StoredTrial;
import org.optimizerstudy.results.TrainingState;
import org.optimizerstudy.results.TrialStatus;
import org.optimizerstudy.training.TrialRunner;

/** Several trials in a session, which a device that computes nothing plays. */
class LockstepTest {

  private static final int EXAMPLES = 230;

  @TempDir Path directory;

  /** What each session was asked, in order. */
  private final List<String> sessions = new ArrayList<>();

  /** Trials of a session that the device's memory holds. */
  private int memory = 3;

  /** The epoch in which the device fails. */
  private int failure = Integer.MAX_VALUE;

  /** Takes three trials a session; a trial with Momentum diverges in epoch 2. */
  private final class Device3 implements ComputeDevice {

    @Override
    public Optional<Device> description() {
      return Optional.empty();
    }

    @Override
    public int sessions() {
      return 1;
    }

    @Override
    public int lockstep(Trial trial) {
      return 3;
    }

    @Override
    public void test() {
      // computes nothing
    }

    @Override
    public Session open(List<Trial> trials, Dataset dataset) {
      if (trials.size() > memory) {
        throw new DeviceMemoryException("too little memory for " + trials.size());
      }
      sessions.add(
          trials.stream().map(trial -> trial.optimizer().key()).collect(Collectors.joining(" ")));
      return new CountingSession(trials);
    }
  }

  /** The loss of a trial is its epoch, its parameter the number of its epochs. */
  private final class CountingSession implements Session {

    private final Map<Trial, Integer> epochs = new LinkedHashMap<>();

    CountingSession(List<Trial> trials) {
      trials.forEach(trial -> epochs.put(trial, 0));
    }

    @Override
    public void restore(Trial trial, TrainingState state) {
      epochs.put(trial, state.epoch());
    }

    @Override
    public Map<Trial, EpochResult> train(Progress progress) {
      epochs.replaceAll((trial, epoch) -> epoch + 1);
      if (epochs.containsValue(failure)) {
        throw new MachineException("the device failed");
      }
      progress.trained(EXAMPLES);
      return each(
          trial -> {
            int epoch = epochs.get(trial);
            boolean diverges = trial.optimizer() == OptimizerKind.MOMENTUM && epoch == 2;
            double lossSum = diverges ? Double.NaN : (double) EXAMPLES * epoch;
            return new EpochResult(epoch, 5L * epoch, new BatchResult(lossSum, epoch, EXAMPLES));
          });
    }

    @Override
    public Map<Trial, Evaluation> evaluate(Split split) {
      return each(
          trial ->
              new Evaluation(
                  new BatchResult(100.0 * epochs.get(trial), 50, 100), new byte[] {1, 2, 3}));
    }

    private <T> Map<Trial, T> each(Function<Trial, T> of) {
      return epochs.keySet().stream().collect(Collectors.toMap(trial -> trial, of));
    }

    @Override
    public TrainingState state(Trial trial) {
      int epoch = epochs.get(trial);
      return new TrainingState(epoch, 5L * epoch, new float[] {epoch}, new float[0]);
    }

    @Override
    public void drop(Trial trial) {
      epochs.remove(trial);
    }

    @Override
    public void close() {
      // holds nothing
    }
  }

  private final TrialRunner runner =
      new TrialRunner(new Nd4jEngine(), List.of(new Device3()), RealData.small(EXAMPLES, 100));

  private static Trial trial(NetworkKind network, OptimizerKind optimizer, int epochs) {
    return SmallStudy.trial(network, optimizer, Semantics.DL4J, epochs);
  }

  @Test
  void aTrialThatDivergesOrIsDoneLeavesTheOthersAsTheyAre() throws IOException {
    Trial adam = trial(NetworkKind.DEEP_MLP, OptimizerKind.ADAM, 4);
    Trial momentum = trial(NetworkKind.DEEP_MLP, OptimizerKind.MOMENTUM, 4);
    Trial rmsprop = trial(NetworkKind.DEEP_MLP, OptimizerKind.RMSPROP, 3);
    ResultsDirectory results = ResultsDirectory.create(directory);
    SmallStudy.Log log = new SmallStudy.Log(new StopRequest(), 0);

    new LocalWorkers(1, runner, results, new StopRequest())
        .execute(List.of(adam, momentum, rmsprop), log);

    assertThat(sessions).containsExactly("adam momentum rmsprop");
    assertThat(log.ends()).containsExactly("DIVERGED", "COMPLETED", "COMPLETED");
    StoredTrial stored = results.trial(adam.id()).stored();
    assertThat(stored.status()).isEqualTo(new TrialStatus.Completed());
    assertThat(stored.records())
        .extracting(EpochRecord::trainLoss)
        .containsExactly(1.0, 2.0, 3.0, 4.0);
    assertThat(results.trial(momentum.id()).stored().status())
        .isEqualTo(new TrialStatus.Diverged(2, 10));
    assertThat(results.trial(momentum.id()).stored().records()).hasSize(1);
    assertThat(results.trial(rmsprop.id()).stored().records()).hasSize(3);
  }

  @Test
  void sessionsHoldTrialsOfTheSameStepsInOrder() throws IOException {
    List<Trial> trials =
        List.of(
            trial(NetworkKind.DEEP_MLP, OptimizerKind.ADAM, 1),
            trial(NetworkKind.SMALL_CNN, OptimizerKind.ADAM, 1),
            trial(NetworkKind.DEEP_MLP, OptimizerKind.MOMENTUM, 1),
            trial(NetworkKind.DEEP_MLP, OptimizerKind.RMSPROP, 1),
            trial(NetworkKind.DEEP_MLP, OptimizerKind.ADAGRAD, 1));

    new LocalWorkers(1, runner, ResultsDirectory.create(directory), new StopRequest())
        .execute(trials, new SmallStudy.Log(new StopRequest(), 0));

    assertThat(sessions).containsExactly("adam momentum rmsprop", "adam", "adagrad");
  }

  @Test
  void trialsThatWereInterruptedAtDifferentEpochsResumeTogether() throws IOException {
    Trial adam = trial(NetworkKind.DEEP_MLP, OptimizerKind.ADAM, 5);
    Trial rmsprop = trial(NetworkKind.DEEP_MLP, OptimizerKind.RMSPROP, 5);
    ResultsDirectory results = ResultsDirectory.create(directory);
    StopRequest first = new StopRequest();
    new LocalWorkers(1, runner, results, first)
        .execute(List.of(adam), new SmallStudy.Log(first, 2));
    SmallStudy.Log log = new SmallStudy.Log(new StopRequest(), 0);

    new LocalWorkers(1, runner, results, new StopRequest()).execute(List.of(adam, rmsprop), log);

    assertThat(sessions).containsExactly("adam", "adam rmsprop");
    assertThat(log.notes).containsExactly(adam.id() + ": resuming after epoch 2");
    for (Trial trial : List.of(adam, rmsprop)) {
      assertThat(results.trial(trial.id()).stored().records())
          .extracting(EpochRecord::trainLoss)
          .containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
    }
  }

  @Test
  void aSessionThatDoesNotFitIsTrainedInHalves() throws IOException {
    memory = 1;
    List<Trial> trials =
        List.of(
            trial(NetworkKind.DEEP_MLP, OptimizerKind.ADAM, 2),
            trial(NetworkKind.DEEP_MLP, OptimizerKind.RMSPROP, 2),
            trial(NetworkKind.DEEP_MLP, OptimizerKind.ADAGRAD, 2));
    ResultsDirectory results = ResultsDirectory.create(directory);
    SmallStudy.Log log = new SmallStudy.Log(new StopRequest(), 0);

    new LocalWorkers(1, runner, results).execute(trials, log);

    assertThat(sessions).containsExactly("adam", "rmsprop", "adagrad");
    assertThat(log.ends()).containsExactly("COMPLETED", "COMPLETED", "COMPLETED");
    assertThat(log.notes)
        .containsExactly(
            trials.get(0).id() + ": 1 trial in lockstep instead of 3: too little memory for 3",
            trials.get(1).id() + ": 1 trial in lockstep instead of 2: too little memory for 2");
  }

  @Test
  void aStopEndsTheHalvesThatHaveNotBegun() throws IOException {
    memory = 1;
    Trial adam = trial(NetworkKind.DEEP_MLP, OptimizerKind.ADAM, 5);
    Trial rmsprop = trial(NetworkKind.DEEP_MLP, OptimizerKind.RMSPROP, 5);
    StopRequest stop = new StopRequest();
    SmallStudy.Log log = new SmallStudy.Log(stop, 2);

    new LocalWorkers(1, runner, ResultsDirectory.create(directory), stop)
        .execute(List.of(adam, rmsprop), log);

    assertThat(sessions).containsExactly("adam");
    assertThat(log.ends()).containsExactly("RUNNING", "RUNNING");
  }

  @Test
  void aTrialThatNoMemoryHoldsIsAnError() throws IOException {
    memory = 0;
    LocalWorkers workers = new LocalWorkers(1, runner, ResultsDirectory.create(directory));
    List<Trial> trials = List.of(trial(NetworkKind.DEEP_MLP, OptimizerKind.ADAM, 1));

    assertThatThrownBy(() -> workers.execute(trials, new SmallStudy.Log(new StopRequest(), 0)))
        .isInstanceOf(DeviceMemoryException.class)
        .hasMessage("too little memory for 1");
  }

  @Test
  void trialsOfADeviceThatFailedResumeFromTheirCheckpoints() throws IOException {
    failure = 3;
    List<Trial> trials =
        List.of(
            trial(NetworkKind.DEEP_MLP, OptimizerKind.ADAM, 4),
            trial(NetworkKind.DEEP_MLP, OptimizerKind.RMSPROP, 4));
    ResultsDirectory results = ResultsDirectory.create(directory);
    LocalWorkers workers = new LocalWorkers(1, runner, results);
    assertThatThrownBy(() -> workers.execute(trials, new SmallStudy.Log(new StopRequest(), 0)))
        .hasMessage("the device failed");
    failure = Integer.MAX_VALUE;
    SmallStudy.Log log = new SmallStudy.Log(new StopRequest(), 0);

    workers.execute(trials, log);

    assertThat(log.notes)
        .containsExactly(
            trials.get(0).id() + ": resuming after epoch 2",
            trials.get(1).id() + ": resuming after epoch 2");
    assertThat(results.trial(trials.get(1).id()).stored().records())
        .extracting(EpochRecord::trainLoss)
        .containsExactly(1.0, 2.0, 3.0, 4.0);
  }

  @Test
  void aStopEndsAllTrialsOfTheSessionAfterTheEpoch() throws IOException {
    Trial adam = trial(NetworkKind.DEEP_MLP, OptimizerKind.ADAM, 5);
    Trial rmsprop = trial(NetworkKind.DEEP_MLP, OptimizerKind.RMSPROP, 5);
    ResultsDirectory results = ResultsDirectory.create(directory);
    StopRequest stop = new StopRequest();
    SmallStudy.Log log = new SmallStudy.Log(stop, 3);

    new LocalWorkers(1, runner, results, stop).execute(List.of(adam, rmsprop), log);

    assertThat(log.ends()).containsExactly("RUNNING", "RUNNING");
    assertThat(results.trial(adam.id()).stored().records()).hasSize(2);
    assertThat(results.trial(rmsprop.id()).stored().records()).hasSize(2);
  }
}
