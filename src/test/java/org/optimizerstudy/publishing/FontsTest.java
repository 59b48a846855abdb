package org.optimizerstudy.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.results.ResultsDirectory;

/** A machine without fonts, as containers are. */
@EnabledOnOs(OS.LINUX)
class FontsTest {

  private static final Set<ReportFormat> ALL = EnumSet.allOf(ReportFormat.class);

  /** The other JVM's part: publishes what it can, then checks what another machine published. */
  public static void main(String[] arguments) throws IOException {
    ResultsDirectory results = ResultsDirectory.at(Path.of(arguments[0]));
    Report report = Report.of(results.read(), ALL);
    report.write(Path.of(arguments[1]));
    System.out.println(report.note().orElse("nothing was left out"));
    System.out.println(Report.toCheck(results.read(), ALL).staleIn(Path.of(arguments[2])));
  }

  @Test
  void everythingButChartsAsPngIsPublishedAndAllOfItChecked(@TempDir Path directory)
      throws IOException, InterruptedException {
    ResultsDirectory results =
        new MadeUpResults(2, List.of(1L), List.of(Semantics.PAPER), List.of(Reading.STRIDED))
            .write(directory.resolve("results"));
    Report complete = Report.of(results.read(), ALL);
    assertThat(complete.note()).isEmpty();
    complete.write(directory.resolve("complete"));

    Process fontless =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Djava.awt.headless=true",
                "-Dsun.awt.fontconfig=/nonexistent",
                "-cp",
                System.getProperty("java.class.path"),
                FontsTest.class.getName(),
                results.root().toString(),
                directory.resolve("fontless").toString(),
                directory.resolve("complete").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(fontless.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(fontless.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(said.lines()).hasSize(2);
    assertThat(said)
        .startsWith("no figures were drawn as PNG: Java finds no fonts: ")
        .contains("install fontconfig")
        .endsWith("\n[]\n");
    assertThat(directory.resolve("fontless/figures/figure1.png")).exists();
    assertThat(directory.resolve("fontless/figures/figure2.strided.paper.epochs2.csv")).exists();
    assertThat(directory.resolve("fontless/figures/figure2.strided.paper.epochs2.png"))
        .doesNotExist();
    for (String file :
        List.of(
            "report.html",
            "claims.json",
            "records.csv",
            "figures/figure1.svg",
            "figures/figure2.strided.paper.epochs2.svg")) {
      assertThat(directory.resolve("fontless").resolve(file))
          .hasSameBinaryContentAs(directory.resolve("complete").resolve(file));
    }
    assertThat(Files.readString(directory.resolve("fontless/report.md"))).doesNotContain("figure2");
  }
}
