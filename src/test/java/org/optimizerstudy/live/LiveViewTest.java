package org.optimizerstudy.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.TrialStatus;
import org.optimizerstudy.results.TrialWriter;

/** Requests of a browser and of a hostile client. */
class LiveViewTest {

  private static final int EXAMPLES = 1000;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Trial adam = RunsInTests.adam(0.001, 1);
  private final Trial slow = RunsInTests.adam(0.0001, 1);
  private final Trial adadelta = RunsInTests.adadelta();

  @TempDir private Path directory;
  private ResultsDirectory results;
  private LiveView view;

  @BeforeEach
  void open() throws IOException {
    results = ResultsDirectory.create(directory);
    view = open(Duration.ZERO);
  }

  @AfterEach
  void close() {
    view.close();
  }

  @Test
  void thePageIsOneFileThatMayLoadNothingButTheState() throws Exception {
    HttpResponse<String> page = get("");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("<title>&lt;quick&gt;</title>")
        .doesNotContain("<quick>", "http://127", "src=");
    String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
    assertThat(policy)
        .contains("default-src 'none'", "script-src 'sha256-", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(page.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void theStateFollowsTheRun() throws Exception {
    JsonNode waiting = state("");
    assertThat(waiting.path("trials"))
        .allMatch(trial -> trial.path("status").asText().equals("WAITING"))
        .allMatch(trial -> !trial.has("test_accuracy"));
    assertThat(waiting.path("over").asBoolean()).isFalse();
    assertThat(waiting.has("seconds_left")).isFalse();
    assertThat(waiting.path("charts"))
        .hasSize(4) // two learning rates, accuracy and loss
        .allMatch(chart -> chart.path("epochs").asInt() == 0 && !chart.has("html"));

    try (TrialWriter writer = RunsInTests.begin(results, adam)) {
      writer.append(RunsInTests.record(1, 0.9));
      writer.append(RunsInTests.record(2, 0.8));
      JsonNode running = state("");
      JsonNode row = running.path("trials").path(0);
      assertThat(row.path("trial").asText()).isEqualTo(adam.id().value());
      assertThat(row.path("status").asText()).isEqualTo("RUNNING");
      assertThat(row.path("epoch").asInt()).isEqualTo(2);
      assertThat(row.path("epochs").asInt()).isEqualTo(adam.epochs());
      assertThat(row.path("test_accuracy").asDouble()).isEqualTo(0.8);
      assertThat(row.path("best").asDouble()).isEqualTo(0.9); // by validation
      assertThat(row.path("images_per_second").asDouble()).isEqualTo(EXAMPLES / 2.0);
      // 1 trial runs, with 3 epochs left, and 2 wait, with 5 each; an epoch takes 2 s and 1/11
      assertThat(running.path("seconds_left").asDouble())
          .isCloseTo(13 * 2 * 12 / 11.0, within(0.1));

      writer.append(RunsInTests.record(3, 0.95));
      assertThat(state("").at("/trials/0/epoch").asInt()).isEqualTo(3);
      writer.finish(new TrialStatus.Diverged(4, 40));
    }
    assertThat(state("").at("/trials/0/status").asText()).isEqualTo("DIVERGED");
  }

  /** The name of a chart, as the state has it. */
  private JsonNode chart(JsonNode state, String name) {
    for (JsonNode chart : state.path("charts")) {
      if (chart.path("name").asText().equals(name)) {
        return chart;
      }
    }
    throw new AssertionError(name + " in " + state);
  }

  @Test
  void chartsOnTheScreenAreDrawnWhenTheyHaveNewEpochs() throws Exception {
    String name = "small-cnn.strided.dl4j.epochs5.lr0.001.test_accuracy";
    try (TrialWriter writer = RunsInTests.begin(results, adam)) {
      writer.append(RunsInTests.record(1, 0.9));
      writer.append(RunsInTests.record(2, 0.8));

      JsonNode first = chart(state(""), name);
      assertThat(first.path("epochs").asInt()).isEqualTo(2);
      assertThat(first.has("html")).isFalse();
      JsonNode state = state("?shown=" + name + ":0");
      assertThat(chart(state, name).path("html").asText())
          .contains("class=\"line adam\"", "<th scope=\"row\">2</th>", ">80.00</td>");
      assertThat(state.path("charts")).filteredOn(chart -> chart.has("html")).hasSize(1);
      assertThat(chart(state("?shown=" + name + ":2"), name).has("html")).isFalse();
      writer.append(RunsInTests.record(3, 0.95));
      assertThat(chart(state("?shown=" + name + ":2"), name).path("html").asText())
          .contains(">95.00</td>");
    }
  }

  @Test
  void aRuleWithoutLearningRateIsInEveryPanel() throws Exception {
    assertThat(adadelta.learningRate()).isEqualTo(OptionalDouble.empty());
    try (TrialWriter writer = RunsInTests.begin(results, adadelta)) {
      writer.append(RunsInTests.record(1, 0.5));
    }
    List<String> names = new ArrayList<>();
    for (JsonNode chart : state("").path("charts")) {
      names.add(chart.path("name").asText());
    }
    JsonNode drawn = state("?shown=" + String.join(":0,", names) + ":0").path("charts");
    assertThat(drawn)
        .hasSize(4)
        .allMatch(chart -> chart.path("html").asText().contains("class=\"line adadelta\""))
        .noneMatch(chart -> chart.path("html").asText().contains("line adam"));
  }

  @Test
  void aDamagedTrialIsShownAsSuchAmongTheOthers() throws Exception {
    RunsInTests.begin(results, adadelta).close();
    RunsInTests.begin(results, adam).close();
    Files.writeString(results.trial(adam.id()).trialFile(), "{");
    JsonNode trials = state("").path("trials");
    assertThat(trials.at("/0/status").asText()).isEqualTo("RUNNING");
    assertThat(trials.at("/1/trial").asText()).isEqualTo(adam.id().value());
    assertThat(trials.at("/1/status").asText()).isEqualTo("DAMAGED");
  }

  @Test
  void aChartMustBeOneOfTheRun() throws Exception {
    HttpResponse<String> answer = get("state?shown=none:0");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("shown: must be of", "\"none\"");
    for (String query : List.of("x=1", "shown=", "shown=a", "shown=a:b", "shown=a:-1")) {
      answer = get("state?" + query);
      assertThat(answer.statusCode()).as(query).isEqualTo(400);
      assertThat(answer.body()).contains("query: must be shown=NAME:EPOCHS");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"})
  void onlyGetIsAnswered(String method) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(view.address())
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(HttpURLConnection.HTTP_BAD_METHOD);
    assertThat(answer.headers().firstValue("Allow")).hasValue("GET");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "records.csv",
        "trials/",
        "state/",
        "../records.csv",
        "%2e%2e/pom.xml",
        "live/live.js",
        "//etc/passwd"
      })
  void nothingElseIsServed(String path) throws Exception {
    results.writeRecords();
    // newer JDKs refuse some of these paths themselves
    assertThat(raw("GET /" + path + " HTTP/1.1", host()).lines().findFirst().orElseThrow())
        .matches("HTTP/1\\.1 40[04] .*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "evil.example:%d", "127.0.0.1", "127.0.0.1.evil:%d", ""})
  void anotherHostIsRefused(String host) throws Exception {
    String name = host.formatted(view.address().getPort());
    assertThat(raw("GET /state HTTP/1.1", "Host: " + name))
        .startsWith("HTTP/1.1 403")
        .doesNotContain("trials");
    // newer JDKs refuse a request without a host themselves
    assertThat(raw("GET /state HTTP/1.1", "X: y").lines().findFirst().orElseThrow())
        .matches("HTTP/1\\.1 40[03] .*");
  }

  @Test
  void localhostIsThisHost() throws Exception {
    assertThat(raw("GET /state HTTP/1.1", "Host: localhost:" + view.address().getPort()))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void onlyLoopbackListens() throws Exception {
    List<InetAddress> others =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress())
            .toList();
    for (InetAddress other : others) {
      try (Socket socket = new Socket()) {
        InetSocketAddress place = new InetSocketAddress(other, view.address().getPort());
        assertThatThrownBy(() -> socket.connect(place, 2000)).isInstanceOf(IOException.class);
      }
    }
    assertThat(view.address().getHost()).isEqualTo("127.0.0.1");
  }

  @Test
  void aPortInUseIsAnErrorThatNamesIt() {
    int port = view.address().getPort();
    assertThatThrownBy(() -> LivePort.take(port))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("--ui")
        .hasMessageContaining(Integer.toString(port));
    assertThatThrownBy(() -> LivePort.take(65_536))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("found 65536");
  }

  @Test
  void aPageThatIsOpenSeesTheEnd() throws Exception {
    view.close();
    try (TrialWriter writer = RunsInTests.begin(results, adam)) {
      writer.append(RunsInTests.record(1, 0.5));
    }
    view = open(Duration.ofSeconds(60));
    state("");
    CompletableFuture<Void> closing = CompletableFuture.runAsync(view::close);
    JsonNode state = state("");
    while (!state.path("over").asBoolean()) {
      state = state("");
    }
    closing.get();
    // nothing can be asked for any more
    assertThat(state.path("charts"))
        .filteredOn(chart -> chart.path("epochs").asInt() > 0)
        .hasSize(2)
        .allMatch(chart -> chart.has("html"));
    assertThatThrownBy(() -> state("")).isInstanceOf(ConnectException.class);
  }

  private LiveView open(Duration patience) throws IOException {
    return LiveView.open(
        LivePort.take(0), "<quick>", List.of(slow, adam, adadelta), EXAMPLES, results, patience);
  }

  private String host() {
    return "Host: 127.0.0.1:" + view.address().getPort();
  }

  private HttpResponse<String> get(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(view.address().resolve(path)).build();
    return client.send(request, BodyHandlers.ofString());
  }

  private JsonNode state(String query) throws Exception {
    HttpResponse<String> answer = get("state" + query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  /** Sends requests that HttpClient does not allow. */
  private String raw(String request, String host) throws IOException {
    URI address = view.address();
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      OutputStream out = socket.getOutputStream();
      String text = request + "\r\n" + host + "\r\nConnection: close\r\n\r\n";
      out.write(text.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
