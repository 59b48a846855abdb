package org.optimizerstudy.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.optimizerstudy.experiment.InvalidInputException;

/** Whatever a gradients file holds, it gives finite rows of one length or is refused in words. */
class GivenGradientsProperties {

  private Path file;

  @BeforeProperty
  void create() throws IOException {
    file = Files.createTempFile("study", ".csv");
  }

  @AfterProperty
  void delete() throws IOException {
    Files.delete(file);
  }

  private void assertReadOrRefused() throws IOException {
    try {
      GivenGradients given = GivenGradients.read(file);
      assertThat(given.gradients()).isNotEmpty();
      for (float[] row : given.gradients()) {
        assertThat(row).hasSameSizeAs(given.start());
        for (float value : row) {
          assertThat(value).isFinite();
        }
      }
    } catch (InvalidInputException e) {
      assertThat(e.getMessage()).startsWith(file.toString()).doesNotContain("\n");
    }
  }

  @Property(tries = 2_000)
  void signs(
      @ForAll
          @StringLength(max = 60)
          @Chars({'0', '1', '9', '.', '-', 'e', ',', ',', '\n', '\r', '"', 'N', 'a', ' ', '#'})
          String content)
      throws IOException {
    Files.writeString(file, content);

    assertReadOrRefused();
  }

  @Property(tries = 500)
  void bytes(@ForAll @Size(max = 60) byte[] content) throws IOException {
    Files.write(file, content);

    assertReadOrRefused();
  }
}
