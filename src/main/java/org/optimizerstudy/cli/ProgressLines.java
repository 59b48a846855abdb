package org.optimizerstudy.cli;

import java.util.Locale;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.TrialStatus;

/** Prints one plain line per epoch, for logs. */
final class ProgressLines implements Progress {

  private final Screen screen;
  private final int examples;

  ProgressLines(Screen screen, int examples) {
    this.screen = screen;
    this.examples = examples;
  }

  @Override
  public void trialStarted(int worker, Trial trial) {
    line("%s: started", trial.id());
  }

  @Override
  public void batchDone(int worker, int epoch, int examplesDone) {
    // one line per epoch is enough
  }

  @Override
  public void epochDone(int worker, Trial trial, EpochRecord record) {
    line(
        "%s: epoch %d/%d, train loss %.4g, test accuracy %.2f%%, %,.0f images/s",
        trial.id(),
        record.epoch(),
        trial.epochs(),
        record.trainLoss(),
        100 * record.testAccuracy(),
        examples / record.seconds());
  }

  @Override
  public void noted(Trial trial, String note) {
    line("%s: %s", trial.id(), note);
  }

  @Override
  public void trialFinished(int worker, Trial trial, TrialStatus status) {
    if (status instanceof TrialStatus.Diverged diverged) {
      line("%s: %s in epoch %d", trial.id(), status.word(), diverged.epoch());
    } else if (!status.isFinal()) {
      line("%s: stopped; run the same command to resume", trial.id());
    }
  }

  @Override
  public void close() {
    // each line was flushed
  }

  private void line(String format, Object... values) {
    screen.say(String.format(Locale.ROOT, format, values));
  }
}
