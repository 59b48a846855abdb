package org.optimizerstudy.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.optimizerstudy.RealData;
import org.optimizerstudy.TestRunners;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.FinalMeasures;
import org.optimizerstudy.results.Predictions;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.TrainingState;
import org.optimizerstudy.results.TrialWriter;
import org.optimizerstudy.training.TrialListener;
import org.optimizerstudy.training.TrialRunner;

/** What records and checkpoints take of a run on all data, under the rule with the most state. */
@Tag("long")
class CheckpointCostTest {

  private static final double LIMIT = 0.02;

  @TempDir Path directory;

  /** Adds up the time that it takes. */
  private static final class Timed implements TrialListener {

    private final TrialWriter writer;
    private long nanoseconds;

    Timed(TrialWriter writer) {
      this.writer = writer;
    }

    @Override
    public void batchDone(int epoch, int examples) {
      // costs nothing
    }

    @Override
    public boolean epochDone(EpochRecord record, TrainingState state) throws IOException {
      INDArray views =
          Nd4j.concat(
              0,
              Nd4j.createFromArray(state.parameters()),
              Nd4j.createFromArray(state.updaterState()));
      long start = System.nanoTime();
      float[] copy = views.toFloatVector(); // as the runner has done to make the state
      writer.append(record);
      writer.save(state);
      nanoseconds += System.nanoTime() - start;
      return copy.length > 0;
    }

    @Override
    public void evaluated(FinalMeasures measures, Predictions predictions) {
      // once a trial
    }
  }

  @ParameterizedTest
  @CsvSource({"DEEP_MLP, 16", "SMALL_CNN, 8", "MEDIUM_CNN, 2"})
  void isUnderTwoPercentOfTheRun(NetworkKind network, int epochs) throws IOException {
    Trial trial = SmallStudy.trial(network, OptimizerKind.ADAM, Semantics.TENSORFLOW, epochs);
    TrialRunner runner = TestRunners.onednn(RealData.mnist());
    try (TrialWriter writer =
        ResultsDirectory.create(directory).trial(trial.id()).open(runner.provenance(trial))) {
      Timed timed = new Timed(writer);
      long start = System.nanoTime();
      runner.run(trial, timed);
      long whole = System.nanoTime() - start;
      double share = (double) timed.nanoseconds / whole;
      System.out.printf(
          "%s: records and checkpoints take %.2f %% of the run, %.1f ms an epoch%n",
          network.key(), 100 * share, timed.nanoseconds / 1e6 / epochs);
      assertThat(share).isLessThan(LIMIT);
    }
  }
}
