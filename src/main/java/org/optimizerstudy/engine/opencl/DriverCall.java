package org.optimizerstudy.engine.opencl;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.bytedeco.opencl.global.OpenCL;

/** A call of a driver that may never return, as after a fault of its device. */
final class DriverCall {

  /** Far more than a driver takes to compile a small kernel on a busy machine. */
  static final Duration LIMIT = Duration.ofSeconds(60);

  private DriverCall() {}

  /**
   * Calls in a thread of its own, which is left behind if it does not return in time.
   *
   * @param driver for the message
   * @return what the call returns
   * @throws OpenClException if it does not return in time; or what the call throws
   */
  static <T> T within(Duration limit, String driver, Supplier<T> call) {
    FutureTask<T> task = new FutureTask<>(call::get);
    Thread thread = new Thread(task, "OpenCL driver");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new OpenClException(
          "%s must answer within %d s, found no answer; restart the machine or remove the driver"
              .formatted(driver, limit.toSeconds()),
          OpenCL.CL_DEVICE_NOT_AVAILABLE,
          e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException runtime) {
        throw runtime;
      }
      throw (Error) e.getCause(); // a Supplier throws nothing else
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OpenClException(driver + " was interrupted", OpenCL.CL_DEVICE_NOT_AVAILABLE, e);
    }
  }
}
