package org.optimizerstudy.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.publishing.Chromium;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.TrialWriter;

/**
 * The live view in a real browser. Skipped where no Chromium is installed, unless the environment
 * variable REQUIRE_CHROMIUM is set.
 */
class LiveViewInChromiumTest {

  private static final String DRAWN = "[...document.querySelectorAll('#charts .plot.%s g.line')]";

  private final List<Trial> trials = List.of(RunsInTests.adam(0.001, 1), RunsInTests.adadelta());

  @TempDir private Path directory;
  private LiveView view;
  private Chromium chromium;
  private TrialWriter running;

  @BeforeEach
  void start() throws Exception {
    Optional<Path> program = Chromium.find();
    assumeTrue(
        program.isPresent() || System.getenv("REQUIRE_CHROMIUM") != null,
        "No Chromium is installed: the live view is not tested in it");
    ResultsDirectory results = ResultsDirectory.create(directory.resolve("results"));
    view = LiveView.open(LivePort.take(0), "quick", trials, 1000, results, Duration.ZERO);
    running = RunsInTests.begin(results, trials.get(0));
    running.append(RunsInTests.record(1, 0.9));
    running.append(RunsInTests.record(2, 0.95));
    chromium =
        new Chromium(program.orElseThrow(), Files.createDirectory(directory.resolve("profile")));
  }

  @AfterEach
  void end() throws Exception {
    if (chromium != null) {
      List<String> complaints = chromium.complaints();
      chromium.close();
      running.close();
      view.close();
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void chartsAndTimeLeftFollowTheRun() throws Exception {
    chromium.open(view.address(), 1200, 900, "light");
    chromium.await(DRAWN.formatted("wide") + ".length === 2"); // accuracy and loss
    assertThat(chromium.evaluate("document.getElementById('summary').textContent").asText())
        .isEqualTo("0 of 2 trials done, 1 running, 1 waiting. About 1 min left.");

    running.append(RunsInTests.record(3, 0.96));
    chromium.await(
        "[...document.querySelectorAll('#charts td')].some(c => c.textContent === '96.00')");

    chromium.evaluate(
        "(s => { s.value = 'Training loss'; s.dispatchEvent(new Event('change')); })"
            + "(document.getElementById('quantity'))");
    assertThat(
            chromium
                .evaluate(
                    "[...document.querySelectorAll('#charts article')]"
                        + ".filter(a => a.checkVisibility()).map(a => a.ariaLabel).join()")
                .asText())
        .endsWith(": Training loss")
        .doesNotContain("Test accuracy");
  }

  @ParameterizedTest
  @CsvSource({"1400,light,wide", "1400,dark,wide", "360,light,narrow", "360,dark,narrow"})
  void isAccessibleAndFits(int width, String scheme, String drawing) throws Exception {
    chromium.open(view.address(), width, 900, scheme);
    chromium.await(DRAWN.formatted(drawing) + ".length === 2");

    assertThat(chromium.violations()).isEmpty();
    assertThat(
            chromium
                .evaluate(
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth")
                .asInt())
        .isZero();
  }
}
