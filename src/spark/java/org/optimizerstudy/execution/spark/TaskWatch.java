package org.optimizerstudy.execution.spark;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.spark.TaskEndReason;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/** Watches Spark's tasks: how long none has run, and which were lost. */
final class TaskWatch extends SparkListener {

  private final RunningTrials trials;
  private final Set<Long> running = new HashSet<>();
  private long idleSince = System.nanoTime();

  TaskWatch(RunningTrials trials) {
    this.trials = trials;
  }

  /** For how long no task has run. */
  synchronized Duration idle() {
    return running.isEmpty() ? Duration.ofNanos(System.nanoTime() - idleSince) : Duration.ZERO;
  }

  @Override
  public synchronized void onTaskStart(SparkListenerTaskStart start) {
    running.add(start.taskInfo().taskId());
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    ended(end.taskInfo().taskId());
    TaskEndReason reason = end.reason();
    if (reason instanceof TaskFailedReason failed) {
      String text = failed.toErrorString().lines().findFirst().orElse("no reason given");
      trials.lost(end.taskInfo().index(), text);
    }
  }

  private synchronized void ended(long task) {
    running.remove(task);
    idleSince = System.nanoTime();
  }
}
