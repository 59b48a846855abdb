package org.optimizerstudy.live;

import com.samskivert.mustache.Mustache;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.publishing.Asset;
import org.optimizerstudy.results.ResultsDirectory;

/**
 * Serves the page of a run on loopback until it is closed. Two resources answer to GET alone: the
 * page, and the state of the run as JSON. The Host header must be this server's, so that no page of
 * another site reads the state by a name that it points to loopback (DNS rebinding); the content
 * security policy lets the page load nothing but the state.
 */
public final class LiveView implements Closeable {

  private static final String PANEL = "panel=";
  private static final int THREADS = 2;

  /** The page asks every two seconds; one that was open sees the end of the run. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final HttpServer server;
  private final ExecutorService threads;
  private final Set<String> hosts;
  private final String page;
  private final String policy;
  private final RunState state;
  private final CountDownLatch sawTheEnd = new CountDownLatch(1);
  private volatile boolean isOver;
  private final long patience;
  private volatile long lastAsked;

  private LiveView(HttpServer server, String title, RunState state, Duration patience) {
    this.patience = patience.toNanos();
    this.lastAsked = System.nanoTime() - this.patience;
    this.server = server;
    this.state = state;
    int port = server.getAddress().getPort();
    this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
    Asset style = Asset.of(Asset.STYLE, "/live/live.css");
    Asset script = Asset.of(Asset.CHARTS, "/live/live.js");
    this.page = page(title, style, script);
    this.policy =
        String.format(
            Locale.ROOT,
            "default-src 'none'; style-src '%s'; script-src '%s'; connect-src 'self'; img-src data:; base-uri 'none';"
                + " form-action 'none'; frame-ancestors 'none'",
            style.source(),
            script.source());
    this.threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "live-view");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Begins to serve.
   *
   * @param port is given back with the view
   * @param title what the page calls the run
   * @param trials of the run, done and pending, at least one
   * @param examples training examples an epoch
   * @param results where they are recorded
   */
  public static LiveView open(
      LivePort port, String title, List<Trial> trials, int examples, ResultsDirectory results) {
    return open(port, title, trials, examples, results, PATIENCE);
  }

  /** The same, which waits no longer than this for a page that is open to see the end. */
  static LiveView open(
      LivePort port,
      String title,
      List<Trial> trials,
      int examples,
      ResultsDirectory results,
      Duration patience) {
    HttpServer server = port.server();
    LiveView view = new LiveView(server, title, new RunState(trials, examples, results), patience);
    server.createContext("/", view::answer);
    server.setExecutor(view.threads);
    server.start();
    return view;
  }

  /** Where the page is. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** Lets a page that is open see how the run ended, then serves no more. */
  @Override
  public void close() {
    isOver = true;
    try {
      if (System.nanoTime() - lastAsked < patience) {
        sawTheEnd.await(patience, TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String host = exchange.getRequestHeaders().getFirst("Host");
      if (host == null || !hosts.contains(host)) {
        send(exchange, 403, "text/plain", "The host must be one of " + hosts + ".\n");
      } else if (!exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET");
        send(exchange, 405, "text/plain", "Only GET is answered.\n");
      } else {
        switch (exchange.getRequestURI().getPath()) {
          case "/" -> send(exchange, 200, "text/html", page);
          case "/state" -> state(exchange);
          default -> send(exchange, 404, "text/plain", "There are / and /state.\n");
        }
      }
    }
  }

  private void state(HttpExchange exchange) throws IOException {
    boolean wasOver = isOver; // before reading: what is read afterwards is the end
    lastAsked = System.nanoTime();
    Optional<Panel> panel;
    try {
      panel = panel(exchange.getRequestURI());
    } catch (InvalidInputException e) {
      send(exchange, 400, "text/plain", e.getMessage() + "\n");
      return;
    }
    String json = state.json(panel).put("over", wasOver).toString();
    send(exchange, 200, "application/json", json);
    if (wasOver) {
      sawTheEnd.countDown();
    }
  }

  private Optional<Panel> panel(URI request) {
    String query = request.getQuery();
    if (query == null) {
      return Optional.empty();
    }
    if (!query.startsWith(PANEL)) {
      throw new InvalidInputException("query: must be " + PANEL + "KEY, found \"" + query + "\"");
    }
    return Optional.of(state.panel(query.substring(PANEL.length())));
  }

  private void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type + "; charset=utf-8");
    headers.set("Content-Security-Policy", policy);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static String page(String title, Asset style, Asset script) {
    Reader template = Asset.reader("/live/live.html");
    return Mustache.compiler()
        .escapeHTML(true)
        .compile(template)
        .execute(Map.of("title", title, "style", style.content(), "script", script.content()));
  }
}
