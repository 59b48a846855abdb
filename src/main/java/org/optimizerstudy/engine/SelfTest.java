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
 * Operations with known results: whether native libraries compute here, and compute right. Some
 * environment variables, processors and systems make them return nothing, or wait forever, without
 * an error.
 */
public final class SelfTest {

  /** Far more than it takes, on a busy machine too. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Libraries may be told to compute with eight bits of precision. */
  private static final double TOLERANCE = 0.01;

  private SelfTest() {}

  /**
   * Runs a test in a thread of its own, which may never return from the native code.
   *
   * @param test throws what {@link #require} throws
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
   * Checks a result within one percent.
   *
   * @param what was computed
   * @throws MachineException if it is another
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
