package org.optimizerstudy.training;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.optimizerstudy.data.Split;
import org.optimizerstudy.engine.BatchResult;
import org.optimizerstudy.engine.EpochResult;
import org.optimizerstudy.engine.Evaluation;
import org.optimizerstudy.engine.Session;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.EpochColumn;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.FinalMeasures;
import org.optimizerstudy.results.Predictions;
import org.optimizerstudy.results.TrainingState;
import org.optimizerstudy.results.TrialStatus;

/**
 * Trains the trials of a session until all have ended. A trial that has diverged, is complete or is
 * stopped leaves the session; the others continue.
 */
final class Lockstep {

  private final Session session;
  private final Map<Trial, TrialRun> active = new LinkedHashMap<>();

  /** Number of completed epochs. */
  private final Map<Trial, Integer> epochs = new HashMap<>();

  private final Map<Trial, TrialStatus> ended = new LinkedHashMap<>();

  private Lockstep(Session session) {
    this.session = session;
  }

  /**
   * Trains until no trial is left.
   *
   * @param session session with these trials at their initial parameters
   * @return how each trial ended
   * @throws IOException if a listener throws it
   */
  static Map<Trial, TrialStatus> train(Session session, List<TrialRun> runs) throws IOException {
    Lockstep lockstep = new Lockstep(session);
    runs.forEach(lockstep::begin);
    lockstep.complete(() -> session.evaluate(Split.TEST));
    while (!lockstep.active.isEmpty()) {
      lockstep.epoch();
    }
    return lockstep.ended;
  }

  private void begin(TrialRun run) {
    active.put(run.trial(), run);
    epochs.put(run.trial(), run.start().map(TrainingState::epoch).orElse(0));
    run.start().ifPresent(state -> session.restore(run.trial(), state));
  }

  private void epoch() throws IOException {
    long start = System.nanoTime();
    Map<Trial, EpochResult> trained = session.train(this::reportBatch);
    double seconds = (System.nanoTime() - start) / 1e9;
    for (TrialRun run : List.copyOf(active.values())) {
      EpochResult result = trained.get(run.trial());
      epochs.put(run.trial(), result.epoch());
      if (!result.training().isFinite()) {
        end(run, diverged(result));
      }
    }
    if (!active.isEmpty()) {
      Map<Trial, Evaluation> test = evaluate(trained, seconds);
      complete(() -> test);
    }
  }

  private boolean reportBatch(int examples) {
    active.forEach((trial, run) -> run.listener().batchDone(epochs.get(trial) + 1, examples));
    return true;
  }

  /** Creates the records of an epoch; returns the evaluations on the test set. */
  private Map<Trial, Evaluation> evaluate(Map<Trial, EpochResult> trained, double seconds)
      throws IOException {
    Map<Trial, Evaluation> validation = session.evaluate(Split.VALIDATION);
    Map<Trial, Evaluation> test = session.evaluate(Split.TEST);
    for (TrialRun run : List.copyOf(active.values())) {
      Trial trial = run.trial();
      EpochResult result = trained.get(trial);
      BatchResult ofTest = test.get(trial).result();
      if (!ofTest.isFinite()) {
        end(run, diverged(result));
        continue;
      }
      EpochRecord record = record(result, validation.get(trial).result(), ofTest, seconds);
      boolean goesOn = run.listener().epochDone(record, session.state(trial));
      if (!goesOn && result.epoch() < trial.epochs()) {
        end(run, new TrialStatus.Running());
      }
    }
    return test;
  }

  private static EpochRecord record(
      EpochResult trained, BatchResult validation, BatchResult test, double seconds) {
    return new EpochRecord(
            trained.epoch(),
            trained.iterations(),
            trained.training().loss(),
            trained.training().accuracy(),
            validation.accuracy(),
            test.loss(),
            test.accuracy(),
            seconds)
        .with(EpochColumn.VALIDATION_LOSS, validation.loss());
  }

  private static TrialStatus diverged(EpochResult result) {
    return new TrialStatus.Diverged(result.epoch(), result.iterations());
  }

  /**
   * Evaluates and ends the trials whose last epoch is done.
   *
   * @param test evaluates them on the test set, or returns what that gave after the same epoch
   */
  private void complete(Supplier<Map<Trial, Evaluation>> test) throws IOException {
    List<TrialRun> done =
        active.values().stream()
            .filter(run -> epochs.get(run.trial()) >= run.trial().epochs())
            .toList();
    if (done.isEmpty()) {
      return;
    }
    Map<Trial, Evaluation> training = session.evaluate(Split.TRAINING);
    Map<Trial, Evaluation> onTest = test.get();
    for (TrialRun run : done) {
      BatchResult ofTraining = training.get(run.trial()).result();
      run.listener()
          .evaluated(
              new FinalMeasures(
                  ofTraining.isFinite() ? ofTraining.loss() : Double.NaN, ofTraining.accuracy()),
              Predictions.of(onTest.get(run.trial()).predictions()));
      end(run, new TrialStatus.Completed());
    }
  }

  private void end(TrialRun run, TrialStatus status) throws IOException {
    session.drop(run.trial());
    active.remove(run.trial());
    ended.put(run.trial(), status);
    run.listener().ended(status);
  }
}
