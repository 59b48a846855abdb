package org.optimizerstudy.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.figures.RasterImage;
import org.optimizerstudy.figures.StampedPng;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.StoredTrial;
import org.optimizerstudy.results.TrialDirectory;

class ReportTest {

  private static final Set<ReportFormat> ALL = EnumSet.allOf(ReportFormat.class);
  private static final String FIGURE = "figures/figure2.strided.tensorflow.epochs3";

  @TempDir Path recorded;
  @TempDir Path directory;

  private ResultsDirectory madeUp() throws IOException {
    return new MadeUpResults(
            3, List.of(1L, 2L), List.of(Semantics.TENSORFLOW), List.of(Reading.STRIDED))
        .write(recorded);
  }

  private String text(Report report, String file) {
    return new String(report.files().get(file), StandardCharsets.UTF_8);
  }

  @Test
  void publishesEveryFormAndTheSameBytesAgain() throws IOException {
    ResultsDirectory results = madeUp();

    Report report = Report.of(results.read(), ALL);
    Report again = Report.of(results.read(), ALL);

    assertThat(report.files().keySet())
        .contains(
            "claims.json",
            "records.csv",
            "report.html",
            "report.ipynb",
            "report.md",
            "figures/figure1.png",
            FIGURE + ".png",
            FIGURE + ".svg",
            FIGURE + ".csv",
            "figures/figure6.tensorflow.epochs3.svg");
    assertThat(again.files().keySet()).isEqualTo(report.files().keySet());
    report
        .files()
        .forEach((name, content) -> assertThat(again.files().get(name)).isEqualTo(content));
  }

  @Test
  void formatsAreWhatIsPublished() throws IOException {
    ResultsDirectory results = madeUp();

    assertThat(Report.of(results.read(), EnumSet.of(ReportFormat.HTML)).files().keySet())
        .containsExactly("claims.json", "report.html");
    assertThat(Report.of(results.read(), EnumSet.of(ReportFormat.CSV)).files().keySet())
        .contains("claims.json", FIGURE + ".csv")
        .allMatch(name -> name.endsWith(".csv") || name.equals("claims.json"));
  }

  @Test
  void aPublishedFileThatTheRecordsWouldNotGiveIsNamed() throws IOException {
    ResultsDirectory results = madeUp();
    Report report = Report.of(results.read(), ALL);
    report.write(directory);
    assertThat(report.staleIn(directory)).isEmpty();

    Files.delete(directory.resolve("claims.json"));
    Files.writeString(directory.resolve(FIGURE + ".csv"), "altered");
    paintOver(directory.resolve(FIGURE + ".png"));
    Path svg = directory.resolve(FIGURE + ".svg");
    Files.writeString(svg, Files.readString(svg).replaceFirst("<path ", "<path id=\"a\" "));
    Files.writeString(directory.resolve("figures/figure3.pooled.dl4j.csv"), "of other records");

    assertThat(report.staleIn(directory))
        .hasSize(5)
        .anyMatch(line -> line.contains("claims.json: not found"))
        .anyMatch(line -> line.contains(FIGURE + ".csv: must be what the records give"))
        .anyMatch(line -> line.contains(FIGURE + ".png: must be what the records give"))
        .anyMatch(line -> line.contains(FIGURE + ".svg: must be what the records give"))
        .anyMatch(line -> line.contains("figure3.pooled.dl4j.csv: must be drawn from the records"));
  }

  @Test
  void otherRecordsMakeEverythingStaleThatShowsThem() throws IOException {
    ResultsDirectory results = madeUp();
    Report.of(results.read(), ALL).write(directory);
    TrialDirectory changed =
        results.trial(new TrialId("small-cnn.strided.adam.tensorflow.lr0.001.seed1.epochs3"));
    Path records = changed.recordsFile();
    Files.writeString(
        records,
        Files.readString(records).replaceAll("(?m)^(3,1650,.*),[^,]+,[^,\n]+$", "$1,0.5,1.0"));
    changed.seal((StoredTrial) changed.readUnsealed().orElseThrow(), "test");

    List<String> stale = Report.of(results.read(), ALL).staleIn(directory);

    for (String file :
        List.of(
            "records.csv", "report.html", "report.ipynb", "report.md", ".png", ".svg", ".csv")) {
      assertThat(stale).anyMatch(line -> line.contains(file + ":"));
    }
    assertThat(stale).noneMatch(line -> line.contains("figure6") || line.contains("figure1."));
  }

  /** Fonts and compression differ between machines; the table behind the picture does not. */
  @Test
  void aPictureOfTheSameTableFromAnotherMachineIsNotStale() throws IOException {
    ResultsDirectory results = madeUp();
    Report report = Report.of(results.read(), ALL);
    report.write(directory);
    String table = text(report, FIGURE + ".csv");
    Files.write(directory.resolve(FIGURE + ".png"), StampedPng.of(new Plain(), table));
    assertThat(report.staleIn(directory)).isEmpty();

    Files.write(directory.resolve(FIGURE + ".png"), StampedPng.of(new Plain(), "other"));
    assertThat(report.staleIn(directory)).singleElement().asString().contains(FIGURE + ".png");
  }

  private record Plain() implements RasterImage {
    @Override
    public int width() {
      return 20;
    }

    @Override
    public int height() {
      return 10;
    }

    @Override
    public void paint(Graphics2D canvas) {
      canvas.setColor(Color.RED);
      canvas.fillRect(0, 0, 20, 10);
    }
  }

  private static void paintOver(Path png) throws IOException {
    // the stamp stays, as in an image editor: only the drawing is another one
    byte[] bytes = Files.readAllBytes(png);
    byte[] other = StampedPng.of(new Plain(), "");
    int text = indexOf(bytes, "tEXt") - 4;
    int length = bytes[text + 2] << 8 & 0xff00 | bytes[text + 3] & 0xff;
    int otherText = indexOf(other, "tEXt") - 4;
    int otherLength = other[otherText + 2] << 8 & 0xff00 | other[otherText + 3] & 0xff;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(other, 0, otherText);
    out.write(bytes, text, length + 12);
    int rest = otherText + otherLength + 12;
    out.write(other, rest, other.length - rest);
    Files.write(png, out.toByteArray());
  }

  private static int indexOf(byte[] bytes, String word) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(word);
  }

  @Test
  void whatComesFromFilesCannotRun() throws IOException {
    String page = text(Report.of(madeUp().read(), EnumSet.of(ReportFormat.HTML)), Report.PAGE);

    assertThat(page.replace("http://www.w3.org/2000/svg", "the namespace"))
        .contains("&lt;/script&gt;&lt;script&gt;throw Error(")
        .doesNotContain(MadeUpResults.HOSTILE_CPU, "<script>throw")
        .contains("default-src 'none'")
        .doesNotContain("unsafe-inline", "http://", "https://", "{{");
  }

  @Test
  void aPartialDirectoryGivesAReportThatSaysWhatIsMissing() throws IOException {
    ResultsDirectory results = madeUp();
    Path trials = results.root().resolve("trials");
    for (Path trial : Files.list(trials).sorted().toList()) {
      if (!trial
          .getFileName()
          .toString()
          .startsWith("small-cnn.strided.adam.tensorflow.lr0.001.")) {
        Files.list(trial).forEach(file -> file.toFile().delete());
        Files.delete(trial);
      }
    }
    Path running =
        trials.resolve("small-cnn.strided.adam.tensorflow.lr0.001.seed2.epochs3/trial.json");
    ObjectNode json = (ObjectNode) new ObjectMapper().readTree(running.toFile());
    json.put("status", "RUNNING").remove(List.of("finished", "seal"));
    Files.writeString(running, json.toString());

    Report report = Report.of(results.read(), ALL);

    assertThat(text(report, Report.PAGE))
        .contains(
            "lr0.001.seed2.epochs3 is not finished.",
            "Figure 6 has too few finished trials (./study run deep-mlp makes them).",
            "Missing: Momentum, small CNN.",
            "not run");
    assertThat(report.files()).doesNotContainKey("figures/figure3.strided.tensorflow.epochs3.png");
  }

  @Test
  void nothingFinishedIsBadInput() {
    assertThatThrownBy(() -> Report.of(ResultsDirectory.at(directory).read(), ALL))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must hold finished trials, found none");
  }

  @Test
  void picturesShowEveryOptimizerInItsColour() throws IOException {
    Report report = Report.of(madeUp().read(), EnumSet.of(ReportFormat.PNG));
    BufferedImage image =
        ImageIO.read(
            new ByteArrayInputStream(report.files().get("figures/figure6.tensorflow.epochs3.png")));
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colours.add(image.getRGB(x, y));
      }
    }
    assertThat(colours)
        .contains(0xff000000, 0xff56b4e9, 0xff009e73, 0xffcc79a7, 0xffd55e00, 0xff0072b2);
  }

  @Test
  void theNotebookShowsThePublishedPicturesAndHasCellsToRun() throws IOException {
    Report report = Report.of(madeUp().read(), EnumSet.of(ReportFormat.NOTEBOOK));
    JsonNode notebook = new ObjectMapper().readTree(report.files().get(Report.NOTEBOOK));

    assertThat(notebook.path("nbformat").asInt()).isEqualTo(4);
    assertThat(notebook.path("nbformat_minor").asInt()).isEqualTo(5);
    Set<String> ids = new HashSet<>();
    int executed = 0;
    int waiting = 0;
    int pictures = 0;
    for (JsonNode cell : notebook.path("cells")) {
      assertThat(ids.add(cell.path("id").asText())).isTrue();
      assertThat(cell.path("id").asText()).matches("[a-zA-Z0-9_-]{1,64}");
      assertThat(cell.path("metadata").isObject()).isTrue();
      assertThat(cell.path("source").isArray()).isTrue();
      if (cell.path("cell_type").asText().equals("code")) {
        if (cell.path("outputs").isEmpty()) {
          assertThat(cell.path("execution_count").isNull()).isTrue();
          waiting++;
          continue;
        }
        assertThat(cell.path("execution_count").asInt()).isEqualTo(++executed);
        for (JsonNode output : cell.path("outputs")) {
          String picture = output.path("data").path("image/png").asText();
          if (!picture.isEmpty()) {
            pictures++;
            byte[] png = Base64.getDecoder().decode(picture);
            assertThat(report.files().values()).anyMatch(file -> Arrays.equals(file, png));
          }
        }
      }
    }
    assertThat(executed).isEqualTo(6);
    assertThat(pictures).isEqualTo(6);
    assertThat(waiting).isGreaterThan(4);
  }

  @Test
  void twoHundredTrialsOfAHundredEpochsMakeASmallPage() throws IOException {
    MadeUpResults made =
        new MadeUpResults(100, List.of(1L, 2L), PaperGrid.SEMANTICS, List.of(Reading.STRIDED));
    assertThat(made.trials()).hasSizeGreaterThan(200);
    ResultsDirectory results = made.write(directory.resolve("many"));

    Report report = Report.of(results.read(), ALL);

    assertThat(report.files().get(Report.PAGE).length).isLessThan(3_000_000);
  }
}
