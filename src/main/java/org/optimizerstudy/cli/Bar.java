package org.optimizerstudy.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A progress bar of a running trial in one line, which is shortened on a narrow terminal.
 *
 * @param name name of the trial
 * @param epoch current epoch, from 1
 * @param epochs number of epochs of the trial
 * @param progress completed fraction of the trial, from 0 to 1
 * @param accuracy test accuracy after the last epoch; empty before the first
 * @param speed images per second
 * @param left estimated remaining time; empty if unknown
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

  /** The minimum length of a shortened name; if there is less room, only the epochs are shown. */
  private static final int MIN_NAME = 8;

  /** The line, shorter than the width of the terminal, so that it does not wrap. */
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

  /** The name, or its start and its end if it is too long. */
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
