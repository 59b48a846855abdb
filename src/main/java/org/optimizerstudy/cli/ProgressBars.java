package org.optimizerstudy.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.TrialStatus;

/** One bar a worker: its trial, epoch, last test accuracy, images a second and the time left. */
final class ProgressBars implements Progress {

  private static final int UPDATE_MILLISECONDS = 250;

  private final PrintWriter err;
  private final int examples;
  private final int columns;
  private final Map<Integer, ProgressBar> bars = new ConcurrentHashMap<>();

  ProgressBars(PrintWriter err, int examples, int columns) {
    this.err = err;
    this.examples = examples;
    this.columns = columns;
  }

  @Override
  public void trialStarted(int worker, Trial trial) {
    bars.put(
        worker,
        new ProgressBarBuilder()
            .setTaskName(trial.id().value())
            .setInitialMax((long) examples * trial.epochs())
            .setUpdateIntervalMillis(UPDATE_MILLISECONDS)
            .setMaxRenderedLength(columns - 1)
            .setRenderer(new BarRenderer(examples))
            .build());
  }

  @Override
  public void batchDone(int worker, int epoch, int examplesDone) {
    bars.get(worker).stepTo((long) (epoch - 1) * examples + examplesDone);
  }

  @Override
  public void epochDone(int worker, Trial trial, EpochRecord record) {
    bars.get(worker)
        .setExtraMessage(String.format(Locale.ROOT, ", test accuracy %.4f", record.testAccuracy()));
  }

  @Override
  public void noted(Trial trial, String note) {
    err.println("\r" + trial.id() + ": " + note);
    err.flush();
  }

  @Override
  public void trialFinished(int worker, Trial trial, TrialStatus status) {
    ProgressBar bar = bars.remove(worker);
    if (status instanceof TrialStatus.Diverged diverged) {
      bar.setExtraMessage(", " + status.word() + " in epoch " + diverged.epoch());
    }
    bar.close();
  }

  @Override
  public void close() {
    bars.values().forEach(ProgressBar::close);
  }
}
