package org.optimizerstudy.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.optimizerstudy.experiment.InvalidInputException;

class ResultsLockTest {

  @TempDir Path directory;

  private ResultsDirectory results;

  /** A process of its own that takes the lock and keeps it until it is killed. */
  static final class Holder {

    public static void main(String[] arguments) throws IOException, InterruptedException {
      try (ResultsLock lock = ResultsLock.take(ResultsDirectory.at(Path.of(arguments[0])))) {
        System.out.println(lock.deadHolder().isPresent());
        Thread.sleep(Long.MAX_VALUE);
      }
    }
  }

  @BeforeEach
  void create() throws IOException {
    results = ResultsDirectory.create(directory);
  }

  @Test
  void isFreeAgainAfterwards() throws IOException {
    try (ResultsLock lock = ResultsLock.take(results)) {
      assertThat(lock.deadHolder()).isEmpty();
      assertThatThrownBy(() -> ResultsLock.take(results))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("locked by process " + ProcessHandle.current().pid() + " on ");
    }
    assertThat(ResultsLock.holder(results)).isEmpty();
    try (ResultsLock again = ResultsLock.take(results)) {
      assertThat(again.deadHolder()).isEmpty();
    }
  }

  @Test
  void aSecondProcessHearsWhoHasItAndADeadOneLosesIt() throws IOException, InterruptedException {
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String name = "process " + holder.pid() + " on ";
    try (BufferedReader out = holder.inputReader()) {
      assertThat(out.readLine()).isEqualTo("false");
      assertThatThrownBy(() -> ResultsLock.take(results))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(directory + ": must be written by one run at a time")
          .hasMessageMatching(".*locked by " + name + "\\S.* since \\d{4}-\\d\\d-\\d\\dT.*");
      assertThat(ResultsLock.holder(results).orElseThrow()).startsWith(name);
    } finally {
      holder.destroyForcibly();
      holder.waitFor();
    }

    assertThat(ResultsLock.holder(results)).isEmpty();
    try (ResultsLock lock = ResultsLock.take(results)) {
      assertThat(lock.deadHolder().orElseThrow()).startsWith(name);
    }
  }

  /** The time in the file is for the reader; nothing depends on it. */
  @Test
  void aLineFromTheFutureOrZerosDoNotKeepTheLock() throws IOException {
    Files.writeString(
        directory.resolve("lock"), "process 1 on \u001b[31mhost since 2099-01-01T00:00:00Z\n");
    try (ResultsLock lock = ResultsLock.take(results)) {
      assertThat(lock.deadHolder()).contains("process 1 on [31mhost since 2099-01-01T00:00:00Z");
    }
    Files.write(directory.resolve("lock"), new byte[] {0, 0, 10});
    ResultsLock.take(results).close();
  }

  private void assertForeign(String found) {
    String lock = directory.resolve("lock").toString();
    assertThatThrownBy(() -> ResultsLock.take(results))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(lock + ": must be ")
        .hasMessageContaining("found " + found);
  }

  @Test
  void aFileOfAnotherContentIsRefusedAndKeepsIt() throws IOException {
    Path lock = directory.resolve("lock");
    for (String content : List.of("precious", "process 1 on host\nand more", "p".repeat(2_000))) {
      Files.writeString(lock, content);
      assertForeign("another content; move it away if no run is writing here");
      assertThat(lock).hasContent(content);
    }
  }

  @Test
  void aLinkIsNotEmptied(@TempDir Path elsewhere) throws IOException {
    Path victim = Files.writeString(elsewhere.resolve("victim"), "process 1 on host\n");
    Path lock = directory.resolve("lock");
    Files.createSymbolicLink(lock, victim);
    assertForeign("a symbolic link");

    Files.delete(lock);
    Files.createLink(lock, victim);
    assertForeign("a file with 2 hard links");
    assertThat(victim).hasContent("process 1 on host\n");

    Files.delete(lock);
    Files.createDirectory(lock);
    assertForeign("a directory");
  }
}
