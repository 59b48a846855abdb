package org.optimizerstudy.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SelfTestTest {

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
