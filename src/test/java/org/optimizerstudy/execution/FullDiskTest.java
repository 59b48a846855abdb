package org.optimizerstudy.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.ResultsDirectory;

/** On a file system of its own, which only root can mount: skipped where that is refused. */
@EnabledOnOs(OS.LINUX)
class FullDiskTest {

  private static final Trial TRIAL =
      SmallStudy.trial(NetworkKind.DEEP_MLP, OptimizerKind.ADAM, Semantics.DL4J, 5);

  @TempDir Path directory;

  private Path disk;

  @BeforeEach
  void mount() throws IOException, InterruptedException {
    disk = Files.createDirectory(directory.resolve("disk"));
    assumeThat(run("mount", "-t", "tmpfs", "-o", "size=2500k", "tmpfs", disk.toString()))
        .as("mounting a small tmpfs needs root")
        .isZero();
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    run("umount", disk.toString());
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private static void execute(ResultsDirectory results) throws IOException {
    StopRequest never = new StopRequest();
    new LocalWorkers(1, SmallStudy.runner(), results, never)
        .execute(List.of(TRIAL), new SmallStudy.Log(never, 0));
  }

  @Test
  void aFullDiskIsSaidAndTheTrialGoesOnWhenThereIsSpace() throws IOException, InterruptedException {
    ResultsDirectory results = ResultsDirectory.create(disk);

    // one checkpoint of 1.4 MB has room, a second has not
    assertThatThrownBy(() -> execute(results))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(disk.toString())
        .hasMessageContaining("No space left on device");
    assertThat(results.trial(TRIAL.id()).stored().records()).isNotEmpty().hasSizeLessThan(5);

    assertThat(run("mount", "-o", "remount,size=64m", disk.toString())).isZero();
    execute(results);
    ResultsDirectory whole = ResultsDirectory.create(directory.resolve("whole"));
    execute(whole);
    assertThat(SmallStudy.lines(results, List.of(TRIAL)))
        .isEqualTo(SmallStudy.lines(whole, List.of(TRIAL)));
  }

  @Test
  void aReadOnlyDiskIsSaid() throws IOException, InterruptedException {
    ResultsDirectory.create(disk);
    assertThat(run("mount", "-o", "remount,ro", disk.toString())).isZero();

    assertThatThrownBy(() -> ResultsDirectory.create(disk))
        .isInstanceOf(IOException.class)
        .hasMessage(disk + ": must be a directory that can be written, found it read-only");
  }
}
