package org.optimizerstudy.live;

import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.optimizerstudy.experiment.InvalidInputException;

/** A loopback port that is bound for a {@link LiveView} before a run writes any file. */
public final class LivePort implements Closeable {

  private static final int MAX_PORT = 65_535;

  private final HttpServer server;

  private LivePort(HttpServer server) {
    this.server = server;
  }

  /**
   * Checks a port number.
   *
   * @throws InvalidInputException if it is out of range
   */
  public static void require(int port) {
    if (port < 0 || port > MAX_PORT) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT, "--ui: must be a port from 0 to %d, found %d", MAX_PORT, port));
    }
  }

  /**
   * Binds a port.
   *
   * @param port the port number; 0 for any free port
   * @throws InvalidInputException if the port is out of range, in use or not permitted
   */
  public static LivePort take(int port) throws IOException {
    require(port);
    try {
      return new LivePort(
          HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0));
    } catch (BindException e) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "--ui: must be a port that is free, found %d in use or not permitted;"
                  + " --ui without a port selects one",
              port),
          e);
    }
  }

  HttpServer server() {
    return server;
  }

  /** Releases the port. */
  @Override
  public void close() {
    server.stop(0);
  }
}
