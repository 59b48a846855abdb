package org.optimizerstudy.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.optimizerstudy.backend.MachineException;
import org.optimizerstudy.backend.Processor;

class SelfTestTest {

  @ParameterizedTest
  @EnumSource(Layers.class)
  void thisMachineComputesRight(Layers layers) {
    assertThatCode(() -> SelfTest.of(layers, new Processor())).doesNotThrowAnyException();
  }

  /** The other JVM's part. */
  public static void main(String[] arguments) {
    try {
      SelfTest.of(Layers.STOCK, new Processor());
      System.out.println("right");
    } catch (MachineException e) {
      System.out.println(e.getMessage());
    }
  }

  /**
   * Without threads ND4J computes nothing, and says nothing: what is found is whatever was there.
   */
  @Test
  void findsThatNothingIsComputed() throws IOException {
    ProcessBuilder java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SelfTestTest.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    java.environment().put("OMP_NUM_THREADS", "0");

    String said = new String(java.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(said)
        .contains("sum of numbers: must be 32768.0, found ")
        .contains("; the environment has OMP_NUM_THREADS=0");
  }

  @Test
  void whatNeverEndsIsAFailure() {
    CountDownLatch never = new CountDownLatch(1);

    assertThatThrownBy(
            () ->
                SelfTest.within(
                    Duration.ofMillis(50),
                    () -> {
                      try {
                        never.await();
                      } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                      }
                    }))
        .isInstanceOf(MachineException.class)
        .hasMessageContaining("found it still running");
  }

  @Test
  void whatIsThrownInItComesOut() {
    assertThatThrownBy(
            () ->
                SelfTest.within(
                    Duration.ofMinutes(1),
                    () -> {
                      throw new UnsatisfiedLinkError("no library");
                    }))
        .isInstanceOf(UnsatisfiedLinkError.class);
    assertThatThrownBy(() -> SelfTest.require("sum", 12, 0))
        .isInstanceOf(MachineException.class)
        .hasMessageStartingWith("self-test of the native libraries: sum: must be 12.0, found 0.0");
    assertThatThrownBy(() -> SelfTest.require("sum", 12, Double.NaN))
        .isInstanceOf(MachineException.class);
  }
}
