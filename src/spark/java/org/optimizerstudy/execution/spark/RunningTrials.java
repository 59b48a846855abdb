package org.optimizerstudy.execution.spark;

import java.io.Closeable;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.optimizerstudy.execution.Run;
import org.optimizerstudy.execution.RunListener;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.Environment;
import org.optimizerstudy.results.Provenance;
import org.optimizerstudy.results.StoredTrial;
import org.optimizerstudy.results.TrialDirectory;
import org.optimizerstudy.results.TrialStatus;
import org.optimizerstudy.results.TrialWriter;

/**
 * The driver's side of all trials of a run: writes what tasks report, shows it, and answers. Each
 * trial belongs to the latest attempt that began it; others are told to stop.
 */
final class RunningTrials implements Closeable {

  private final List<Trial> trials;
  private final Run run;
  private final RunListener listener;
  private final Map<Integer, Running> running = new HashMap<>();
  private final BitSet workers = new BitSet();
  private Optional<Exception> failure = Optional.empty();
  private boolean closed;

  /**
   * A trial that was begun and is not over.
   *
   * @param worker its line on the display
   * @param attempt that it belongs to
   */
  private record Running(int worker, long attempt, TrialWriter writer) {}

  RunningTrials(List<Trial> trials, Run run, RunListener listener) {
    this.trials = List.copyOf(trials);
    this.run = run;
    this.listener = listener;
  }

  /** Answers a task. An exception here ends the run. */
  synchronized Reply receive(TrialMessage message) {
    if (closed || failure.isPresent()) {
      return Reply.of(Order.STOP);
    }
    try {
      return answer(message);
    } catch (IOException | RuntimeException e) {
      failure = Optional.of(e);
      return Reply.of(Order.STOP);
    }
  }

  /** What went wrong at the driver, or made an executor useless. */
  synchronized Optional<Exception> failure() {
    return failure;
  }

  /** Whether no trial is under way. */
  synchronized boolean isIdle() {
    return running.isEmpty();
  }

  /** A task failed; Spark tries it again elsewhere. */
  synchronized void lost(int trial, String reason) {
    if (!closed) {
      listener.noted(trials.get(trial), "lost its executor or failed there: " + reason);
    }
  }

  private Reply answer(TrialMessage message) throws IOException {
    if (message instanceof TrialMessage.Refused refused) {
      throw new InvalidInputException(
          "executor on %s: %s".formatted(refused.host(), refused.reason()));
    }
    if (message instanceof TrialMessage.Begin begin) {
      return begin(begin);
    }
    Running trial = running.get(message.trial());
    if (trial == null || trial.attempt() != message.attempt()) {
      return Reply.of(Order.STOP);
    }
    if (message instanceof TrialMessage.BatchDone batch) {
      listener.batchDone(trial.worker(), batch.epoch(), batch.examples());
      if (run.stop().isNow()) {
        end(message.trial(), new TrialStatus.Running());
        return Reply.of(Order.STOP);
      }
    } else if (message instanceof TrialMessage.EpochDone epoch) {
      trial.writer().append(epoch.record());
      trial.writer().save(epoch.state());
      listener.epochDone(trial.worker(), trials.get(message.trial()), epoch.record());
    } else if (message instanceof TrialMessage.Evaluated evaluated) {
      trial.writer().evaluated(evaluated.measures(), evaluated.predictions());
    } else if (message instanceof TrialMessage.Finished finished) {
      end(message.trial(), finished.status());
    }
    return Reply.of(run.stop().isAfterEpoch() ? Order.STOP_AFTER_EPOCH : Order.GO_ON);
  }

  private Reply begin(TrialMessage.Begin begin) throws IOException {
    if (run.stop().isAfterEpoch()) {
      return Reply.of(Order.STOP);
    }
    Trial trial = trials.get(begin.trial());
    Running before = running.get(begin.trial());
    if (before != null && before.attempt() > begin.attempt()) {
      return Reply.of(Order.STOP);
    }
    TrialDirectory directory = run.results().trial(trial.id());
    if (before == null && isFinished(directory)) {
      return Reply.of(Order.STOP); // it finished, and its executor died before Spark knew
    }
    Provenance provenance = provenance(trial, begin);
    int worker = before == null ? workers.nextClearBit(0) : before.worker();
    if (before != null) {
      before.writer().close();
    }
    TrialWriter writer = directory.open(provenance);
    running.put(begin.trial(), new Running(worker, begin.attempt(), writer));
    workers.set(worker);
    if (before == null) {
      listener.trialStarted(worker, trial);
    }
    writer.notes().forEach(note -> listener.noted(trial, note + ", on " + begin.host()));
    return new Reply(Order.GO_ON, writer.start());
  }

  private static boolean isFinished(TrialDirectory directory) {
    return directory.read().orElse(null) instanceof StoredTrial trial && trial.isFinished();
  }

  private void end(int index, TrialStatus status) throws IOException {
    Running trial = running.remove(index);
    try (TrialWriter writer = trial.writer()) {
      if (status.isFinal()) {
        writer.finish(status, run.model());
      }
    }
    workers.clear(trial.worker());
    listener.trialFinished(trial.worker(), trials.get(index), status);
  }

  /** The trial's, with what is the executor's own. */
  private Provenance provenance(Trial trial, TrialMessage.Begin begin) {
    Provenance here = run.runner().provenance(trial);
    TrialMessage.Computing there = begin.computing();
    Environment environment = there.environment();
    require(begin.host(), "data", here.datasetSha256(), there.datasetSha256());
    require(begin.host(), "engine", here.engine(), there.engine());
    require(begin.host(), "versions", here.environment().versions(), environment.versions());
    return new Provenance(
        trial, here.updater(), here.stateBytes(), here.datasetSha256(), here.engine(), environment);
  }

  private static void require(String host, String what, Object here, Object there) {
    if (!here.equals(there)) {
      throw new InvalidInputException(
          "executor on %s: %s: must be the driver's, %s, found %s"
              .formatted(host, what, here, there));
    }
  }

  /** Closes the files; trials that are not over can be gone on with. */
  @Override
  public synchronized void close() throws IOException {
    closed = true;
    IOException failure = null;
    for (Running trial : running.values()) {
      try {
        trial.writer().close();
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    running.clear();
    if (failure != null) {
      throw failure;
    }
  }
}
