package org.optimizerstudy.execution.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.optimizerstudy.RealData;
import org.optimizerstudy.execution.LocalWorkers;
import org.optimizerstudy.execution.Placement;
import org.optimizerstudy.execution.Run;
import org.optimizerstudy.execution.RunListener;
import org.optimizerstudy.execution.StopRequest;
import org.optimizerstudy.execution.TrialExecutor;
import org.optimizerstudy.experiment.Initialisation;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.TrialStatus;
import org.optimizerstudy.training.Layers;
import org.optimizerstudy.training.TrialRunner;

/** Driver and executor in one JVM. */
@Tag("spark")
class LocalSparkTest {

  private static final Layers LAYERS = Layers.choose(Optional.empty()).layers();

  @TempDir Path directory;

  private static final List<Trial> TRIALS =
      Stream.of(OptimizerKind.ADAM, OptimizerKind.ADAGRAD)
          .map(
              optimizer ->
                  new Trial(
                      Trial.MNIST,
                      NetworkKind.DEEP_MLP,
                      Optional.empty(),
                      optimizer,
                      Semantics.PAPER,
                      OptionalDouble.of(0.001),
                      1,
                      500,
                      3,
                      Initialisation.XAVIER))
          .toList();

  private final TrialRunner runner = new TrialRunner(RealData.mnist(), LAYERS);

  private TrialExecutor spark(ResultsDirectory results, StopRequest stop) {
    Placement placement =
        new Placement(
            Optional.empty(),
            Optional.of("local[2]"),
            Map.of("spark.driver.host", "127.0.0.1", "spark.driver.bindAddress", "127.0.0.1"),
            Duration.ofSeconds(60));
    return new SparkProvider()
        .executor(placement, new Run("two", runner, LAYERS, Optional.empty(), results, stop));
  }

  @Test
  void aStoppedRunGoesOnAndTheRecordsAreThoseOfLocalWorkers() throws IOException {
    ResultsDirectory local = ResultsDirectory.create(directory.resolve("local"));
    new LocalWorkers(2, runner, local).execute(TRIALS, new Course(new StopRequest(), 0));

    ResultsDirectory results = ResultsDirectory.create(directory.resolve("spark"));
    StopRequest stop = new StopRequest();
    Course stopped = new Course(stop, 1);
    spark(results, stop).execute(TRIALS, stopped);
    assertThat(stopped.heard).contains("finished RUNNING");
    int epochs = 0;
    for (Trial trial : TRIALS) {
      epochs += results.trial(trial.id()).records().size();
    }
    assertThat(epochs).isBetween(1, 4);

    Course whole = new Course(new StopRequest(), 0);
    spark(results, new StopRequest()).execute(TRIALS, whole);
    assertThat(whole.heard).filteredOn("finished COMPLETED"::equals).hasSize(2);
    for (Trial trial : TRIALS) {
      assertThat(lines(results, trial)).hasSize(4).isEqualTo(lines(local, trial));
    }
  }

  private static List<String> lines(ResultsDirectory results, Trial trial) throws IOException {
    return Files.readAllLines(results.trial(trial.id()).recordsFile()).stream()
        .map(line -> line.substring(0, line.lastIndexOf(',')))
        .toList();
  }

  /** Asks for a stop after a number of epochs, if that is not 0. */
  private static final class Course implements RunListener {

    private final List<String> heard = new ArrayList<>();
    private final StopRequest stop;
    private int epochsLeft;

    Course(StopRequest stop, int epochs) {
      this.stop = stop;
      this.epochsLeft = epochs;
    }

    @Override
    public void trialStarted(int worker, Trial trial) {
      // ends and epochs are of interest
    }

    @Override
    public void batchDone(int worker, int epoch, int examples) {
      // ends and epochs are of interest
    }

    @Override
    public synchronized void epochDone(int worker, Trial trial, EpochRecord record) {
      epochsLeft--;
      if (epochsLeft == 0) {
        stop.request();
      }
    }

    @Override
    public void noted(Trial trial, String note) {
      // ends and epochs are of interest
    }

    @Override
    public synchronized void trialFinished(int worker, Trial trial, TrialStatus status) {
      heard.add("finished " + status.word());
    }
  }
}
