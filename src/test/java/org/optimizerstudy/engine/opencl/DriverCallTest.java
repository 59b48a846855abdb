package org.optimizerstudy.engine.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.bytedeco.opencl.global.OpenCL;
import org.junit.jupiter.api.Test;

class DriverCallTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void aDriverThatHangsIsNamed() {
    CountDownLatch never = new CountDownLatch(1);

    assertThatExceptionOfType(OpenClException.class)
        .isThrownBy(
            () ->
                DriverCall.within(
                    Duration.ofMillis(1_050),
                    "the driver of NVIDIA H200",
                    () -> {
                      await(never);
                      return 1;
                    }))
        .withMessage(
            "OpenCL: the driver of NVIDIA H200 must answer within 1 s, found no answer; restart"
                + " the machine or remove the driver");
    never.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void answersAndErrorsPass() {
    assertThat(DriverCall.within(LONG, "a driver", () -> "answer")).isEqualTo("answer");
    assertThatExceptionOfType(OpenClException.class)
        .isThrownBy(
            () ->
                DriverCall.within(
                    LONG,
                    "a driver",
                    () -> {
                      throw new OpenClException("clGetDeviceInfo", OpenCL.CL_OUT_OF_HOST_MEMORY);
                    }))
        .withMessageContaining("clGetDeviceInfo failed: out of host memory");
  }
}
