package org.optimizerstudy.cli;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.experiment.TrialNames;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.TrialStatus;

/**
 * Shows one bar per worker with its trial, epoch, last test accuracy, images per second and the
 * remaining time.
 */
final class ProgressBars implements Progress {

  private static final int UPDATE_MILLISECONDS = 250;

  private final Screen screen;
  private final TrialNames names;
  private final int examples;
  private final Map<Integer, Running> running = new ConcurrentSkipListMap<>();
  private final ScheduledExecutorService painter =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "progress-bars");
            thread.setDaemon(true);
            return thread;
          });

  /** A running trial. Its worker writes the fields and the painter reads them. */
  private static final class Running {

    final Trial trial;
    volatile long started;
    volatile long before;
    volatile long done;
    volatile Optional<Double> accuracy = Optional.empty();

    Running(Trial trial) {
      this.trial = trial;
    }
  }

  ProgressBars(Screen screen, TrialNames names, int examples) {
    this.screen = screen;
    this.names = names;
    this.examples = examples;
    painter.scheduleAtFixedRate(
        this::paint, UPDATE_MILLISECONDS, UPDATE_MILLISECONDS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void trialStarted(int worker, Trial trial) {
    running.put(worker, new Running(trial));
  }

  @Override
  public void batchDone(int worker, int epoch, int examplesDone) {
    Running trial = running.get(worker);
    long done = (long) (epoch - 1) * examples + examplesDone;
    if (trial.started == 0) { // the epochs before a resumption do not count for the speed
      trial.before = done;
      trial.started = System.nanoTime();
    }
    trial.done = done;
  }

  @Override
  public void epochDone(int worker, Trial trial, EpochRecord record) {
    running.get(worker).accuracy = Optional.of(record.testAccuracy());
  }

  @Override
  public void noted(Trial trial, String note) {
    screen.say(trial.id() + ": " + note);
  }

  @Override
  public void trialFinished(int worker, Trial trial, TrialStatus status) {
    String line = bar(running.remove(worker)).fit(screen.columns());
    screen.say(line);
    if (status instanceof TrialStatus.Diverged diverged) {
      screen.say("%s: %s in epoch %d".formatted(trial.id(), status.word(), diverged.epoch()));
    }
    paint();
  }

  private void paint() {
    int columns = screen.columns();
    screen.show(running.values().stream().map(trial -> bar(trial).fit(columns)).toList());
  }

  private Bar bar(Running now) {
    int epochs = now.trial.epochs();
    long all = (long) epochs * examples;
    long done = now.done;
    double seconds = Math.max(1e-3, (System.nanoTime() - now.started) / 1e9);
    double speed = now.started == 0 ? 0 : (done - now.before) / seconds;
    return new Bar(
        names.of(now.trial),
        (int) Math.min(epochs, done / examples + 1),
        epochs,
        (double) done / all,
        now.accuracy,
        speed,
        speed == 0 || done == all
            ? Optional.empty()
            : Optional.of(Duration.ofSeconds(Math.round((all - done) / speed))));
  }

  @Override
  public void close() {
    painter.shutdownNow();
    paint();
    screen.keep();
  }
}
