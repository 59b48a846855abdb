package org.optimizerstudy.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.cpu.nativecpu.CpuAffinityManager;
import org.optimizerstudy.RealData;
import org.optimizerstudy.TestRunners;
import org.optimizerstudy.engine.ComputeDevice;
import org.optimizerstudy.engine.nd4j.CudaDevice;
import org.optimizerstudy.engine.nd4j.CudaEngine;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.Device;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.StoredTrial;
import org.optimizerstudy.training.TrialRunner;

/** Trials spread over devices, which the CPU plays: ND4J's bookkeeping of threads is simulated. */
class CudaDeviceTest {

  @TempDir Path directory;

  /** The device of each thread, as ND4J's CUDA backend keeps it. */
  private static final class Threads extends CpuAffinityManager {
    private final ThreadLocal<Integer> device = ThreadLocal.withInitial(() -> 0);

    @Override
    public Integer getDeviceForCurrentThread() {
      return device.get();
    }

    @Override
    public void unsafeSetDevice(Integer id) {
      device.set(id);
    }
  }

  private final Threads threads = new Threads();

  private final List<ComputeDevice> gpus =
      CudaDevice.of(
          List.of(
              Device.cuda("first", "7.5", 16L << 30, "535.104.05 (CUDA 12.2)"),
              Device.cuda("second", "8.6", 24L << 30, "535.104.05 (CUDA 12.2)")),
          threads);

  private final TrialRunner runner =
      new TrialRunner(new CudaEngine(), gpus, RealData.small(230, 100));

  /** Both workers take a trial before either goes on. */
  private static final class BothBusy extends SmallStudy.Log {
    private final CyclicBarrier barrier = new CyclicBarrier(2);

    BothBusy() {
      super(new StopRequest(), 0);
    }

    @Override
    public void trialStarted(int worker, Trial trial) {
      try {
        barrier.await();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void trialsSpreadOverTheDevicesAndRecordThem() throws IOException {
    ResultsDirectory results = ResultsDirectory.create(directory.resolve("gpus"));
    List<Trial> trials = SmallStudy.trials(NetworkKind.DEEP_MLP, 1).subList(0, 2);

    new LocalWorkers(runner.sessions(Optional.empty()), runner, results, new StopRequest())
        .execute(trials, new BothBusy());

    List<String> names = new ArrayList<>();
    for (Trial trial : trials) {
      var device = results.trial(trial.id()).stored().json().path("environment").path("device");
      names.add(device.path("name").asText() + " " + device.path("compute_capability").asText());
      assertThat(device.path("driver").asText()).isEqualTo("535.104.05 (CUDA 12.2)");
    }
    assertThat(new TreeSet<>(names)).containsExactly("first 7.5", "second 8.6");
  }

  @Test
  void theCopyOnAnotherDeviceIsOfTheSameData() throws IOException {
    List<Trial> trials = SmallStudy.trials(NetworkKind.DEEP_MLP, 2).subList(0, 2);
    ResultsDirectory spread = ResultsDirectory.create(directory.resolve("gpus"));
    new LocalWorkers(2, runner, spread, new StopRequest()).execute(trials, new BothBusy());
    ResultsDirectory together = ResultsDirectory.create(directory.resolve("cpu"));
    new LocalWorkers(1, TestRunners.nd4j(RealData.small(230, 100)), together, new StopRequest())
        .execute(trials, new SmallStudy.Log(new StopRequest(), 0));

    assertThat(SmallStudy.lines(spread, trials)).isEqualTo(SmallStudy.lines(together, trials));
  }

  @Test
  void moreWorkersThanDevicesShareThem() {
    assertThat(runner.device(5).description().orElseThrow().name()).isEqualTo("second");
    assertThat(runner.sessions(Optional.empty())).isEqualTo(2);

    Trial trial = SmallStudy.trials(NetworkKind.DEEP_MLP, 1).get(0);
    runner.device(5).open(List.of(trial), RealData.small(230, 100)).close();
    assertThat(threads.getDeviceForCurrentThread()).isEqualTo(1);
  }

  @Test
  void aDeviceIsAReasonForOtherBits() throws IOException {
    ResultsDirectory results = ResultsDirectory.create(directory);
    Trial trial = SmallStudy.trials(NetworkKind.DEEP_MLP, 1).get(0);
    new LocalWorkers(1, runner, results, new StopRequest())
        .execute(List.of(trial), new SmallStudy.Log(new StopRequest(), 0));

    StoredTrial stored = results.trial(trial.id()).stored();
    assertThat(runner.provenance(trial).environmentDifferences(stored))
        .contains("identical bits are not guaranteed on a first");
    assertThat(
            TestRunners.nd4j(RealData.small(230, 100))
                .provenance(trial)
                .environmentDifferences(stored))
        .anySatisfy(
            difference ->
                assertThat(difference).contains("environment.device was {", "is nothing"));
  }
}
