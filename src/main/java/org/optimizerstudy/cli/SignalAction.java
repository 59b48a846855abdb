package org.optimizerstudy.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Replaces the handler of an operating system signal until this is closed.
 *
 * <p>{@code sun.misc.Signal} is supported (JEP 260, module jdk.unsupported), but the compiler
 * issues a warning that cannot be suppressed. It is therefore called by reflection.
 */
final class SignalAction implements AutoCloseable {

  private final String name;
  private final Object before;

  /**
   * @param name name without SIG, for example INT
   * @param action action that runs in its own thread
   * @throws IllegalStateException if this Java cannot handle the signal
   */
  SignalAction(String name, Runnable action) {
    this.name = name;
    this.before = handle(name, handler(action));
  }

  /** Restores the previous handler. */
  @Override
  public void close() {
    handle(name, before);
  }

  private Object handler(Runnable action) {
    Class<?> type = type("sun.misc.SignalHandler");
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          if (method.getDeclaringClass().equals(Object.class)) {
            return method.invoke(this, arguments);
          }
          action.run();
          return null;
        });
  }

  /** Sets the handler of a signal and returns the previous one. */
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
