package org.optimizerstudy.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;

/**
 * The page in a real browser, opened as a file. Skipped where no Chromium is installed, unless the
 * environment variable REQUIRE_CHROMIUM is set.
 */
@TestInstance(Lifecycle.PER_CLASS)
class PageInChromiumTest {

  private static final String FIGURE_3 = "[id='figure3.strided.tensorflow.epochs20'] ";
  private static final Path SCREENSHOTS = Path.of("target/screenshots");

  private Chromium chromium;
  private Path page;

  @BeforeAll
  void publish(@TempDir Path directory) throws Exception {
    Optional<Path> program = Chromium.find();
    boolean isRequired = System.getenv("REQUIRE_CHROMIUM") != null;
    assumeTrue(
        program.isPresent() || isRequired,
        "No Chromium is installed: the page is not tested in it");
    MadeUpResults made =
        new MadeUpResults(
            20,
            List.of(1L, 2L),
            List.of(Semantics.DL4J, Semantics.TENSORFLOW),
            List.of(Reading.values()));
    Path results = directory.resolve("results");
    Report.of(made.write(results).read(), EnumSet.of(ReportFormat.HTML)).write(results);
    page = results.resolve(Report.PAGE);
    chromium =
        new Chromium(program.orElseThrow(), Files.createDirectory(directory.resolve("profile")));
  }

  @AfterAll
  void close() throws Exception {
    if (chromium != null) {
      chromium.close();
    }
  }

  @AfterEach
  void thereIsNothingToComplainOf() {
    assertThat(chromium.complaints()).isEmpty();
  }

  private void open() throws Exception {
    chromium.open(page, 1200, 900, "light");
  }

  private String text(String selector) throws Exception {
    return chromium.evaluate("document.querySelector(`" + selector + "`).textContent").asText();
  }

  private int count(String selector) throws Exception {
    return chromium
        .evaluate(
            "[...document.querySelectorAll(`%s`)].filter(n => n.checkVisibility()).length"
                .formatted(selector))
        .asInt();
  }

  @Test
  void showsEveryFigureAndLoadsNothingFromElsewhere() throws Exception {
    open();

    int ofRules = 4; // figure 7 for each network, figure 8
    assertThat(count("article .plot")).isEqualTo(5 + ofRules);
    assertThat(count(FIGURE_3 + ".wide g.line:not(.off)")).isEqualTo(6);
    assertThat(chromium.evaluate("performance.getEntriesByType('resource').length").asInt())
        .isZero();
    assertThat(text("#environments")).contains(MadeUpResults.HOSTILE_CPU);
  }

  /** Words of charts in the browser's own font stay inside. */
  @Test
  void noWordOfAChartIsCutOff() throws Exception {
    for (int width : List.of(360, 1200)) {
      chromium.open(page, width, 900, "light");
      assertThat(
              chromium
                  .evaluate(
                      "[...document.querySelectorAll('svg.plot')].filter(s => s.checkVisibility())"
                          + ".flatMap(s => [...s.querySelectorAll('text')].filter(t => {"
                          + " const b = t.getBBox(), v = s.viewBox.baseVal;"
                          + " return b.x < -2 || b.x + b.width > v.width + 2 || b.y < -2"
                          + " || b.y + b.height > v.height + 2; }))"
                          + ".map(t => t.textContent).join()")
                  .asText())
          .as("at %d pixels", width)
          .isEmpty();
    }
  }

  @Test
  void hoveringReadsValues() throws Exception {
    open();
    chromium.hover(FIGURE_3 + ".wide");

    chromium.await("document.querySelector(`" + FIGURE_3 + ".wide .cursor[d^=M]`)");
    assertThat(text(FIGURE_3 + ".readout"))
        .contains("Learning rate 0.001: ", "Adam 97.", "Gradient descent 81.");
  }

  @Test
  void arrowKeysReadValues() throws Exception {
    open();
    chromium.evaluate("document.querySelector(`" + FIGURE_3 + ".wide`).focus()");
    chromium.press("ArrowRight", 39);
    assertThat(text(FIGURE_3 + ".readout")).contains("Learning rate 0.0001");
    chromium.press("End", 35);
    assertThat(text(FIGURE_3 + ".readout")).contains("Learning rate 0.01");
  }

  /** Rows are moved by sorting; readings stay those of their places. */
  @Test
  void aSortedTableIsReadAsBefore() throws Exception {
    open();
    chromium.evaluate("document.querySelector(`" + FIGURE_3 + "details`).open = true");
    String head = FIGURE_3 + "th button";
    chromium.click(head);
    chromium.click(head);
    assertThat(text(FIGURE_3 + "tbody th")).isEqualTo("0.01");
    chromium.evaluate("document.querySelector(`" + FIGURE_3 + ".wide`).focus()");
    chromium.press("Home", 36);

    assertThat(text(FIGURE_3 + ".readout")).contains("Learning rate 0.0001");
  }

  @Test
  void aButtonTakesAnOptimizerAway() throws Exception {
    open();
    String button = FIGURE_3 + ".controls button[data-key=adam]";
    chromium.click(button);

    assertThat(count(FIGURE_3 + ".wide g.line:not(.off)")).isEqualTo(5);
    assertThat(count(FIGURE_3 + ".wide g.adam:not(.off)")).isZero();
    assertThat(count(FIGURE_3 + "button[aria-pressed=false]")).isEqualTo(1);
    chromium.click(button);
    assertThat(count(FIGURE_3 + ".wide g.line.adam:not(.off)")).isEqualTo(1);
  }

  @Test
  void switchesChooseRulesAndReading() throws Exception {
    open();
    int verdicts = count(".judgement");
    chromium.click("input[value=dl4j]");
    chromium.click("input[value=pooled]");

    assertThat(count("[id='figure3.pooled.dl4j.epochs20']")).isEqualTo(1);
    assertThat(count("[id='figure3.strided.tensorflow.epochs20']")).isZero();
    int ofStridedAlone = 2; // C20, C21
    assertThat(count(".judgement")).isEqualTo(verdicts - ofStridedAlone).isPositive();
    assertThat(count(".plot > *")).isPositive();
    chromium.click("input[value=paper]");
    int ofRules = 4; // figures 7 and 8 compare all rules
    assertThat(count("article .plot")).isEqualTo(ofRules);
    assertThat(count(".none")).isEqualTo(5);
  }

  @Test
  void theAddressKeepsWhatIsChosen() throws Exception {
    open();
    chromium.click("input[value=dl4j]");
    chromium.click("input[value=pooled]");
    String address = chromium.evaluate("location.hash").asText();
    assertThat(address).contains("rules=dl4j", "reading=pooled");

    chromium.evaluate("location.hash = '#rules=tensorflow&reading=strided&at=C9'");
    chromium.await("document.querySelector('input[value=tensorflow]').checked");
    assertThat(count("[id='figure3.strided.tensorflow.epochs20']")).isEqualTo(1);
    chromium.evaluate("document.querySelector('#verdict-table a[href=\"#C5\"]').click()");
    chromium.await("location.hash.includes('at=C5')");
    assertThat(chromium.evaluate("location.hash").asText()).contains("rules=tensorflow");
    assertThat(
            chromium
                .evaluate(
                    "(b => b.top >= 0 && b.top < innerHeight)"
                        + "(document.getElementById('C5-h').getBoundingClientRect())")
                .asBoolean())
        .isTrue();
  }

  @Test
  void everyClaimHasASectionAndARowThatLeadsToIt() throws Exception {
    open();

    int claims = 28;
    assertThat(count("section.claim")).isEqualTo(claims);
    assertThat(count("#verdict-table tbody tr")).isEqualTo(claims);
    assertThat(
            chromium
                .evaluate(
                    "[...document.querySelectorAll('a[href^=\"#\"]')]"
                        + ".every(a => document.getElementById(a.hash.slice(1)))")
                .asBoolean())
        .isTrue();
  }

  @Test
  void trialsAreFilteredByFactors() throws Exception {
    open();
    int all = count("#trial-table tbody tr");
    chromium.evaluate(
        "[...document.querySelectorAll('[data-table=trial-table] .filters label')]"
            + ".filter(l => l.textContent.startsWith('Optimizer'))"
            + ".forEach(l => { const s = l.querySelector('select'); s.value = 'Adam';"
            + " s.dispatchEvent(new Event('change')); })");

    int ofAdam = count("#trial-table tbody tr");
    int seedsAndRules = 4;
    int ofASeed = 13; // six in each reading, and the deep network
    assertThat(ofAdam).isEqualTo(seedsAndRules * ofASeed);
    assertThat(text("[data-table=trial-table] output")).isEqualTo(ofAdam + " of " + all);
  }

  /** By axe-core; the first rows of a table and the first claims of a section stand for all. */
  @ParameterizedTest
  @CsvSource({"1400,light", "1400,dark", "360,light", "360,dark"})
  void isAccessible(int width, String scheme) throws Exception {
    chromium.open(page, width, 900, scheme);
    chromium.evaluate(
        "document.querySelectorAll('tbody').forEach("
            + "body => [...body.rows].slice(2).forEach(row => row.remove()))");
    chromium.evaluate(
        "document.querySelectorAll('[hidden], .claim ~ .claim').forEach(node => node.remove())");
    assertThat(chromium.violations()).isEmpty();
  }

  /** At every width nothing is wider than the page, and nothing is cut off. */
  @ParameterizedTest
  @ValueSource(ints = {360, 800, 1400})
  void nothingIsCutOff(int width) throws Exception {
    chromium.open(page, width, 900, "light");
    assertThat(
            chromium
                .evaluate(
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth")
                .asInt())
        .isZero();
    assertThat(
            chromium
                .evaluate(
                    "[...document.querySelectorAll('.verdicts *, .judgement *, .tally *')]"
                        + ".filter(e => e.checkVisibility() && !e.closest('.hidden, thead')"
                        + " && e.getBoundingClientRect().right > document.documentElement.clientWidth)"
                        + ".map(e => e.outerHTML.slice(0, 80)).join('\\n')")
                .asText())
        .isEmpty();
  }

  @Test
  void theTrialTableIsSearchedAndSorted() throws Exception {
    open();
    int all = count("#trial-table tbody tr");
    chromium.click("[data-table=trial-table] input");
    chromium.type("rmsprop diverged");
    assertThat(count("#trial-table tbody tr")).isPositive().isLessThan(all);
    assertThat(text("[data-table=trial-table] output")).endsWith("of " + all);
    chromium.evaluate(
        "(i => { i.value = ''; i.dispatchEvent(new Event('input')); })"
            + "(document.querySelector('[data-table=trial-table] input'))");

    chromium.click("#trial-table th:nth-child(3) button");
    String accuracies =
        "[...document.querySelectorAll('#trial-table td:nth-child(3)')].map(c => c.textContent === '-' ? Infinity : +c.textContent)";
    assertThat(
            chromium.evaluate(accuracies + ".every((v, i, a) => !i || a[i - 1] <= v)").asBoolean())
        .isTrue();
    chromium.click("#trial-table th:nth-child(3) button");
    assertThat(
            chromium.evaluate(accuracies + ".every((v, i, a) => !i || a[i - 1] >= v)").asBoolean())
        .isTrue();
    assertThat(count("#trial-table th[aria-sort=descending]")).isEqualTo(1);
  }

  @Test
  void fitsAPhoneAndTheNight() throws Exception {
    chromium.open(page, 360, 740, "dark");

    assertThat(chromium.evaluate("document.documentElement.scrollWidth").asInt()).isEqualTo(360);
    assertThat(chromium.evaluate("getComputedStyle(document.body).backgroundColor").asText())
        .isEqualTo("rgb(20, 23, 26)");
    shoot("phone-dark");
    open();
    assertThat(chromium.evaluate("getComputedStyle(document.body).backgroundColor").asText())
        .isEqualTo("rgb(255, 255, 255)");
    shoot("wide-light");
  }

  /** For people to look at. */
  private void shoot(String name) throws Exception {
    Files.createDirectories(SCREENSHOTS);
    chromium.hover("#C5-h");
    Files.write(SCREENSHOTS.resolve(name + ".png"), chromium.screenshot());
  }
}
