package org.optimizerstudy.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Whatever an experiment file holds, it is read or refused in words; it never makes an object. */
class ExperimentReaderProperties {

  private static final String VALID =
      """
      title: Some title
      grids:
        - networks: [small-cnn, deep-mlp]
          optimizers: [adam, rmsprop]
          learning-rates: [0.001, 1e-4]
          seeds: [1, 2]
          batches: [50, full]
          epochs: 3
      """;

  private Path file;
  private ExperimentReader reader;

  @BeforeProperty
  void create() throws IOException {
    file = Files.createTempFile("study", ".yaml");
    reader = new ExperimentReader(Path.of("experiments"));
  }

  @AfterProperty
  void delete() throws IOException {
    Files.delete(file);
  }

  private void assertReadOrRefused(byte[] content) throws IOException {
    Files.write(file, content);
    try {
      List<Trial> trials = reader.read(file.toString()).trials(Trial.MNIST);
      assertThat(trials)
          .isNotEmpty()
          .allSatisfy(trial -> assertThat(trial.id().value()).matches("[a-z0-9.-]+"));
    } catch (InvalidInputException e) {
      assertThat(e.getMessage()).startsWith(file.toString()).doesNotContain("\n");
    }
  }

  @Property(tries = 2_000)
  void changedBytes(@ForAll @Size(min = 1, max = 3) int[] places, @ForAll byte value)
      throws IOException {
    byte[] content = VALID.getBytes(StandardCharsets.UTF_8);
    for (int place : places) {
      content[Math.floorMod(place, content.length)] = value;
    }

    assertReadOrRefused(content);
  }

  @Property(tries = 1_000)
  void insertedSigns(
      @ForAll @IntRange(max = 210) int place,
      @ForAll
          @StringLength(max = 6)
          @Chars({'!', '&', '*', '[', ']', '{', '}', '|', '>', '%', '\n', ' ', ':', '-', '"', '/'})
          String signs)
      throws IOException {
    StringBuilder content = new StringBuilder(VALID);
    content.insert(place % content.length(), signs);

    assertReadOrRefused(content.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 1_000)
  void rubbish(@ForAll @StringLength(max = 100) @CharRange(from = 0, to = 0xffff) String content)
      throws IOException {
    assertReadOrRefused(content.getBytes(StandardCharsets.UTF_8));
  }

  @Example
  void tagsMakeNoObjects() {
    assertRefused("!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]", "");
    assertRefused(
        "title: !!java.io.File [/tmp/x]\ngrids: [{networks: [small-cnn]}]", "tag is not allowed");
    assertRefused("title: !mine x\ngrids: [{networks: [small-cnn]}]", "title: must have no tag");
  }

  @Example
  void aliasesDoNotMultiply() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 20; i++) {
      String alias = "*a" + (i - 1);
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", List.of(alias, alias))));
    }
    assertRefused(bomb + "title: t\n", "aliases");
  }

  @Example
  void depthAndSizeAreLimited() {
    assertRefused("title: " + "[".repeat(100_000), "");
    assertRefused("title: t\n" + "#".repeat(2_000_000), "must be at most 1048576 bytes");
    assertRefused(
        "title: t\ngrids: [{networks: [small-cnn], epochs: 1" + "0".repeat(100_000) + "}]", "");
  }

  @Example
  void pathsStayText() {
    assertRefused("title: t\ninclude: [../../etc/passwd]", "must be one of");
    assertRefused("title: t\ngrids: [{networks: [../../x]}]", "must be one of");
  }

  private void assertRefused(String content, String part) {
    assertThatThrownBy(
            () -> {
              Files.writeString(file, content);
              reader.read(file.toString());
            })
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(part)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1_100).doesNotContain("\n"));
  }
}
