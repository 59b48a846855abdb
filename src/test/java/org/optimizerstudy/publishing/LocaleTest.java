package org.optimizerstudy.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.results.ResultsDirectory;

/** What is published is the same bytes in every language and time zone. */
class LocaleTest {

  private static final Set<ReportFormat> ALL = EnumSet.allOf(ReportFormat.class);

  private final Locale locale = Locale.getDefault();
  private final TimeZone zone = TimeZone.getDefault();

  @AfterEach
  void restore() {
    Locale.setDefault(locale);
    TimeZone.setDefault(zone);
  }

  private static void goTo(String language, String zone) {
    Locale.setDefault(Locale.forLanguageTag(language));
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
  }

  private static void assertSame(Report expected, Report found) {
    assertThat(found.files().keySet()).isEqualTo(expected.files().keySet());
    for (Map.Entry<String, byte[]> file : expected.files().entrySet()) {
      assertThat(found.files().get(file.getKey())).as(file.getKey()).isEqualTo(file.getValue());
    }
  }

  /** With all verdicts of the published results; charts are blanks. */
  @ParameterizedTest
  @ValueSource(strings = {"ar-EG-u-nu-arab", "hi-IN-u-nu-deva", "tr-TR", "th-TH-u-nu-thai"})
  void textsAndTables(String language) throws IOException {
    ResultsDirectory published = ResultsDirectory.at(Path.of("notebooks-output"));
    goTo("en-US", "UTC");
    Report expected = Report.toCheck(published.read(), ALL);

    goTo(language, "Asia/Tokyo");

    assertThat("%d".formatted(1).equals("1")).isEqualTo(language.equals("tr-TR"));
    assertSame(expected, Report.toCheck(published.read(), ALL));
  }

  @Test
  void pictures(@TempDir Path directory) throws IOException {
    ResultsDirectory results =
        new MadeUpResults(3, List.of(1L), List.of(Semantics.PAPER), List.of(Reading.STRIDED))
            .write(directory);
    goTo("en-US", "UTC");
    Report expected = Report.of(results.read(), ALL);

    goTo("ar-EG-u-nu-arab", "Asia/Tokyo");

    assertSame(expected, Report.of(results.read(), ALL));
  }
}
