package org.optimizerstudy.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;

class SummaryTest {

  @TempDir Path directory;

  private Report report(int epochs, List<Long> seeds, ReportFormat... formats) throws IOException {
    MadeUpResults made =
        new MadeUpResults(
            epochs, seeds, List.of(Semantics.DL4J, Semantics.TENSORFLOW), List.of(Reading.STRIDED));
    EnumSet<ReportFormat> asked = EnumSet.of(ReportFormat.MARKDOWN, formats);
    return Report.of(made.write(directory.resolve("results")).read(), asked);
  }

  private static String summary(Report report) {
    return new String(report.files().get(Report.SUMMARY), StandardCharsets.UTF_8);
  }

  /** Rows of tables by their first cell. */
  private static Map<String, List<String>> rows(String markdown) {
    return markdown
        .lines()
        .filter(line -> line.startsWith("| "))
        .map(SummaryTest::cells)
        .collect(Collectors.toMap(cells -> cells.get(0), c -> c, (a, b) -> a, TreeMap::new));
  }

  private static List<String> cells(String row) {
    return Arrays.stream(row.substring(1, row.length() - 1).split("\\|", -1))
        .map(String::strip)
        .toList();
  }

  @Test
  void holdsEveryCellWithItsLastAndBestAccuracy() throws IOException {
    String summary = summary(report(3, List.of(1L)));

    assertThat(summary)
        .startsWith("# Optimizer Study: what was found\n\n")
        .contains("80 finished trials with 240 epochs by DL4J's rules and TensorFlow's rules.")
        .contains(
            "| small-cnn.strided.epochs3 | rules |"
                + " 0.0001 | 0.0005 | 0.001 | 0.005 | 0.01 | no learning rate |\n"
                + "|---|---|---|---|---|---|---|---|\n"
                + "| Gradient descent | dl4j | ")
        .containsPattern(
            "\\| Adadelta \\| dl4j \\|( +\\|){5} \\d\\d\\.\\d\\d \\(\\d\\d\\.\\d\\d\\) \\|\n")
        .contains("| deep-mlp.epochs3 | rules | 0.001 | no learning rate |");
  }

  @Test
  void severalSeedsAreCountedAndDivergedOnesNamed() throws IOException {
    String summary = summary(report(3, List.of(1L, 2L)));

    assertThat(summary)
        .containsPattern("\\| Adam \\| tensorflow \\| \\d\\d\\.\\d\\d \\(\\d\\d\\.\\d\\d\\) x2 \\|")
        .containsPattern("\\| RMSProp \\| dl4j \\|.*\\| 1 of 2 diverged \\|");
  }

  @Test
  void theVerdictsAreThoseOfTheClaims() throws IOException {
    Report report = report(100, List.of(1L));
    Map<String, List<String>> rows = rows(summary(report));

    List<String> titles = rows.get("");
    assertThat(titles)
        .endsWith("DL4J's rules, strided", "effect", "TensorFlow's rules, strided", "effect");
    JsonNode claims =
        new ObjectMapper().readTree(report.files().get("claims.json")).path("judgements");
    assertThat(claims).isNotEmpty();
    for (JsonNode judgement : claims) {
      int column = List.of("dl4j", "tensorflow").indexOf(judgement.path("semantics").asText());
      if (column >= 0 && !judgement.path("reading").asText().equals("pooled")) {
        List<String> row = rows.get(judgement.path("claim").asText());
        assertThat(row.get(2 + 2 * column)).isEqualTo(judgement.path("verdict").asText());
        assertThat(row.get(3 + 2 * column).isEmpty()).isEqualTo(judgement.path("effect").isNull());
      }
    }
  }

  @Test
  void figuresAreShownWhereTheyArePublished() throws IOException {
    assertThat(summary(report(3, List.of(1L)))).doesNotContain("figures/");
    String picture = "figures/figure2.strided.tensorflow.epochs3.png";
    assertThat(summary(report(3, List.of(1L), ReportFormat.PNG)))
        .contains(
            "## Figure 2. Test accuracy by optimizer and network",
            "![Figure 2. Test accuracy by optimizer and network. TensorFlow's rules, strided, 3 epochs."
                + " After the last epoch, learning rate 0.001.]("
                + picture
                + ")");
  }
}
