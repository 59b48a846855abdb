package org.optimizerstudy.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.ResultsDirectory;

/**
 * Kills real JVMs with SIGKILL at random moments. The epochs are so short that they write half of
 * the time: batches, records and checkpoints are all hit.
 */
class KillTest {

  private static final int SIGKILL = 137;

  @TempDir Path directory;

  @Test
  void aFewKillsLeaveNoTrace() throws IOException, InterruptedException {
    killed(3, 1, 200, 250, 1);
  }

  /** 50 kills with two workers over all eighteen rules. */
  @Test
  @Tag("long")
  void manyKillsLeaveNoTrace() throws IOException, InterruptedException {
    killed(50, 18, 400, 1_000, 2);
  }

  private void killed(int kills, int count, int epochs, int milliseconds, int workers)
      throws IOException, InterruptedException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Path results = directory.resolve("killed");
    for (int i = 0; i < kills; i++) {
      Process child = ChildRun.start(results, count, epochs, workers);
      try (BufferedReader out = child.inputReader()) {
        assertThat(out.readLine()).startsWith("epoch ");
        Thread.sleep(random.nextInt(milliseconds));
        child.destroyForcibly();
      }
      assertThat(child.waitFor()).as("kill %d of seed %d", i, seed).isEqualTo(SIGKILL);
    }
    Process last = ChildRun.start(results, count, epochs, workers);
    last.getInputStream().transferTo(OutputStream.nullOutputStream());
    assertThat(last.waitFor(10, TimeUnit.MINUTES)).isTrue();
    assertThat(last.exitValue()).as("after kills of seed %d", seed).isZero();

    List<Trial> trials = SmallStudy.trials(NetworkKind.DEEP_MLP, epochs).subList(0, count);
    ResultsDirectory whole = ResultsDirectory.create(directory.resolve("whole"));
    StopRequest never = new StopRequest();
    new LocalWorkers(workers, SmallStudy.runner(), whole, never)
        .execute(trials, new SmallStudy.Log(never, 0));
    assertThat(SmallStudy.lines(ResultsDirectory.at(results), trials))
        .as("seed %d", seed)
        .isEqualTo(SmallStudy.lines(whole, trials));
    int resumed = 0;
    for (Trial trial : trials) {
      resumed +=
          ResultsDirectory.at(results).trial(trial.id()).stored().json().path("resumed").size();
    }
    assertThat(resumed).as("trials that were killed between checkpoints").isPositive();
    System.out.printf(
        "%d kills survived of %d, trials went on from a checkpoint %d times (seed %d)%n",
        kills, kills, resumed, seed);
  }
}
