package org.optimizerstudy.cli;

import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.optimizerstudy.execution.StopRequest;

/**
 * Turns SIGINT and SIGTERM into a {@link StopRequest} until it is closed: the first asks to finish
 * the epoch, the second to stop between two batches, the third ends the program where it is, which
 * loses no more than the epoch. When the trials are done, the first lets the program finish the
 * report and the second ends it. Whoever closes this asks for the {@linkplain #exitCode exit code}
 * before.
 *
 * <p>A shutdown hook would hear of the first alone, and libraries that are loaded late cannot start
 * in a JVM that is shutting down. {@code sun.misc.Signal} is supported (JEP 260, module
 * jdk.unsupported), but the compiler warns of it and cannot be told not to: hence reflection.
 */
final class StopSignals implements AutoCloseable {

  /** Numbers by name, the same on all systems that have them. */
  private static final Map<String, Integer> NUMBERS = Map.of("INT", 2, "TERM", 15);

  private static final int EXIT_BASE = 128;

  private final StopRequest stop;
  private final PrintWriter err;
  private final AtomicInteger exit = new AtomicInteger();
  private volatile Stage stage = Stage.TRAINING;
  private final Map<String, Object> before = new LinkedHashMap<>();

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

  StopSignals(StopRequest stop, PrintWriter err) {
    this.stop = stop;
    this.err = err;
    for (String name : NUMBERS.keySet()) {
      before.put(name, handle(name, handler(name)));
    }
  }

  private void received(String name) {
    exit.compareAndSet(0, EXIT_BASE + NUMBERS.get(name));
    int times = stop.request();
    if (times > stage.endures) {
      Runtime.getRuntime().halt(exit.get());
    }
    err.printf("study: SIG%s: %s%n", name, times == 1 ? stage.first : "stopping now");
    err.flush();
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
    before.forEach(StopSignals::handle);
  }

  private Object handler(String name) {
    Class<?> type = type("sun.misc.SignalHandler");
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          if (method.getDeclaringClass().equals(Object.class)) {
            return method.invoke(this, arguments);
          }
          received(name);
          return null;
        });
  }

  /** Sets the handler of a signal and returns the one before. */
  private static Object handle(String name, Object handler) {
    try {
      Class<?> type = type("sun.misc.Signal");
      Method handle = type.getMethod("handle", type, type("sun.misc.SignalHandler"));
      return handle.invoke(null, type.getConstructor(String.class).newInstance(name), handler);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This Java runtime cannot handle SIG" + name, e);
    }
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("This Java runtime lacks " + name, e);
    }
  }
}
