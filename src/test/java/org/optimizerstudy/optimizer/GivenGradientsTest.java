package org.optimizerstudy.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.optimizerstudy.experiment.InvalidInputException;

class GivenGradientsTest {

  private static List<float[]> rows(InputStream in) throws IOException {
    try (GivenGradients given = GivenGradients.read("g.csv", in)) {
      List<float[]> rows = new ArrayList<>(List.of(given.start()));
      for (Optional<float[]> row = given.next(); row.isPresent(); row = given.next()) {
        rows.add(row.get());
      }
      return rows;
    }
  }

  private static InputStream bytes(String text, Charset charset) {
    return new ByteArrayInputStream(text.getBytes(charset));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,-2.5e-3\n3,4\n",
        "1,-2.5e-3\r\n3,4\r\n",
        "1,-2.5e-3\r3,4",
        "\ufeff1,-2.5e-3\n3,4",
        " 1 , -2.5E-3 \n\n\"3\",+4.\n",
      })
  void readsRowsWhateverEndsThem(String text) throws IOException {
    assertThat(rows(bytes(text, StandardCharsets.UTF_8)))
        .containsExactly(new float[] {1, -2.5e-3f}, new float[] {3, 4});
  }

  @ParameterizedTest
  @ValueSource(ints = {16_384, 16_385, 25_258, 1_000_000})
  void readsLongRows(int length) throws IOException {
    String row = "0.25,".repeat(length - 1) + "-3\n";

    List<float[]> rows = rows(bytes(row + row, StandardCharsets.UTF_8));

    assertThat(rows).hasSize(2);
    assertThat(rows.get(1)).hasSize(length).endsWith(0.25f, -3f);
  }

  /**
   * The writer sends each row after the previous one was read, so reading ahead would block
   * forever.
   */
  @Test
  @Timeout(20)
  void readsARowWhenItIsThere() throws IOException {
    try (PipedOutputStream writer = new PipedOutputStream();
        PipedInputStream reader = new PipedInputStream(writer)) {
      send(writer, "1,2\n");
      try (GivenGradients given = GivenGradients.read("pipe", reader)) {
        for (int i = 0; i < 3; i++) {
          send(writer, i + ",4\n");
          assertThat(given.next()).hasValue(new float[] {i, 4});
        }
      }
    }
  }

  private static void send(PipedOutputStream writer, String text) throws IOException {
    writer.write(text.getBytes(StandardCharsets.UTF_8));
    writer.flush();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | g.csv: must have theta_0 in its first row, found no row",
        "'\\n\\n' | g.csv: must have theta_0 in its first row, found no row",
        "a,b\\n1,2 | g.csv:1: value 1 must be a finite decimal number in the range of a float, found \"a\"; there must"
            + " be no header",
        "1,2\\n1,2\\n1 | g.csv:3: must have 2 values as the first row has, found 1",
        "1,2\\n1,2,3 | g.csv:2: must have 2 values as the first row has, found 3",
        "1,2\\n1, | g.csv:2: value 2 must be a finite decimal number in the range of a float, found \"\"",
        "1,2\\n1,NaN | g.csv:2: value 2 must be a finite",
        "1,2\\n-Infinity,1 | g.csv:2: value 1 must be a finite",
        "1,2\\n1,inf | found \"inf\"",
        "1,2\\n1,0x1p3 | found \"0x1p3\"",
        "1,2\\n1,1f | found \"1f\"",
        "1,2\\n1,1e39 | g.csv:2: value 2 must be a finite decimal number in the range of a float, found \"1e39\"",
        "1,2\\n1,- | found \"-\"",
        "1;2\\n1;2 | found \"1;2\"; values are separated by commas",
        "1\\t2 | ; values are separated by commas",
        "1,2\\n\"1,2 | g.csv:2: ",
      })
  void complaintsNameLineValueAndRule(String text, String complaint) {
    assertThatThrownBy(
            () ->
                rows(bytes(text.replace("\\n", "\n").replace("\\t", "\t"), StandardCharsets.UTF_8)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(complaint)
        .message()
        .hasLineCount(1);
  }

  @Test
  void complainsOfRowsThatAreTooLong() {
    assertThatThrownBy(() -> rows(bytes("1,".repeat(1_000_000) + "1", StandardCharsets.UTF_8)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("g.csv:1: must have at most 1000000 values, found more");
  }

  @Test
  void complainsOfOtherEncodings() {
    assertThatThrownBy(() -> rows(bytes("1,2\n1,\u00e9", StandardCharsets.ISO_8859_1)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("g.csv:2: value 2 must be a finite")
        .hasMessageEndingWith("; save the file as UTF-8");
    assertThatThrownBy(() -> rows(bytes("\ufeff1,2\n1,2", StandardCharsets.UTF_16LE)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("g.csv:1: value 1 must be a finite")
        .hasMessageEndingWith("; save the file as UTF-8");
  }
}
