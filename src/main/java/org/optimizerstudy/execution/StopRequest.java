package org.optimizerstudy.execution;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The wish to end a run early, from any thread: asked for once, after the epoch; asked for again,
 * between two batches.
 */
public final class StopRequest {

  private final AtomicInteger times = new AtomicInteger();

  /**
   * Asks to stop.
   *
   * @return how often this was asked for, this time included
   */
  public int request() {
    return times.incrementAndGet();
  }

  /** Whether to stop at the end of the epoch. */
  public boolean isAfterEpoch() {
    return times.get() > 0;
  }

  /** Whether to stop at the next batch. */
  public boolean isNow() {
    return times.get() > 1;
  }
}
