package org.optimizerstudy.execution;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A request to stop a run early, from any thread. The first request stops it after the epoch, the
 * second between two batches.
 */
public final class StopRequest {

  private final AtomicInteger times = new AtomicInteger();

  /**
   * Requests a stop.
   *
   * @return number of requests so far, including this one
   */
  public int request() {
    return times.incrementAndGet();
  }

  /** Whether to stop after the current epoch. */
  public boolean isAfterEpoch() {
    return times.get() > 0;
  }

  /** Whether to stop before the next batch. */
  public boolean isNow() {
    return times.get() > 1;
  }
}
