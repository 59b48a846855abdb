package org.optimizerstudy.execution.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.optimizerstudy.RealData;
import org.optimizerstudy.TestRunners;
import org.optimizerstudy.execution.Run;
import org.optimizerstudy.execution.RunListener;
import org.optimizerstudy.execution.StopRequest;
import org.optimizerstudy.experiment.Initialisation;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.FinalMeasures;
import org.optimizerstudy.results.Predictions;
import org.optimizerstudy.results.Provenance;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.TrainingState;
import org.optimizerstudy.results.TrialStatus;
import org.optimizerstudy.training.TrialRunner;

/** The driver against tasks that come late, twice or from elsewhere. */
@Tag("spark")
class RunningTrialsTest {

  private static final Trial TRIAL =
      new Trial(
          Trial.MNIST,
          NetworkKind.DEEP_MLP,
          Optional.empty(),
          OptimizerKind.ADAM,
          Semantics.PAPER,
          OptionalDouble.of(0.001),
          1,
          100,
          3,
          Initialisation.XAVIER);

  @TempDir Path directory;

  private final TrialRunner runner = TestRunners.nd4j(RealData.small(200, 100));
  private final StopRequest stop = new StopRequest();
  private final List<String> heard = new ArrayList<>();
  private ResultsDirectory results;
  private RunningTrials trials;

  @BeforeEach
  void start() throws IOException {
    results = ResultsDirectory.create(directory);
    trials =
        new RunningTrials(
            List.of(TRIAL),
            new Run("one", runner, Optional.empty(), results, Optional.empty(), stop),
            new Heard());
  }

  private TrialMessage.Computing here() {
    Provenance provenance = runner.provenance(TRIAL);
    return new TrialMessage.Computing(
        provenance.datasetSha256(), provenance.engine(), provenance.environment());
  }

  private Reply begin(long attempt) {
    return trials.receive(new TrialMessage.Begin(0, attempt, "host" + attempt, here()));
  }

  private Reply epoch(long attempt, int epoch) {
    return trials.receive(
        new TrialMessage.EpochDone(
            0,
            attempt,
            new EpochRecord(epoch, epoch * 2L, 0.5, 0.5, 0.5, 0.5, 0.5, 1),
            new TrainingState(epoch, epoch * 2L, new float[] {epoch}, new float[] {-epoch})));
  }

  private Reply evaluated(long attempt) {
    return trials.receive(
        new TrialMessage.Evaluated(
            0, attempt, new FinalMeasures(0.4, 0.6), new Predictions("7210")));
  }

  private Reply finished(long attempt) {
    return trials.receive(new TrialMessage.Finished(0, attempt, new TrialStatus.Completed()));
  }

  @Test
  void aLaterAttemptGoesOnAndTheOneBeforeIsStopped() throws IOException {
    assertThat(begin(1)).isEqualTo(Reply.of(Order.GO_ON));
    assertThat(epoch(1, 1).order()).isEqualTo(Order.GO_ON);

    Reply second = begin(2);
    assertThat(second.order()).isEqualTo(Order.GO_ON);
    assertThat(second.start().orElseThrow().epoch()).isEqualTo(1);
    assertThat(second.start().orElseThrow().updaterState()).containsExactly(-1);
    assertThat(epoch(1, 2).order()).isEqualTo(Order.STOP);
    assertThat(begin(1).order()).isEqualTo(Order.STOP);

    assertThat(epoch(2, 2).order()).isEqualTo(Order.GO_ON);
    assertThat(epoch(2, 3).order()).isEqualTo(Order.GO_ON);
    assertThat(evaluated(1).order()).isEqualTo(Order.STOP);
    assertThat(evaluated(2).order()).isEqualTo(Order.GO_ON);
    assertThat(finished(2).order()).isEqualTo(Order.GO_ON);
    assertThat(trials.isIdle()).isTrue();
    assertThat(begin(3).order()).as("it is done").isEqualTo(Order.STOP);
    assertThat(trials.failure()).isEmpty();
    assertThat(results.trial(TRIAL.id()).stored().records())
        .extracting(EpochRecord::epoch)
        .containsExactly(1, 2, 3);
    assertThat(results.trial(TRIAL.id()).stored().status()).isEqualTo(new TrialStatus.Completed());
    assertThat(results.trial(TRIAL.id()).stored().predictions()).contains(new Predictions("7210"));
    assertThat(results.trial(TRIAL.id()).stored().history().measures())
        .contains(new FinalMeasures(0.4, 0.6));
    assertThat(heard)
        .containsExactly(
            "started 0",
            "epoch 1",
            "resuming after epoch 1, on host2",
            "epoch 2",
            "epoch 3",
            "finished 0 COMPLETED");
  }

  @Test
  void aStopIsPassedOnAndTheTrialIsKept() throws IOException {
    begin(1);
    stop.request();
    assertThat(epoch(1, 1).order()).isEqualTo(Order.STOP_AFTER_EPOCH);
    trials.receive(new TrialMessage.Finished(0, 1, new TrialStatus.Running()));
    assertThat(begin(2).order()).isEqualTo(Order.STOP);
    assertThat(results.trial(TRIAL.id()).stored().records()).hasSize(1);
    assertThat(results.trial(TRIAL.id()).stored().status()).isEqualTo(new TrialStatus.Running());
    assertThat(heard).endsWith("finished 0 RUNNING");
  }

  @Test
  void aSecondStopEndsATrialBetweenBatches() {
    begin(1);
    stop.request();
    stop.request();
    assertThat(trials.receive(new TrialMessage.BatchDone(0, 1, 1, 100)).order())
        .isEqualTo(Order.STOP);
    assertThat(trials.isIdle()).isTrue();
  }

  @Test
  void anExecutorWithOtherDataOrAnotherVersionEndsTheRun() {
    TrialMessage.Computing here = here();
    trials.receive(
        new TrialMessage.Begin(
            0,
            1,
            "host1",
            new TrialMessage.Computing(Map.of("train", "0"), here.engine(), here.environment())));
    assertThat(trials.failure().orElseThrow())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("executor on host1: data: must be the driver's")
        .hasMessageContaining("found {train=0}");
    assertThat(begin(2).order()).isEqualTo(Order.STOP);
    assertThat(results.trial(TRIAL.id()).trialFile()).doesNotExist();
  }

  @Test
  void anExecutorThatCannotRunEndsTheRun() {
    trials.receive(new TrialMessage.Refused(0, 1, "host1", "--engine onednn: cannot run here"));
    assertThat(trials.failure().orElseThrow())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("executor on host1: --engine onednn: cannot run here");
  }

  @Test
  void repliesComeThroughTheWire() {
    assertThat(Reply.ofWire(Reply.of(Order.STOP_AFTER_EPOCH).toWire()))
        .isEqualTo(Reply.of(Order.STOP_AFTER_EPOCH));
    TrainingState state = new TrainingState(7, 8, new float[] {1, 2}, new float[0]);
    TrainingState read =
        Reply.ofWire(new Reply(Order.GO_ON, Optional.of(state)).toWire()).start().orElseThrow();
    assertThat(read).usingRecursiveComparison().isEqualTo(state);
  }

  @Test
  void trialsComeThroughTheWire() {
    assertThat(TrialTask.Work.of(3, TRIAL).trial()).isEqualTo(TRIAL);
  }

  private final class Heard implements RunListener {
    @Override
    public void trialStarted(int worker, Trial trial) {
      heard.add("started " + worker);
    }

    @Override
    public void batchDone(int worker, int epoch, int examples) {
      heard.add("batch " + examples);
    }

    @Override
    public void epochDone(int worker, Trial trial, EpochRecord record) {
      heard.add("epoch " + record.epoch());
    }

    @Override
    public void noted(Trial trial, String note) {
      heard.add(note);
    }

    @Override
    public void trialFinished(int worker, Trial trial, TrialStatus status) {
      heard.add("finished " + worker + " " + status.word());
    }
  }
}
