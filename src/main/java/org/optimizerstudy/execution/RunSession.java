package org.optimizerstudy.execution;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.optimizerstudy.experiment.Experiment;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.ResultsLock;
import org.optimizerstudy.results.StoredTrial;
import org.optimizerstudy.training.TrialRunner;

/**
 * A run of an experiment's trials in a results directory, which it locks from {@link #open} to
 * {@link #close}. Order of calls: {@link #open}, {@link #check}, {@link #train}, {@link #close}.
 */
public final class RunSession implements Closeable {

  private final Plan plan;
  private final TrialRunner runner;
  private final ResultsDirectory results;
  private final ResultsLock lock;
  private final StopRequest stop;
  private final TrialExecutor executor;
  private final Placement placement;

  private RunSession(
      Plan plan,
      TrialRunner runner,
      ResultsDirectory results,
      ResultsLock lock,
      StopRequest stop,
      TrialExecutor executor,
      Placement placement) {
    this.plan = plan;
    this.runner = runner;
    this.results = results;
    this.lock = lock;
    this.stop = stop;
    this.executor = executor;
    this.placement = placement;
  }

  /**
   * What is asked for.
   *
   * @param experiment whose trials run
   * @param trials of the experiment
   * @param data directory of the data; empty for the embedded MNIST
   * @param output results directory, which may be new
   * @param provider of the executor
   * @param placement that the provider has checked
   */
  public record Request(
      Experiment experiment,
      List<Trial> trials,
      Optional<Path> data,
      Path output,
      ExecutorProvider provider,
      Placement placement) {

    public Request {
      trials = List.copyOf(trials);
    }
  }

  /**
   * Makes the results directory, takes its lock, removes what an interrupted run left behind and
   * plans.
   *
   * @param runner trains trials in this process
   * @throws InvalidInputException if the directory is not one for results, or another run writes in
   *     it
   * @throws IOException if it cannot be read or written
   */
  public static RunSession open(Request request, TrialRunner runner) throws IOException {
    ResultsDirectory results = ResultsDirectory.create(request.output());
    StopRequest stop = new StopRequest();
    TrialExecutor executor =
        request
            .provider()
            .executor(
                request.placement(),
                new Run(request.experiment().name(), runner, request.data(), results, stop));
    ResultsLock lock = ResultsLock.take(results);
    try {
      Plan plan = Plan.of(request.trials(), results);
      results.tidy(plan.begun());
      return new RunSession(plan, runner, results, lock, stop, executor, request.placement());
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** What there is to do. */
  public Plan plan() {
    return plan;
  }

  /** Where the records go. */
  public ResultsDirectory results() {
    return results;
  }

  /** How many trials run at a time, in words. */
  public String parallelism() {
    return executor.parallelism();
  }

  /** Stops the run early when it is asked. */
  public StopRequest stop() {
    return stop;
  }

  /** What a user should know of the directory, a line each. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    lock.deadHolder()
        .ifPresent(dead -> notes.add("took the lock over from %s, which died".formatted(dead)));
    if (placement.workers().isPresent() && !runner.takesWorkers()) {
      notes.add(
          "--workers is ignored: engine %s trains many trials in one session per device"
              .formatted(runner.engine()));
    }
    return notes;
  }

  /** How many of the trials done were trained by other engines than this run's, a line each. */
  public List<String> otherEngines() {
    List<String> notes = new ArrayList<>();
    Map<String, Long> others =
        plan.begun().stream()
            .filter(trial -> trial.isFinished() && !trial.engine().equals(runner.engine()))
            .collect(
                Collectors.groupingBy(StoredTrial::engine, TreeMap::new, Collectors.counting()));
    others.forEach(
        (engine, count) ->
            notes.add("%d of the trials done were trained by engine %s".formatted(count, engine)));
    return notes;
  }

  /**
   * Checks that all trials can be trained, or are those that were asked for, before any is.
   *
   * @throws InvalidInputException if a trial is damaged, was stored with other settings, data or
   *     rule, or cannot run on the engine
   */
  public void check() {
    plan.requireUndamaged();
    plan.all().forEach(runner::provenance);
    for (StoredTrial trial : plan.begun()) {
      results.trial(trial.id()).requireSame(trial, runner.provenance(trial.trial()));
    }
  }

  /**
   * Trains the pending trials to their ends, or until the run is asked to stop, and writes the
   * table of all records.
   *
   * @throws IOException if the results cannot be written
   */
  public void train(RunListener listener) throws IOException {
    try (Closeable table = results::writeRecords) {
      executor.execute(plan.pending(), listener);
    }
  }

  /** Frees the lock. */
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
