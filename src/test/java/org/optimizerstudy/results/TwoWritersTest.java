package org.optimizerstudy.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two JVMs write the same files without a lock, as two reports do, and a third one reads. */
class TwoWritersTest {

  private static final List<String> NAMES = List.of("records.csv", "report.html", "claims.json");
  private static final int LENGTH = 200_000;

  @TempDir Path directory;

  /** What a child process does: writes for some milliseconds, and reads what is there. */
  static final class Writer {

    public static void main(String[] arguments) throws IOException {
      SafeDirectory root = Marker.claim(Path.of(arguments[0]));
      long end = System.nanoTime() + Duration.ofMillis(Long.parseLong(arguments[1])).toNanos();
      String letter = arguments[2];
      int writes = 0;
      do {
        for (String name : NAMES) {
          root.write(name, letter.repeat(LENGTH));
          writes++;
          requireWhole(root.read(name));
        }
        root.tidy();
      } while (System.nanoTime() < end);
      System.out.println(writes);
    }
  }

  private static void requireWhole(byte[] content) {
    String text = new String(content, StandardCharsets.UTF_8);
    if (!text.equals(text.substring(0, 1).repeat(LENGTH))) {
      throw new AssertionError("torn");
    }
  }

  @Test
  void neitherLosesAWriteAndNoReaderSeesATornFile() throws IOException, InterruptedException {
    writeTogether(500);
  }

  @Test
  @Tag("long")
  void forFifteenSeconds() throws IOException, InterruptedException {
    writeTogether(15_000);
  }

  private void writeTogether(int milliseconds) throws IOException, InterruptedException {
    SafeDirectory root = Marker.claim(directory);
    for (String name : NAMES) {
      root.write(name, "0".repeat(LENGTH));
    }
    List<Process> writers = new ArrayList<>();
    for (String letter : List.of("a", "b")) {
      writers.add(start(milliseconds, letter));
    }
    int reads = 0;
    while (writers.stream().anyMatch(Process::isAlive)) {
      for (String name : NAMES) {
        requireWhole(root.read(name));
        reads++;
      }
    }
    int writes = 0;
    for (Process writer : writers) {
      try (BufferedReader out = writer.inputReader()) {
        String count = out.readLine();
        assertThat(writer.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(writer.exitValue()).isZero();
        writes += Integer.parseInt(count);
      }
    }
    assertThat(root.names())
        .containsExactlyInAnyOrder("study-results", "records.csv", "report.html", "claims.json");
    System.out.printf("%d writes by two processes, none failed, %d whole reads%n", writes, reads);
  }

  private Process start(int milliseconds, String letter) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Writer.class.getName(),
            directory.toString(),
            Integer.toString(milliseconds),
            letter)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
