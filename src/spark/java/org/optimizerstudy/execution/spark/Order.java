package org.optimizerstudy.execution.spark;

/** What the driver wants of a task. */
enum Order {
  GO_ON,
  /** Ends the trial after its epoch. */
  STOP_AFTER_EPOCH,
  /** Ends the task between two batches; the trial is over, stopped or another task's. */
  STOP
}
