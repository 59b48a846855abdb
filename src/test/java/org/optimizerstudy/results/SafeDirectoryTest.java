package org.optimizerstudy.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.optimizerstudy.experiment.InvalidInputException;

class SafeDirectoryTest {

  @TempDir Path root;
  @TempDir Path elsewhere;

  private SafeDirectory directory;
  private Path victim;

  @BeforeEach
  void create() throws IOException {
    directory = SafeDirectory.root(root);
    victim = Files.writeString(elsewhere.resolve("victim"), "precious");
  }

  private void assertRefused(ThrowingCallable access) {
    assertThatThrownBy(access)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageMatching(".*: must be a (file|directory), found .*");
    assertThat(victim).hasContent("precious");
  }

  @Test
  void whatIsWrittenComesBackAndNothingElseIsLeft() throws IOException {
    directory.write("records.csv", "one");
    directory.write("records.csv", "two");
    directory.writeUnforced("claims.json", new byte[] {1});

    assertThat(new String(directory.read("records.csv"))).isEqualTo("two");
    assertThat(directory.names()).containsExactly("claims.json", "records.csv");
    assertThatThrownBy(() -> directory.read("report.md")).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void onlyFilesOfTheProgramAreWrittenOrRemoved() throws IOException {
    Files.writeString(root.resolve("thesis.tex"), "mine");

    assertThatThrownBy(() -> directory.write("thesis.tex", "x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> directory.delete("thesis.tex"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> directory.write("../victim", "x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> directory.directory("src"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(root.resolve("thesis.tex")).hasContent("mine");
  }

  @Test
  void aLinkInThePlaceOfAFileIsRefused() throws IOException {
    Path link = Files.createSymbolicLink(root.resolve("records.csv"), victim);

    assertRefused(() -> directory.write("records.csv", "x"));
    assertRefused(() -> directory.read("records.csv"));
    assertRefused(() -> directory.delete("records.csv"));
    assertRefused(() -> directory.open("records.csv", StandardOpenOption.WRITE));
    assertThat(link).isSymbolicLink();

    Files.delete(link);
    Files.createSymbolicLink(link, elsewhere.resolve("new"));
    assertRefused(() -> directory.write("records.csv", "x"));
    assertThat(elsewhere.resolve("new")).doesNotExist();
  }

  @Test
  void aLinkInThePlaceOfADirectoryIsRefused() throws IOException {
    Files.createSymbolicLink(root.resolve("figures"), elsewhere);
    SafeDirectory figures = directory.directory("figures");

    assertRefused(() -> figures.write("figure1.csv", "x"));
    assertRefused(figures::create);
    assertRefused(figures::tidy);
    assertRefused(figures::names);
    assertRefused(figures::deleteIfEmpty);
    assertThat(elsewhere).isDirectoryContaining(file -> file.equals(victim));
  }

  @Test
  void aLinkAboveIsRefused() throws IOException {
    Files.createDirectories(elsewhere.resolve("some-trial/checkpoint"));
    Path checkpoint = elsewhere.resolve("some-trial/checkpoint/a.checkpoint");
    Files.writeString(checkpoint, "x");
    Files.createSymbolicLink(root.resolve("trials"), elsewhere);
    SafeDirectory below =
        directory.directory("trials").directory("some-trial").directory("checkpoint");

    assertRefused(() -> below.delete("a.checkpoint"));
    assertRefused(() -> below.write("b.checkpoint", "x"));
    assertRefused(below::exists);
    assertThat(checkpoint).hasContent("x");
  }

  @Test
  void aSecondHardLinkKeepsItsContent() throws IOException {
    Files.createLink(root.resolve("records.csv"), victim);

    directory.write("records.csv", "x");

    assertThat(root.resolve("records.csv")).hasContent("x");
    assertThat(victim).hasContent("precious");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFifoIsRefusedWithoutWaiting() throws IOException, InterruptedException {
    Path fifo = root.resolve("records.csv");
    assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();

    assertRefused(() -> directory.read("records.csv"));
    assertRefused(() -> directory.write("records.csv", "x"));
    assertRefused(() -> directory.open("records.csv", StandardOpenOption.WRITE));
    assertRefused(directory::check);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFileOfAnySizeIsNotReadIntoMemory() throws IOException, InterruptedException {
    String file = root.resolve("records.csv").toString();
    assertThat(new ProcessBuilder("truncate", "-s", "100G", file).start().waitFor()).isZero();

    assertThatThrownBy(() -> directory.read("records.csv"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must have at most 268435456 bytes, found 107374182400");
  }

  @Test
  void aDirectoryThatIsGoneIsSaidAndNotCreatedAgain() throws IOException {
    SafeDirectory figures = directory.directory("figures");
    figures.create();
    Files.delete(root.resolve("figures"));

    assertThatThrownBy(() -> figures.write("figure1.csv", "x"))
        .isInstanceOf(IOException.class)
        .hasMessage(
            root.resolve("figures") + ": not found; it must stay in place while it is written");
    assertThat(root.resolve("figures")).doesNotExist();
    try (Stream<Path> files = Files.list(root)) {
      assertThat(files).isEmpty();
    }
  }
}
