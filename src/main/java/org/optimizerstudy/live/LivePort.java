package org.optimizerstudy.live;

import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.optimizerstudy.experiment.InvalidInputException;

/** A port of loopback that is taken for a {@link LiveView} before a run writes anything. */
public final class LivePort implements Closeable {

  private static final int MAX_PORT = 65_535;

  private final HttpServer server;

  private LivePort(HttpServer server) {
    this.server = server;
  }

  /**
   * Checks the number of a port.
   *
   * @throws InvalidInputException if it is not one
   */
  public static void require(int port) {
    if (port < 0 || port > MAX_PORT) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT, "--ui: must be a port from 0 to %d, found %d", MAX_PORT, port));
    }
  }

  /**
   * Takes a port.
   *
   * @param port 0 for one that is free
   * @throws InvalidInputException if the port is not one, or is in use
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
              "--ui: must be a port that is free, found %d in use or not allowed; --ui alone finds one",
              port),
          e);
    }
  }

  HttpServer server() {
    return server;
  }

  /** Gives the port back. */
  @Override
  public void close() {
    server.stop(0);
  }
}
