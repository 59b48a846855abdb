package org.optimizerstudy.execution;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.optimizerstudy.experiment.Experiment;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.metrics.Estimate;
import org.optimizerstudy.results.Environment;
import org.optimizerstudy.results.ModelFormat;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.ResultsLock;
import org.optimizerstudy.results.StoredResults;
import org.optimizerstudy.results.StoredTrial;
import org.optimizerstudy.training.TrialRunner;

/**
 * A run of an experiment's trials in a results directory, which it locks from {@link #open} to
 * {@link #close}. Order of calls: {@link #open}, {@link #requireUndamaged}, {@link #prepare},
 * {@link PreparedRun#train}, {@link #close}. The first two calls load no native library.
 */
public final class RunSession implements Closeable {

  private final Request request;
  private final Plan plan;
  private final StoredResults stored;
  private final ResultsDirectory results;
  private final ResultsLock lock;
  private final StopRequest stop = new StopRequest();

  private RunSession(
      Request request,
      Plan plan,
      StoredResults stored,
      ResultsDirectory results,
      ResultsLock lock) {
    this.request = request;
    this.plan = plan;
    this.stored = stored;
    this.results = results;
    this.lock = lock;
  }

  /**
   * The trials to run and where.
   *
   * @param experiment experiment of the trials
   * @param trials trials of the experiment
   * @param data directory of the data; empty for the embedded MNIST
   * @param model format in which trained networks are saved; empty if they are not
   * @param output results directory; it need not exist
   * @param provider provider of the executor
   * @param placement placement that the provider has checked
   */
  public record Request(
      Experiment experiment,
      List<Trial> trials,
      Optional<Path> data,
      Optional<ModelFormat> model,
      Path output,
      ExecutorProvider provider,
      Placement placement) {

    public Request {
      trials = List.copyOf(trials);
    }
  }

  /**
   * Creates the results directory if it does not exist, locks it, plans the run and removes
   * temporary files of an interrupted run.
   *
   * @throws InvalidInputException if the directory is not a results directory
   * @throws IOException if it cannot be read or written, or another run has locked it
   */
  public static RunSession open(Request request) throws IOException {
    ResultsDirectory results = ResultsDirectory.create(request.output());
    ResultsLock lock = ResultsLock.take(results);
    try {
      StoredResults stored = results.read();
      Plan plan = Plan.of(request.trials(), results, stored);
      results.tidy(plan.begun());
      return new RunSession(request, plan, stored, results, lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** The pending and the completed trials. */
  public Plan plan() {
    return plan;
  }

  /** The times of trials by an engine on this machine, from those that were stored at the start. */
  public Estimate estimate(String engine) {
    return Estimate.from(stored.measured(engine, Environment.current()));
  }

  /** The results directory. */
  public ResultsDirectory results() {
    return results;
  }

  /** The request by which the run can be stopped early. */
  public StopRequest stop() {
    return stop;
  }

  /** The holder of a lock that was not released because its process died. */
  public Optional<String> deadHolder() {
    return lock.deadHolder();
  }

  /**
   * Checks that no trial of the run is damaged.
   *
   * @throws InvalidInputException if one is
   */
  public void requireUndamaged() {
    plan.requireUndamaged();
  }

  /**
   * Checks that all trials can be trained, or were stored as requested, before any is trained.
   *
   * @param runner trains trials in this process
   * @return the run, ready for training
   * @throws InvalidInputException if a trial is damaged, was stored with other settings, data or
   *     update rule, or cannot run on the engine
   */
  public PreparedRun prepare(TrialRunner runner) {
    plan.requireUndamaged();
    plan.all().forEach(runner::provenance);
    for (StoredTrial trial : plan.begun()) {
      results.trial(trial.id()).requireSame(trial, runner.provenance(trial.trial()));
    }
    TrialExecutor executor =
        request
            .provider()
            .executor(
                request.placement(),
                new Run(
                    request.experiment().name(),
                    runner,
                    request.data(),
                    results,
                    request.model(),
                    stop));
    return new PreparedRun(
        plan, results, runner, executor, request.placement(), request.model().isPresent());
  }

  /** Releases the lock. */
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
