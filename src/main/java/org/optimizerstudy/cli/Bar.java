package org.optimizerstudy.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One line on a trial that is running, which says less on a narrow terminal.
 *
 * @param name of the trial
 * @param epoch that is running, from 1
 * @param epochs of the trial
 * @param progress from 0 to 1
 * @param accuracy on the test images after the last epoch
 * @param speed images per second
 * @param left time
 */
record Bar(
    String name,
    int epoch,
    int epochs,
    double progress,
    Optional<Double> accuracy,
    double speed,
    Optional<Duration> left) {

  private static final int LENGTH = 20;
  private static final String CUT = "..";

  /** Below this a name tells nothing, and only the epochs are left. */
  private static final int MIN_NAME = 8;

  /** The line, shorter than the terminal is wide, so that it does not break. */
  String fit(int columns) {
    int width = Math.max(1, columns - 1);
    String epochs = " epoch %d/%d".formatted(epoch, this.epochs);
    String counts = " %d/%d".formatted(epoch, this.epochs);
    String digits = accuracy.map(value -> format(" %.2f%%", 100 * value)).orElse("");
    String accuracy = digits.isEmpty() ? "" : ", test accuracy" + digits;
    String speed = format(", %,.0f images/s", this.speed);
    String left = this.left.map(Bar::time).orElse("");
    int done = (int) Math.round(progress * LENGTH);
    String bar = " [" + "#".repeat(done) + "-".repeat(LENGTH - done) + "]";
    for (String progress :
        List.of(
            bar + epochs + accuracy + speed + left,
            epochs + accuracy + speed + left,
            epochs + accuracy + left,
            epochs + accuracy)) {
      if (name.length() + progress.length() <= width) {
        return name + progress;
      }
    }
    for (String progress : List.of(counts + digits, counts)) {
      int room = width - progress.length();
      if (room >= Math.min(MIN_NAME, name.length())) {
        return name(room) + progress;
      }
    }
    String bare = counts.strip();
    return bare.substring(0, Math.min(width, bare.length()));
  }

  /** The name, or its start and its end. */
  private String name(int room) {
    if (name.length() <= room) {
      return name;
    }
    int start = (room - CUT.length()) / 2;
    int end = room - CUT.length() - start;
    return name.substring(0, start) + CUT + name.substring(name.length() - end);
  }

  private static String time(Duration left) {
    return format(
        ", %d:%02d:%02d left", left.toHours(), left.toMinutesPart(), left.toSecondsPart());
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
