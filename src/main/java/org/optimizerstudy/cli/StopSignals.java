package org.optimizerstudy.cli;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.optimizerstudy.execution.StopRequest;

/**
 * Turns SIGINT and SIGTERM into a {@link StopRequest} until it is closed. The first signal stops
 * the run after the epoch, the second between two batches, and the third terminates the program,
 * which loses at most the current epoch. After training, the first signal lets the program finish
 * the report, and the second terminates it. Read the {@linkplain #exitCode exit code} before
 * closing.
 *
 * <p>A shutdown hook would see the first signal only, and libraries that are loaded late cannot
 * start while the JVM shuts down.
 */
final class StopSignals implements AutoCloseable {

  /** The signal numbers by name, which are the same on all systems. */
  private static final Map<String, Integer> NUMBERS = Map.of("INT", 2, "TERM", 15);

  private static final int EXIT_BASE = 128;

  private final StopRequest stop;
  private final Consumer<String> say;
  private final AtomicInteger exit = new AtomicInteger();
  private volatile Stage stage = Stage.TRAINING;
  private final List<SignalAction> actions;

  /** The stage of the program, which determines its reaction to signals. */
  private enum Stage {
    TRAINING("finishing this epoch; press Ctrl-C again to stop now", 2),
    REPORTING("finishing the report; press Ctrl-C again to stop now", 1);

    private final String first;
    private final int endures;

    Stage(String first, int endures) {
      this.first = first;
      this.endures = endures;
    }
  }

  /**
   * @param stop receives the requests
   * @param say prints a line for the user
   */
  StopSignals(StopRequest stop, Consumer<String> say) {
    this.stop = stop;
    this.say = say;
    this.actions =
        NUMBERS.keySet().stream()
            .map(name -> new SignalAction(name, () -> received(name)))
            .toList();
  }

  private void received(String name) {
    exit.compareAndSet(0, EXIT_BASE + NUMBERS.get(name));
    int times = stop.request();
    if (times > stage.endures) {
      Runtime.getRuntime().halt(exit.get());
    }
    say.accept("study: SIG%s: %s".formatted(name, times == 1 ? stage.first : "stopping now"));
  }

  /** Called when training is done and the report follows. */
  void reporting() {
    stage = Stage.REPORTING;
  }

  /** The exit code for the first signal; empty if there was none. */
  OptionalInt exitCode() {
    return exit.get() == 0 ? OptionalInt.empty() : OptionalInt.of(exit.get());
  }

  /** Restores the previous handlers. */
  @Override
  public void close() {
    actions.forEach(SignalAction::close);
  }
}
