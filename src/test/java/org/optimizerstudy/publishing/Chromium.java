package org.optimizerstudy.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A headless Chromium with one page, driven by the DevTools protocol. */
public final class Chromium implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path profile;
  private final Process process;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final AtomicInteger number = new AtomicInteger();

  /** The program, if it is installed. */
  public static Optional<Path> find() {
    return Stream.of(System.getenv("PATH").split(":"))
        .flatMap(
            directory ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts it.
   *
   * @param profile an empty directory
   */
  public Chromium(Path program, Path profile) throws Exception {
    this.profile = profile;
    process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--remote-allow-origins=*",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("chromium.log").toFile())
            .start();
    HttpClient http = HttpClient.newHttpClient();
    int port = port(profile.resolve("DevToolsActivePort"));
    String pages =
        http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                    .build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    String address = "";
    for (JsonNode page : JSON.readTree(pages)) {
      if (page.path("type").asText().equals("page")) {
        address = page.path("webSocketDebuggerUrl").asText();
      }
    }
    socket =
        http.newWebSocketBuilder()
            .buildAsync(URI.create(address), new Listener())
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    send("Runtime.enable", Map.of());
    send("Log.enable", Map.of());
    send("Page.enable", Map.of());
  }

  /** Opens a page at a width with a colour scheme and waits until it is loaded. */
  void open(Path page, int width, int height, String scheme) throws Exception {
    open(page.toUri(), width, height, scheme);
  }

  /** Opens an address and waits until its charts are drawn. */
  public void open(URI page, int width, int height, String scheme) throws Exception {
    send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    send(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    send("Page.navigate", Map.of("url", page.toString()));
    await("document.readyState === 'complete' && !document.querySelector('.chart:empty')");
    await(
        "[...document.querySelectorAll('.plot')].every(p => !p.checkVisibility() || p.childElementCount > 0)");
  }

  /** The value of an expression, as JSON. */
  public JsonNode evaluate(String expression) throws Exception {
    JsonNode result =
        send(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (result.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + result.path("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  /** What axe-core finds wrong with the accessibility of the page; empty if nothing. */
  public String violations() throws Exception {
    try (InputStream script = Chromium.class.getResourceAsStream("/axe.min.js")) {
      evaluate(new String(script.readAllBytes(), StandardCharsets.UTF_8) + ";0");
    }
    return evaluate(
            "axe.run(document, { resultTypes: ['violations'] }).then(r => r.violations"
                + ".map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html)).join('\\n'))")
        .asText();
  }

  /** Waits until an expression holds. */
  public void await(String condition) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!evaluate("Boolean(" + condition + ")").asBoolean()) {
      if (System.nanoTime() > end) {
        throw new TimeoutException("Did not come true: " + condition);
      }
      Thread.sleep(20);
    }
  }

  /** Moves the mouse over the middle of an element, as a user does. */
  void hover(String selector) throws Exception {
    mouse("mouseMoved", middle(selector));
  }

  /** Clicks the middle of an element. */
  void click(String selector) throws Exception {
    JsonNode middle = middle(selector);
    mouse("mouseMoved", middle);
    mouse("mousePressed", middle);
    mouse("mouseReleased", middle);
  }

  /** Presses a key at the focused element. */
  void press(String key, int code) throws Exception {
    for (String type : List.of("rawKeyDown", "keyUp")) {
      send(
          "Input.dispatchKeyEvent",
          Map.of("type", type, "key", key, "code", key, "windowsVirtualKeyCode", code));
    }
  }

  /** Types into the focused element. */
  void type(String text) throws Exception {
    send("Input.insertText", Map.of("text", text));
  }

  /** What the window shows, as PNG. */
  byte[] screenshot() throws Exception {
    return Base64.getDecoder()
        .decode(send("Page.captureScreenshot", Map.of("format", "png")).path("data").asText());
  }

  /** Errors of scripts, the console, the network and the content security policy so far. */
  public List<String> complaints() {
    return new ArrayList<>(complaints);
  }

  @Override
  public void close() throws Exception {
    socket.abort();
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    for (String link : List.of("SingletonLock", "SingletonSocket", "SingletonCookie")) {
      Files.deleteIfExists(profile.resolve(link));
    }
  }

  private JsonNode middle(String selector) throws Exception {
    return evaluate(
        """
        (() => {
          const node = document.querySelector(%s);
          node.scrollIntoView({ block: "center", behavior: "instant" });
          const box = node.getBoundingClientRect();
          return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
        })()"""
            .formatted(JSON.writeValueAsString(selector)));
  }

  private void mouse(String type, JsonNode at) throws Exception {
    send(
        "Input.dispatchMouseEvent",
        Map.of(
            "type",
            type,
            "x",
            at.path("x"),
            "y",
            at.path("y"),
            "button",
            type.equals("mouseMoved") ? "none" : "left",
            "clickCount",
            1));
  }

  private JsonNode send(String method, Map<String, ?> parameters)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    int id = number.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    String message =
        JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
    socket.sendText(message, true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    JsonNode json = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (json.has("error")) {
      throw new IOException(method + ": " + json.path("error"));
    }
    return json.path("result");
  }

  private int port(Path file) throws IOException, InterruptedException, TimeoutException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      if (Files.exists(file)) {
        List<String> lines = Files.readAllLines(file);
        if (lines.size() > 1) {
          return Integer.parseInt(lines.get(0));
        }
      }
      Thread.sleep(50);
    }
    throw new TimeoutException(
        "Chromium did not start: " + Files.readString(file.resolveSibling("chromium.log")));
  }

  private final class Listener implements WebSocket.Listener {

    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        try {
          receive(JSON.readTree(text.toString()));
        } catch (IOException e) {
          complaints.add("Not JSON: " + e.getMessage());
        }
        text.setLength(0);
      }
      webSocket.request(1);
      return CompletableFuture.completedFuture(null);
    }

    private void receive(JsonNode json) {
      if (json.has("id")) {
        answers.remove(json.path("id").asInt()).complete(json);
        return;
      }
      JsonNode parameters = json.path("params");
      switch (json.path("method").asText()) {
        case "Runtime.exceptionThrown" ->
            complaints.add(parameters.path("exceptionDetails").toString());
        case "Log.entryAdded" -> complaints.add(parameters.path("entry").toString());
        case "Runtime.consoleAPICalled" -> complaints.add(parameters.path("args").toString());
        default -> {} // events that are no complaints
      }
    }
  }
}
