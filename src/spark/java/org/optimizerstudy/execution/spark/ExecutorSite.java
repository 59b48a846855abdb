package org.optimizerstudy.execution.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.plugin.PluginContext;
import org.optimizerstudy.data.Dataset;
import org.optimizerstudy.engine.Engines;
import org.optimizerstudy.engine.MachineException;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.FinalMeasures;
import org.optimizerstudy.results.Predictions;
import org.optimizerstudy.results.Provenance;
import org.optimizerstudy.results.TrainingState;
import org.optimizerstudy.results.TrialStatus;
import org.optimizerstudy.training.TrialListener;
import org.optimizerstudy.training.TrialRunner;

/**
 * What the tasks of an executor share: the line to the driver, and the data, which is read once.
 */
final class ExecutorSite {

  private static final long PROGRESS_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(500);

  private final PluginContext driver;
  private Optional<TrialRunner> runner = Optional.empty();

  ExecutorSite(PluginContext driver) {
    this.driver = driver;
  }

  /** Runs a trial as the driver orders. */
  void run(TrialTask task, TrialTask.Work work, TaskContext context) throws IOException {
    Trial trial = work.trial();
    long attempt = context.taskAttemptId();
    TrialRunner trials;
    TrialMessage.Computing computing;
    try {
      trials = runner(task);
      computing = computing(trials.provenance(trial));
    } catch (InvalidInputException | MachineException e) {
      ask(new TrialMessage.Refused(work.index(), attempt, host(), e.getMessage()));
      return;
    }
    Reply begin = ask(new TrialMessage.Begin(work.index(), attempt, host(), computing));
    if (begin.order() == Order.GO_ON) {
      train(trials, trial, begin.start(), new DriverListener(work.index(), context));
    }
  }

  private void train(
      TrialRunner trials, Trial trial, Optional<TrainingState> start, DriverListener listener)
      throws IOException {
    try {
      TrialStatus status = trials.run(trial, start, listener);
      ask(new TrialMessage.Finished(listener.trial, listener.attempt(), status));
    } catch (Stopped e) {
      // the driver knows, for it was its order
    }
  }

  /** Reports a trial's progress to the driver and follows its answers. */
  private final class DriverListener implements TrialListener {

    private final int trial;
    private final TaskContext context;
    private long toldAt = System.nanoTime();

    DriverListener(int trial, TaskContext context) {
      this.trial = trial;
      this.context = context;
    }

    long attempt() {
      return context.taskAttemptId();
    }

    @Override
    public void batchDone(int epoch, int examples) {
      if (context.isInterrupted()) {
        throw new Stopped();
      }
      if (System.nanoTime() - toldAt > PROGRESS_NANOSECONDS) {
        obey(new TrialMessage.BatchDone(trial, attempt(), epoch, examples));
      }
    }

    @Override
    public boolean epochDone(EpochRecord record, TrainingState state) {
      return obey(new TrialMessage.EpochDone(trial, attempt(), record, state)) == Order.GO_ON;
    }

    @Override
    public void evaluated(FinalMeasures measures, Predictions predictions) {
      obey(new TrialMessage.Evaluated(trial, attempt(), measures, predictions));
    }

    private Order obey(TrialMessage message) {
      Order order = ask(message).order();
      toldAt = System.nanoTime();
      if (order == Order.STOP) {
        throw new Stopped();
      }
      return order;
    }
  }

  private Reply ask(TrialMessage message) {
    try {
      return Reply.ofWire(driver.ask(message));
    } catch (Exception e) {
      throw new IllegalStateException("The driver does not answer", e);
    }
  }

  /** Tasks of an executor are of one run, so that the first one's runner is that of all. */
  private synchronized TrialRunner runner(TrialTask task) throws IOException {
    if (runner.isEmpty()) {
      Engines.Started engine = Engines.start(Optional.of(Engines.of(task.engine())));
      Dataset dataset = task.data() == null ? Dataset.mnist() : Dataset.read(Path.of(task.data()));
      runner = Optional.of(new TrialRunner(engine, dataset));
    }
    return runner.get();
  }

  /** PluginContext's own is null where the executor listens on no port. */
  private static String host() {
    return SparkEnv.get().blockManager().blockManagerId().host();
  }

  private static TrialMessage.Computing computing(Provenance provenance) {
    return new TrialMessage.Computing(
        provenance.datasetSha256(), provenance.engine(), provenance.environment());
  }

  /** The driver wants this task no more. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
