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
 * loses no more than the epoch.
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
  private final Map<String, Object> before = new LinkedHashMap<>();

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
    if (times > 2) {
      Runtime.getRuntime().halt(exit.get());
    }
    err.printf(
        "study: SIG%s: %s%n",
        name, times == 1 ? "stops when the epoch is done; once more to stop now" : "stops now");
    err.flush();
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
