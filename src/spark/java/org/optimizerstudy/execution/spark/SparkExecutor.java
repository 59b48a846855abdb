package org.optimizerstudy.execution.spark;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.optimizerstudy.execution.Placement;
import org.optimizerstudy.execution.Run;
import org.optimizerstudy.execution.RunListener;
import org.optimizerstudy.execution.TrialExecutor;
import org.optimizerstudy.experiment.Trial;

/** One job of Spark, with a task a trial. */
final class SparkExecutor implements TrialExecutor {

  private static final long POLL_MILLISECONDS = 200;

  private final Placement placement;
  private final Run run;

  SparkExecutor(Placement placement, Run run) {
    this.placement = placement;
    this.run = run;
  }

  @Override
  public String parallelism() {
    return "one a core of " + SparkSettings.master(placement);
  }

  @Override
  public void execute(List<Trial> trials, RunListener listener) throws IOException {
    if (trials.isEmpty()) {
      return;
    }
    try (RunningTrials running = new RunningTrials(trials, run, listener)) {
      TrialPlugin.serve(running);
      try (JavaSparkContext context = connect(SparkSettings.of(placement, run))) {
        TaskWatch watch = new TaskWatch(running);
        context.sc().addSparkListener(watch);
        List<TrialTask.Work> work =
            IntStream.range(0, trials.size())
                .mapToObj(i -> TrialTask.Work.of(i, trials.get(i)))
                .toList();
        JavaFutureAction<Void> job =
            context
                .parallelize(work, work.size())
                .foreachAsync(
                    new TrialTask(
                        run.runner().engine(),
                        run.data().map(data -> data.toAbsolutePath().toString()).orElse(null)));
        await(job, running, watch);
      } finally {
        TrialPlugin.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while trials were running on Spark");
    }
  }

  /** On a thread of its own, for Spark may wait for a master or a queue without end. */
  private JavaSparkContext connect(SparkConf conf) throws IOException, InterruptedException {
    FutureTask<JavaSparkContext> connection = new FutureTask<>(() -> new JavaSparkContext(conf));
    Thread thread = new Thread(connection, "connect to Spark");
    thread.setDaemon(true);
    thread.start();
    try {
      return connection.get(placement.patience().toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IOException(
          "--master: %s must take the application within %d s (--wait), found that it did not"
              .formatted(conf.get("spark.master"), placement.patience().toSeconds()),
          e);
    } catch (ExecutionException e) {
      throw new IOException(
          "--master: %s must take the application (yarn and k8s do by spark-submit alone), found: %s"
              .formatted(conf.get("spark.master"), reason(e.getCause())),
          e.getCause());
    }
  }

  private void await(JavaFutureAction<Void> job, RunningTrials running, TaskWatch watch)
      throws IOException, InterruptedException {
    boolean done = false;
    while (!done) {
      done = isDone(job, running);
      rethrow(running.failure());
      if (!done && run.stop().isAfterEpoch() && running.isIdle()) {
        job.cancel(true);
        return;
      }
      Duration idle = watch.idle();
      if (!done && idle.compareTo(placement.patience()) > 0) {
        throw new IOException(
            "Spark: must run a trial within %d s (--wait), found no executor that did; see that the cluster has free cores and memory, and the executors' logs"
                .formatted(placement.patience().toSeconds()));
      }
    }
  }

  private static boolean isDone(JavaFutureAction<Void> job, RunningTrials running)
      throws IOException, InterruptedException {
    try {
      job.get(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException | CancellationException e) {
      rethrow(running.failure());
      throw new IOException("Spark: " + reason(e.getCause() == null ? e : e.getCause()), e);
    }
  }

  private static void rethrow(Optional<Exception> failure) throws IOException {
    if (failure.isPresent()) {
      if (failure.get() instanceof IOException io) {
        throw io;
      }
      throw (RuntimeException) failure.get();
    }
  }

  private static String reason(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.getClass().getName());
  }
}
