package org.optimizerstudy.execution;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.optimizerstudy.engine.ComputeDevice;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.FinalMeasures;
import org.optimizerstudy.results.ModelFormat;
import org.optimizerstudy.results.Predictions;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.TrainingState;
import org.optimizerstudy.results.TrialStatus;
import org.optimizerstudy.results.TrialWriter;
import org.optimizerstudy.training.TrialListener;
import org.optimizerstudy.training.TrialRun;
import org.optimizerstudy.training.TrialRunner;

/**
 * Workers of this process. Each worker has one session at a time with one trial, or with several in
 * lockstep if the engine's device supports that. On a CPU the native libraries use one thread per
 * worker (OMP_NUM_THREADS=1, set by the launcher). For these networks this is faster than several
 * threads per trial, and records do not depend on the number of workers. Workers are assigned to
 * the engine's devices round-robin.
 */
public final class LocalWorkers implements TrialExecutor {

  /** More than the number of cores of any machine; each worker has its own thread and arrays. */
  private static final int MAX_WORKERS = 1_024;

  private final int workers;
  private final TrialRunner runner;
  private final ResultsDirectory results;
  private final Optional<ModelFormat> model;
  private final StopRequest stop;

  /**
   * @param workers number of workers
   * @param runner trains the trials
   * @param results receives their records
   * @param stop checked after every batch and epoch
   */
  public LocalWorkers(int workers, TrialRunner runner, ResultsDirectory results, StopRequest stop) {
    this(workers, runner, results, Optional.empty(), stop);
  }

  /** Also takes the format in which trained networks are saved; empty if they are not. */
  LocalWorkers(
      int workers,
      TrialRunner runner,
      ResultsDirectory results,
      Optional<ModelFormat> model,
      StopRequest stop) {
    requireCount(workers);
    this.workers = workers;
    this.runner = runner;
    this.results = results;
    this.model = model;
    this.stop = stop;
  }

  /**
   * Checks a number of workers.
   *
   * @throws InvalidInputException if the number is out of range
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
    AtomicBoolean failed = new AtomicBoolean();
    int threads = Math.min(workers, trials.size());
    if (threads == 0) {
      return;
    }
    TrialQueue queue = new TrialQueue(trials, threads);
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

  /** Waits until all workers have ended, so that none writes after the lock is released. */
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

  private void work(int worker, TrialQueue queue, RunListener listener, AtomicBoolean failed)
      throws IOException {
    ComputeDevice device = runner.device(worker);
    while (!stop.isAfterEpoch() && !failed.get()) {
      List<Trial> trials = queue.next(device);
      if (trials.isEmpty()) {
        return;
      }
      run(worker, trials, device, listener, failed);
    }
  }

  private void run(
      int worker,
      List<Trial> trials,
      ComputeDevice device,
      RunListener listener,
      AtomicBoolean failed)
      throws IOException {
    List<LocalTrial> running = new ArrayList<>();
    try {
      for (Trial trial : trials) {
        int line = worker + running.size() * workers;
        listener.trialStarted(line, trial);
        TrialWriter writer =
            results.trial(trial.id()).open(runner.provenance(trial).on(device.description()));
        running.add(new LocalTrial(line, trial, writer, listener, failed));
        writer.notes().forEach(note -> listener.noted(trial, note));
      }
      runner.run(running.stream().map(LocalTrial::toRun).toList(), device);
    } catch (TrialStopped e) {
      for (LocalTrial trial : running) {
        trial.stopped();
      }
    } finally {
      close(running);
    }
  }

  /** Closes all, even if one fails. */
  private static void close(List<LocalTrial> trials) throws IOException {
    if (!trials.isEmpty()) {
      try (LocalTrial first = trials.get(0)) {
        close(trials.subList(1, trials.size()));
      }
    }
  }

  /** A trial of a worker. Stores the trial's records and forwards its events. */
  private final class LocalTrial implements TrialListener, Closeable {

    private final int line;
    private final Trial trial;
    private final TrialWriter writer;
    private final RunListener listener;
    private final AtomicBoolean failed;
    private boolean ended;

    LocalTrial(
        int line, Trial trial, TrialWriter writer, RunListener listener, AtomicBoolean failed) {
      this.line = line;
      this.trial = trial;
      this.writer = writer;
      this.listener = listener;
      this.failed = failed;
    }

    TrialRun toRun() {
      return new TrialRun(trial, writer.start(), this);
    }

    @Override
    public void batchDone(int epoch, int examples) {
      if (failed.get() || stop.isNow()) {
        throw new TrialStopped();
      }
      listener.batchDone(line, epoch, examples);
    }

    @Override
    public boolean epochDone(EpochRecord record, TrainingState state) throws IOException {
      writer.append(record);
      writer.save(state);
      listener.epochDone(line, trial, record);
      return !stop.isAfterEpoch() && !failed.get();
    }

    @Override
    public void evaluated(FinalMeasures measures, Predictions predictions) {
      writer.evaluated(measures, predictions);
    }

    @Override
    public void noted(String note) {
      listener.noted(trial, note);
    }

    @Override
    public void ended(TrialStatus status) throws IOException {
      ended = true;
      if (status.isFinal()) {
        writer.finish(status, model);
      }
      listener.trialFinished(line, trial, status);
    }

    /** Ends the trial between two batches if it has not ended. */
    void stopped() throws IOException {
      if (!ended) {
        ended(new TrialStatus.Running());
      }
    }

    @Override
    public void close() throws IOException {
      writer.close();
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

  /** Another worker failed, or the run is to stop now; the state after the last epoch is saved. */
  private static final class TrialStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
