package org.optimizerstudy.cli;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.optimizerstudy.execution.StopRequest;

/**
 * Turns SIGINT and SIGTERM into a {@link StopRequest} until it is closed: the first asks to finish
 * the epoch, the second to stop between two batches, the third ends the program where it is, which
 * loses no more than the epoch. When the trials are done, the first lets the program finish the
 * report and the second ends it. Whoever closes this asks for the {@linkplain #exitCode exit code}
 * before.
 *
 * <p>A shutdown hook would be told of the first alone, and libraries that are loaded late cannot
 * start in a JVM that is shutting down.
 */
final class StopSignals implements AutoCloseable {

  /** Numbers by name, the same on all systems that have them. */
  private static final Map<String, Integer> NUMBERS = Map.of("INT", 2, "TERM", 15);

  private static final int EXIT_BASE = 128;

  private final StopRequest stop;
  private final Consumer<String> say;
  private final AtomicInteger exit = new AtomicInteger();
  private volatile Stage stage = Stage.TRAINING;
  private final List<SignalAction> actions;

  /** What the program is doing, and how it takes signals. */
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
   * @param stop what is asked
   * @param say takes a line for the user
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

  /** The trials are done, and only the report is left. */
  void reporting() {
    stage = Stage.REPORTING;
  }

  /** The exit code of a program that was ended by the first signal; empty if there was none. */
  OptionalInt exitCode() {
    return exit.get() == 0 ? OptionalInt.empty() : OptionalInt.of(exit.get());
  }

  /** Gives the signals back their meaning. */
  @Override
  public void close() {
    actions.forEach(SignalAction::close);
  }
}
