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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.publishing.Asset;
import org.optimizerstudy.results.ResultsDirectory;

/**
 * Serves the page of a run on loopback until it is closed. There are two resources, which accept
 * only GET: the page, and the state of the run as JSON. The Host header must name this server, so
 * that no other site can read the state through a host name that resolves to loopback (DNS
 * rebinding). The content security policy allows the page to load only the state.
 */
public final class LiveView implements Closeable {

  private static final Pattern SHOWN = Pattern.compile("shown=[^,:]+:\\d{1,9}(,[^,:]+:\\d{1,9})*");
  private static final int THREADS = 2;

  /**
   * How long closing waits for an open page to fetch the final state; a page polls every two
   * seconds.
   */
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(4);

  private final HttpServer server;
  private final ExecutorService threads;
  private final Set<String> hosts;
  private final String page;
  private final String policy;
  private final RunState state;
  private final CountDownLatch finalStateServed = new CountDownLatch(1);
  private volatile boolean isOver;
  private final long closeTimeout;
  private volatile long lastRequest;

  private LiveView(HttpServer server, String title, RunState state, Duration closeTimeout) {
    this.closeTimeout = closeTimeout.toNanos();
    this.lastRequest = System.nanoTime() - this.closeTimeout;
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
   * Starts serving.
   *
   * @param port the port; released when the view is closed
   * @param title title of the page
   * @param trials trials of the run, done and pending, at least one
   * @param examples training examples per epoch
   * @param results directory of the records
   */
  public static LiveView open(
      LivePort port, String title, List<Trial> trials, int examples, ResultsDirectory results) {
    return open(port, title, trials, examples, results, CLOSE_TIMEOUT);
  }

  /** Starts serving, with a limit on how long closing waits for an open page. */
  static LiveView open(
      LivePort port,
      String title,
      List<Trial> trials,
      int examples,
      ResultsDirectory results,
      Duration closeTimeout) {
    HttpServer server = port.server();
    LiveView view =
        new LiveView(server, title, new RunState(trials, examples, results), closeTimeout);
    server.createContext("/", view::answer);
    server.setExecutor(view.threads);
    server.start();
    return view;
  }

  /** The address of the page. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** Waits until an open page has fetched the final state, then stops serving. */
  @Override
  public void close() {
    isOver = true;
    try {
      if (System.nanoTime() - lastRequest < closeTimeout) {
        finalStateServed.await(closeTimeout, TimeUnit.NANOSECONDS);
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
        send(exchange, 403, "text/plain", "Host: must be one of " + hosts + "\n");
      } else if (!exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET");
        send(exchange, 405, "text/plain", "method: must be GET\n");
      } else {
        switch (exchange.getRequestURI().getPath()) {
          case "/" -> send(exchange, 200, "text/html", page);
          case "/state" -> state(exchange);
          default -> send(exchange, 404, "text/plain", "path: must be / or /state\n");
        }
      }
    }
  }

  private void state(HttpExchange exchange) throws IOException {
    boolean wasOver = isOver; // read first: if true, the state read afterwards is final
    lastRequest = System.nanoTime();
    String json;
    try {
      json = state.json(shown(exchange.getRequestURI()), wasOver).put("over", wasOver).toString();
    } catch (InvalidInputException e) {
      send(exchange, 400, "text/plain", e.getMessage() + "\n");
      return;
    }
    send(exchange, 200, "application/json", json);
    if (wasOver) {
      finalStateServed.countDown();
    }
  }

  /** The charts on the screen with the numbers of epochs that they show. */
  private static Map<String, Integer> shown(URI request) {
    String query = request.getQuery();
    Map<String, Integer> shown = new HashMap<>();
    if (query == null) {
      return shown;
    }
    if (!SHOWN.matcher(query).matches()) {
      throw new InvalidInputException(
          "query: must be shown=NAME:EPOCHS,..., found \"" + query + "\"");
    }
    for (String chart : query.substring(query.indexOf('=') + 1).split(",")) {
      int colon = chart.indexOf(':');
      shown.put(chart.substring(0, colon), Integer.parseInt(chart.substring(colon + 1)));
    }
    return shown;
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
