package org.optimizerstudy.execution.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.optimizerstudy.RealData;
import org.optimizerstudy.TestRunners;
import org.optimizerstudy.execution.LocalWorkers;
import org.optimizerstudy.execution.Placement;
import org.optimizerstudy.execution.Run;
import org.optimizerstudy.execution.SmallStudy;
import org.optimizerstudy.execution.StopRequest;
import org.optimizerstudy.execution.TrialExecutor;
import org.optimizerstudy.experiment.Initialisation;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.training.TrialRunner;

/** Driver and executor in one JVM. */
@Tag("spark")
class LocalSparkTest {

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

  private final TrialRunner runner = TestRunners.onednn(RealData.mnist());

  private TrialExecutor spark(ResultsDirectory results, StopRequest stop) {
    Placement placement =
        new Placement(
            Optional.empty(),
            Optional.of("local[2]"),
            Map.of("spark.driver.host", "127.0.0.1", "spark.driver.bindAddress", "127.0.0.1"),
            Duration.ofSeconds(60));
    return new SparkProvider()
        .executor(
            placement, new Run("two", runner, Optional.empty(), results, Optional.empty(), stop));
  }

  @Test
  void aStoppedRunGoesOnAndTheRecordsAreThoseOfLocalWorkers() throws IOException {
    ResultsDirectory local = ResultsDirectory.create(directory.resolve("local"));
    new LocalWorkers(2, runner, local, new StopRequest())
        .execute(TRIALS, new SmallStudy.Log(new StopRequest(), 0));

    ResultsDirectory results = ResultsDirectory.create(directory.resolve("spark"));
    StopRequest stop = new StopRequest();
    SmallStudy.Log stopped = new SmallStudy.Log(stop, 1);
    spark(results, stop).execute(TRIALS, stopped);
    assertThat(stopped.ends()).contains("RUNNING");
    int epochs = 0;
    for (Trial trial : TRIALS) {
      epochs += results.trial(trial.id()).stored().records().size();
    }
    assertThat(epochs).isBetween(1, 4);

    SmallStudy.Log whole = new SmallStudy.Log(new StopRequest(), 0);
    spark(results, new StopRequest()).execute(TRIALS, whole);
    assertThat(whole.ends()).filteredOn("COMPLETED"::equals).hasSize(2);
    assertThat(SmallStudy.lines(results, TRIALS))
        .isEqualTo(SmallStudy.lines(local, TRIALS))
        .allSatisfy((trial, lines) -> assertThat(lines).hasSize(4));
  }
}
