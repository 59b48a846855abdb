package org.optimizerstudy.cli;

import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/**
 * One line of a trial under way: id, bar, epoch, test accuracy, images a second, time left. On a
 * narrow terminal the bar goes first, then the start of the id.
 *
 * @param examples training examples an epoch
 */
record BarRenderer(int examples) implements ProgressBarRenderer {

  private static final int BAR = 20;

  @Override
  public String render(ProgressState state, int width) {
    double seconds = Math.max(1e-3, state.getElapsedAfterStart().toNanos() / 1e9);
    double speed = state.getCurrent() / seconds;
    long epochs = state.getMax() / examples;
    long epoch = Math.min(epochs, state.getCurrent() / examples + 1);
    String course =
        String.format(
            Locale.ROOT,
            " epoch %d/%d%s, %,.0f images/s%s",
            epoch,
            epochs,
            state.getExtraMessage(),
            speed,
            left(state, speed));
    String id = state.getTaskName();
    int room = width - course.length();
    String bar = room >= id.length() + BAR + 3 ? bar(state.getNormalizedProgress()) : "";
    if (bar.isEmpty() && room < id.length()) {
      id = id.substring(id.length() - Math.max(0, room));
    }
    String line = id + bar + course;
    // padded, so that nothing of a longer line before it stays
    return line.length() <= width
        ? line + " ".repeat(width - line.length())
        : line.substring(0, Math.max(0, width));
  }

  private static String bar(double progress) {
    int done = (int) Math.round(progress * BAR);
    return " [" + "#".repeat(done) + "-".repeat(BAR - done) + "]";
  }

  private static String left(ProgressState state, double speed) {
    if (state.getCurrent() == 0) {
      return "";
    }
    Duration left = Duration.ofSeconds(Math.round((state.getMax() - state.getCurrent()) / speed));
    return String.format(
        Locale.ROOT,
        ", %d:%02d:%02d left",
        left.toHours(),
        left.toMinutesPart(),
        left.toSecondsPart());
  }
}
