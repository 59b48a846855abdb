package org.optimizerstudy.engine;

import java.time.Duration;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.optimizerstudy.results.Environment;

/**
 * Tests native libraries with operations with known results. With some environment variables,
 * processors and systems, they return wrong results or never return, without an error.
 */
public final class SelfTest {

  /** Far more than the test takes, even on a busy machine. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** The environment may reduce the precision of the libraries to eight bits. */
  private static final double TOLERANCE = 0.01;

  private SelfTest() {}

  /**
   * Runs a test in a separate thread, because it may never return from native code.
   *
   * @param test test that calls {@link #require}
   * @throws MachineException if a result is wrong or the test does not end in time
   */
  public static void run(Runnable test) {
    within(LIMIT, test);
  }

  static void within(Duration limit, Runnable test) {
    FutureTask<Void> task = new FutureTask<>(test, null);
    Thread thread = new Thread(task, "self-test");
    thread.setDaemon(true);
    thread.start();
    try {
      task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw failed("must end within %d s, found it still running".formatted(limit.toSeconds()));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException runtime) {
        throw runtime;
      }
      throw (Error) e.getCause(); // a Runnable throws nothing else
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("must end, found it interrupted");
    }
  }

  /**
   * Checks a result with a tolerance of one percent.
   *
   * @param what name of the result
   * @throws MachineException if the result is wrong
   */
  public static void require(String what, double expected, double found) {
    if (!(Math.abs(found - expected) <= TOLERANCE * Math.max(0.1, Math.abs(expected)))) {
      throw failed("%s: must be %s, found %s".formatted(what, (float) expected, (float) found));
    }
  }

  private static MachineException failed(String fault) {
    Map<String, String> settings = Environment.current().settings();
    StringJoiner set = new StringJoiner(", ", "; the environment has ", "");
    set.setEmptyValue("");
    settings.forEach((name, value) -> set.add(name + "=" + value));
    return new MachineException("self-test of the native libraries: " + fault + set);
  }
}
