package org.optimizerstudy.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.optimizerstudy.experiment.InvalidInputException;

/** Any gradients file gives finite rows of equal length or is rejected with a message. */
class GivenGradientsProperties {

  private void assertReadOrRefused(byte[] content) throws IOException {
    try (GivenGradients given = GivenGradients.read("g.csv", new ByteArrayInputStream(content))) {
      for (Optional<float[]> row = given.next(); row.isPresent(); row = given.next()) {
        assertThat(row.get()).hasSameSizeAs(given.start());
        for (float value : row.get()) {
          assertThat(value).isFinite();
        }
      }
    } catch (InvalidInputException e) {
      assertThat(e.getMessage()).startsWith("g.csv:").doesNotContain("\n");
    }
  }

  @Property(tries = 2_000)
  void signs(
      @ForAll
          @StringLength(max = 60)
          @Chars({'0', '1', '9', '.', '-', 'e', ',', ',', '\n', '\r', '"', 'N', 'a', ' ', '#'})
          String content)
      throws IOException {
    assertReadOrRefused(content.getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 500)
  void bytes(@ForAll @Size(max = 60) byte[] content) throws IOException {
    assertReadOrRefused(content);
  }
}
