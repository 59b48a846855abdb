package org.optimizerstudy.execution;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.EpochRecord;
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
    if (workers < 1) {
      throw new IllegalArgumentException("There must be at least one worker, found " + workers);
    }
    this.workers = workers;
    this.runner = runner;
    this.results = results;
    this.stop = stop;
  }

  @Override
  public String parallelism() {
    return workers + " at a time";
  }

  @Override
  public void execute(List<Trial> trials, RunListener listener) throws IOException {
    Queue<Trial> queue = new ConcurrentLinkedQueue<>(trials);
    ExecutorService threads = Executors.newFixedThreadPool(workers);
    try {
      ExecutorCompletionService<Void> completion = new ExecutorCompletionService<>(threads);
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int i = 0; i < Math.min(workers, trials.size()); i++) {
        int worker = i;
        tasks.add(
            () -> {
              work(worker, queue, listener);
              return null;
            });
      }
      tasks.forEach(completion::submit);
      for (int i = 0; i < tasks.size(); i++) {
        completion.take().get();
      }
    } catch (ExecutionException e) {
      queue.clear();
      throw unwrapped(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while trials were running");
    } finally {
      threads.shutdownNow();
    }
  }

  private void work(int worker, Queue<Trial> queue, RunListener listener) throws IOException {
    runner.devices().pin(worker);
    while (!stop.isAfterEpoch()) {
      Trial trial = queue.poll();
      if (trial == null) {
        return;
      }
      listener.trialStarted(worker, trial);
      listener.trialFinished(worker, trial, run(worker, trial, listener));
    }
  }

  private TrialStatus run(int worker, Trial trial, RunListener listener) throws IOException {
    try (TrialWriter writer = results.trial(trial.id()).open(runner.provenance(trial))) {
      writer.notes().forEach(note -> listener.noted(trial, note));
      TrialStatus status = run(worker, trial, writer, listener);
      if (status.isFinal()) {
        writer.finish(status);
      }
      return status;
    }
  }

  private TrialStatus run(int worker, Trial trial, TrialWriter writer, RunListener listener)
      throws IOException {
    try {
      return runner.run(
          trial,
          writer.start(),
          new TrialListener() {
            @Override
            public void batchDone(int epoch, int examples) {
              if (Thread.currentThread().isInterrupted()) {
                throw new WorkerStopped();
              }
              if (stop.isNow()) {
                throw new TrialStopped();
              }
              listener.batchDone(worker, epoch, examples);
            }

            @Override
            public boolean epochDone(EpochRecord record, TrainingState state) throws IOException {
              writer.append(record);
              writer.save(state);
              listener.epochDone(worker, trial, record);
              return !stop.isAfterEpoch();
            }
          });
    } catch (TrialStopped e) {
      return new TrialStatus.Running();
    }
  }

  private static IOException unwrapped(ExecutionException e) throws IOException {
    if (e.getCause() instanceof IOException io) {
      return io;
    }
    if (e.getCause() instanceof RuntimeException runtime) {
      throw runtime;
    }
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return new IOException("A trial failed", e.getCause());
  }

  /** Another worker has failed, so this one stops between two batches. */
  private static final class WorkerStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Somebody asked to stop at once; the trial can go on from its last epoch. */
  private static final class TrialStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
