package org.optimizerstudy.execution;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.FinalMeasures;
import org.optimizerstudy.results.Predictions;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.TrainingState;
import org.optimizerstudy.results.TrialStatus;
import org.optimizerstudy.results.TrialWriter;
import org.optimizerstudy.training.TrialListener;
import org.optimizerstudy.training.TrialRunner;

/**
 * Workers of this process, one trial at a time each. The native libraries run one thread a worker
 * (OMP_NUM_THREADS=1, set by the launcher), which for these networks is faster than several threads
 * on one trial, and makes records independent of the number of workers. On GPUs the workers are
 * spread over the devices.
 */
public final class LocalWorkers implements TrialExecutor {

  /** More than any machine has cores; each worker has a thread and arrays of its own. */
  private static final int MAX_WORKERS = 1_024;

  private final int workers;
  private final TrialRunner runner;
  private final ResultsDirectory results;
  private final StopRequest stop;

  /**
   * Workers that nobody asks to stop.
   *
   * @param workers trials at a time
   * @param runner trains them
   * @param results takes their records
   */
  public LocalWorkers(int workers, TrialRunner runner, ResultsDirectory results) {
    this(workers, runner, results, new StopRequest());
  }

  /**
   * @param workers trials at a time
   * @param runner trains them
   * @param results takes their records
   * @param stop is asked after every batch and epoch
   */
  public LocalWorkers(int workers, TrialRunner runner, ResultsDirectory results, StopRequest stop) {
    requireCount(workers);
    this.workers = workers;
    this.runner = runner;
    this.results = results;
    this.stop = stop;
  }

  /**
   * Checks a number of workers.
   *
   * @throws InvalidInputException if it is not one
   */
  public static void requireCount(int workers) {
    if (workers < 1 || workers > MAX_WORKERS) {
      throw new InvalidInputException(
          "--workers: must be from 1 to %d, found %d".formatted(MAX_WORKERS, workers));
    }
  }

  @Override
  public String parallelism() {
    return workers + " at a time";
  }

  @Override
  public void execute(List<Trial> trials, RunListener listener) throws IOException {
    Queue<Trial> queue = new ConcurrentLinkedQueue<>(trials);
    AtomicBoolean failed = new AtomicBoolean();
    int threads = Math.min(workers, trials.size());
    if (threads == 0) {
      return;
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      ExecutorCompletionService<Void> completion = new ExecutorCompletionService<>(pool);
      for (int i = 0; i < threads; i++) {
        int worker = i;
        completion.submit(
            () -> {
              work(worker, queue, listener, failed);
              return null;
            });
      }
      await(completion, threads, failed);
    } finally {
      pool.shutdown();
    }
  }

  /** Returns when all workers have ended, so that nobody writes any more when the lock is freed. */
  private static void await(
      ExecutorCompletionService<Void> completion, int threads, AtomicBoolean failed)
      throws IOException {
    Optional<Throwable> first = Optional.empty();
    boolean isInterrupted = false;
    int running = threads;
    while (running > 0) {
      try {
        Future<Void> ended = completion.take();
        running--;
        ended.get();
      } catch (ExecutionException e) {
        failed.set(true);
        first.ifPresent(failure -> failure.addSuppressed(e.getCause()));
        first = first.or(() -> Optional.of(e.getCause()));
      } catch (InterruptedException e) {
        failed.set(true);
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
    if (first.isPresent()) {
      throw unwrapped(first.get());
    }
    if (isInterrupted) {
      throw new InterruptedIOException("Interrupted while trials were running");
    }
  }

  private void work(int worker, Queue<Trial> queue, RunListener listener, AtomicBoolean failed)
      throws IOException {
    runner.devices().pin(worker);
    while (!stop.isAfterEpoch() && !failed.get()) {
      Trial trial = queue.poll();
      if (trial == null) {
        return;
      }
      listener.trialStarted(worker, trial);
      listener.trialFinished(worker, trial, run(worker, trial, listener, failed));
    }
  }

  private TrialStatus run(int worker, Trial trial, RunListener listener, AtomicBoolean failed)
      throws IOException {
    try (TrialWriter writer = results.trial(trial.id()).open(runner.provenance(trial))) {
      writer.notes().forEach(note -> listener.noted(trial, note));
      TrialStatus status = run(worker, trial, writer, listener, failed);
      if (status.isFinal()) {
        writer.finish(status);
      }
      return status;
    }
  }

  private TrialStatus run(
      int worker, Trial trial, TrialWriter writer, RunListener listener, AtomicBoolean failed)
      throws IOException {
    try {
      return runner.run(
          trial,
          writer.start(),
          new TrialListener() {
            @Override
            public void batchDone(int epoch, int examples) {
              if (failed.get() || stop.isNow()) {
                throw new TrialStopped();
              }
              listener.batchDone(worker, epoch, examples);
            }

            @Override
            public boolean epochDone(EpochRecord record, TrainingState state) throws IOException {
              writer.append(record);
              writer.save(state);
              listener.epochDone(worker, trial, record);
              return !stop.isAfterEpoch() && !failed.get();
            }

            @Override
            public void evaluated(FinalMeasures measures, Predictions predictions) {
              writer.evaluated(measures, predictions);
            }
          });
    } catch (TrialStopped e) {
      return new TrialStatus.Running();
    }
  }

  private static IOException unwrapped(Throwable failure) {
    if (failure instanceof IOException io) {
      return io;
    }
    if (failure instanceof RuntimeException runtime) {
      throw runtime;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    return new IOException("A trial failed", failure);
  }

  /** Another worker failed, or somebody asked to stop now; the last epoch's state is saved. */
  private static final class TrialStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
