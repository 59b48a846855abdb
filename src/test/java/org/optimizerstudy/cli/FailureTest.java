package org.optimizerstudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.optimizerstudy.engine.MachineException;
import org.optimizerstudy.experiment.InvalidInputException;

class FailureTest {

  private static String line(Throwable thrown) {
    StringWriter text = new StringWriter();
    Failure.of(thrown).print(new PrintWriter(text));
    assertThat(text.toString().lines()).hasSize(1);
    return text.toString().strip();
  }

  @Test
  void badInputIsExitCode2() {
    assertThat(Failure.of(new InvalidInputException("key: bad")))
        .isEqualTo(new Failure(2, "key: bad"));
    assertThat(line(new MachineException("self-test: wrong"))).isEqualTo("study: self-test: wrong");
  }

  @Test
  void filesAreNamed() {
    assertThat(line(new FileSystemException("/full/file", null, "No space left on device")))
        .isEqualTo("study: /full/file: No space left on device");
    assertThat(line(new UncheckedIOException("records", new AccessDeniedException("/f"))))
        .isEqualTo("study: records: /f: cannot be read or written: permission denied");
  }

  @Test
  void fewFileHandlesHaveTheirRemedy() {
    assertThat(line(new IOException("x.jar: Too many open files")))
        .isEqualTo("study: x.jar: Too many open files; allow more open files: ulimit -n 1024");
    assertThat(line(new UnsatisfiedLinkError("libx.so: cannot open: Too many open files")))
        .endsWith("ulimit -n 1024");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Java heap space|MiB is full; give it more: STUDY_JAVA_OPTS=-Xmx2g",
        "GC overhead limit exceeded|MiB is full; give it more: STUDY_JAVA_OPTS=-Xmx2g",
        "unable to create native thread: possibly out of memory|allow more processes (ulimit -u)",
        "Physical memory usage is too high: 5G > 4G|memory is full (Physical memory usage",
        "Cannot allocate new FloatPointer(9)|run fewer --workers or give the machine more"
      })
  void memoryThatIsFullHasItsRemedy(String message, String remedy) {
    assertThat(line(new OutOfMemoryError(message))).contains(remedy);
  }

  @Test
  void memoryThatIsFullIsFoundInAWorkersFailure() {
    assertThat(line(new IllegalStateException("A step failed", new OutOfMemoryError("heap"))))
        .contains("MiB is full");
  }

  @Test
  void errorsOfTheMachineHaveTheirReason() {
    assertThat(line(new StackOverflowError())).contains("STUDY_JAVA_OPTS=-Xss4m");
    assertThat(line(new UnsatisfiedLinkError("no jnind4jcpu in java.library.path")))
        .contains("no jnind4jcpu in java.library.path; study doctor shows what is missing");
    assertThat(line(new NoClassDefFoundError("Could not initialize class org.nd4j.Nd4j")))
        .contains("org.nd4j.Nd4j; study doctor");
    assertThat(line(new ExceptionInInitializerError(new IllegalStateException("no room"))))
        .contains("IllegalStateException: no room");
  }

  @Test
  void ofABugTheTraceIsSaved() throws IOException {
    String line = line(new IllegalStateException("two\nlines", new NullPointerException("x")));

    assertThat(line).startsWith("study: internal error: NullPointerException: x; the trace is in ");
    Path file = Path.of(line.substring(line.lastIndexOf(' ') + 1));
    assertThat(Files.readString(file))
        .contains("IllegalStateException: two", "Caused by: java.lang.NullPointerException");
    Files.delete(file);
  }
}
