package org.optimizerstudy.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.optimizerstudy.experiment.ExperimentReader;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.Environment;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.StoredResults;
import org.optimizerstudy.results.StoredTrial;
import org.optimizerstudy.results.TrialHistory;
import org.optimizerstudy.results.TrialStatus;

class EstimateTest {

  private static Trial of(NetworkKind network) throws IOException {
    return new ExperimentReader(Path.of("experiments"))
        .read("paper").trials(Trial.MNIST).stream()
            .filter(trial -> trial.network() == network)
            .findFirst()
            .orElseThrow();
  }

  private static TrialHistory measured(Trial trial, double secondsPerEpoch) {
    EpochRecord record = new EpochRecord(1, 550, 0.1, 0.9, 0.9, 0.1, 0.9, secondsPerEpoch);
    return new TrialHistory(
        trial,
        new TrialStatus.Running(),
        List.of(record),
        OptionalDouble.empty(),
        Optional.empty());
  }

  /** The clock's times are from start to end; some trials were stopped and resumed. */
  @Test
  void publishedTrialsTookAsLongAsEstimated() throws IOException {
    StoredResults published = ResultsDirectory.at(Path.of("notebooks-output")).read();
    double[] ratios =
        published.finished().stream()
            .mapToDouble(
                trial ->
                    clock(trial)
                        / Estimate.from(List.of(trial.history())).of(trial.trial()).toSeconds())
            .sorted()
            .toArray();

    assertThat(ratios).hasSize(360);
    assertThat(ratios[ratios.length / 2]).isCloseTo(1, within(0.03));
  }

  @Test
  void onlyTrialsOfTheSameEngineAndProcessorCountIfThereAreAny() throws IOException {
    StoredResults published = ResultsDirectory.at(Path.of("notebooks-output")).read();
    Environment here = Environment.current();
    StoredTrial first = published.finished().get(0);
    ObjectNode json = first.json().deepCopy();
    json.withObject("/environment").put("cpu", here.cpu() + " of this test");
    StoredTrial other =
        new StoredTrial(
            first.history(), first.predictions(), json, "", Optional.empty(), List.of());
    List<StoredTrial> trials = new ArrayList<>(published.trials());
    trials.add(other);
    StoredResults mixed = new StoredResults(published.root(), trials, List.of(), List.of());
    Environment there =
        new Environment(
            here.versions(),
            here.java(),
            here.os(),
            here.cpu() + " of this test",
            json.at("/environment/instruction_set").asText(),
            here.cores(),
            here.settings(),
            here.devices());

    assertThat(mixed.measured(first.engine(), there)).containsExactly(other.history());
    assertThat(mixed.measured("opencl", there)).hasSameSizeAs(trials);
  }

  private static double clock(StoredTrial trial) {
    Instant started = Instant.parse(trial.json().path("started").asText());
    return Duration.between(started, Instant.parse(trial.json().path("finished").asText()))
        .toSeconds();
  }

  @Test
  void aSlowMachineIsAsSlowOnWhatItHasNotRun() throws IOException {
    Trial small = of(NetworkKind.SMALL_CNN);
    Trial medium = of(NetworkKind.MEDIUM_CNN);
    Estimate reference = Estimate.from(List.of());
    double epoch = reference.of(small).toMillis() / 1e3 / small.epochs();
    Estimate slow = Estimate.from(List.of(measured(small, 3 * epoch)));

    double ratio = (double) slow.of(medium).toMillis() / reference.of(medium).toMillis();
    // an epoch as recorded is without validation and test, 1/11 of the training time
    assertThat(ratio).isCloseTo(3 * 12 / 11.0, within(0.01));
    assertThat(reference.isMeasured()).isFalse();
    assertThat(slow.isMeasured()).isTrue();
  }
}
