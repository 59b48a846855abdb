package org.optimizerstudy.execution;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.ResultsFiles;
import org.optimizerstudy.results.StoredResults;
import org.optimizerstudy.results.StoredTrial;
import org.optimizerstudy.training.TrialRunner;

/** A run whose trials were checked; see {@link RunSession#prepare}. */
public final class PreparedRun {

  private final Plan plan;
  private final ResultsDirectory results;
  private final TrialRunner runner;
  private final TrialExecutor executor;
  private final Placement placement;
  private final boolean savesModels;

  PreparedRun(
      Plan plan,
      ResultsDirectory results,
      TrialRunner runner,
      TrialExecutor executor,
      Placement placement,
      boolean savesModels) {
    this.plan = plan;
    this.results = results;
    this.runner = runner;
    this.executor = executor;
    this.placement = placement;
    this.savesModels = savesModels;
  }

  /** The number of trials that run at the same time, in words. */
  public String parallelism() {
    return executor.parallelism();
  }

  /** Notes for the user, one per line. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (placement.workers().isPresent() && !runner.takesWorkers()) {
      notes.add(
          "--workers is ignored: engine %s trains many trials in one session per device"
              .formatted(runner.engine()));
    }
    Map<String, Long> otherEngines =
        plan.begun().stream()
            .filter(trial -> trial.isFinished() && !trial.engine().equals(runner.engine()))
            .collect(
                Collectors.groupingBy(StoredTrial::engine, TreeMap::new, Collectors.counting()));
    otherEngines.forEach(
        (engine, count) ->
            notes.add("%d of the trials done were trained by engine %s".formatted(count, engine)));
    long withoutModel =
        plan.begun().stream()
            .filter(trial -> trial.isFinished() && trial.modelSha256().isEmpty())
            .count();
    if (savesModels && withoutModel > 0) {
      notes.add(
          "%d of the trials done have no %s: a model is saved only when its trial ends; move a"
                  .formatted(withoutModel, ResultsFiles.MODEL)
              + " trial's directory away to train it again");
    }
    return notes;
  }

  /**
   * Trains the pending trials until all have ended or the run is stopped. Then it reads all trials
   * of the results directory and writes the table of their records, even if training failed.
   *
   * @return all trials of the results directory
   * @throws IOException if the results cannot be written
   */
  public StoredResults train(RunListener listener) throws IOException {
    AtomicReference<StoredResults> stored = new AtomicReference<>();
    try (Closeable table = () -> stored.set(results.writeRecords())) {
      executor.execute(plan.pending(), listener);
    }
    return stored.get();
  }
}
