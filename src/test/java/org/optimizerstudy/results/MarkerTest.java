package org.optimizerstudy.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.optimizerstudy.experiment.InvalidInputException;

class MarkerTest {

  private static final String LINE = "Results directory of Optimizer Study, format 1\n";
  private static final String ID = "deep-mlp.adam.dl4j.lr0.001.seed1";

  @TempDir Path temporary;

  private Path write(String name, String content) throws IOException {
    Path file = temporary.resolve("there").resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private Path there() {
    return temporary.resolve("there");
  }

  private static Map<String, String> tree(Path root) throws IOException {
    Map<String, String> tree = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.toList()) {
        tree.put(
            root.relativize(file).toString(),
            Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.readString(file) : "");
      }
    }
    return tree;
  }

  private void assertRefused(String... parts) throws IOException {
    Map<String, String> before = tree(there());
    assertThatThrownBy(() -> Marker.claim(there()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(there().toString())
        .message()
        .contains(parts);
    assertThat(tree(there())).isEqualTo(before);
  }

  private void assertTaken() throws IOException {
    Marker.claim(there());
    assertThat(there().resolve("study-results")).hasContent(LINE);
    Marker.claim(there());
  }

  @Test
  void aDirectoryThatIsNewOrEmptyIsTaken() throws IOException {
    Marker.require(there());
    assertThat(there()).doesNotExist();
    assertTaken();
  }

  @Test
  void theRootOfANewFileSystemIsEmpty() throws IOException {
    Files.createDirectories(there().resolve("lost+found"));
    assertTaken();
  }

  /** The second process sees what the first has written so far. */
  @Test
  void anotherProcessMayBeTakingIt() throws IOException {
    write(".study-results.01234567-89ab-cdef-0123-456789abcdef.tmp", "Res");
    assertTaken();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "thesis.tmp",
        ".git/index.tmp",
        "report.md",
        "records.csv",
        "lock",
        "claims.json",
        "report.html.tmp",
        "film.mp4.part",
        "trials/thesis.tex",
        "figures/figure1.png"
      })
  void aForeignFileIsRefusedAndStays(String name) throws IOException {
    write(name, "of somebody else");
    if (name.equals("report.html.tmp")) { // of an older version, by its name
      assertTaken();
      assertThat(there().resolve(name)).hasContent("of somebody else");
    } else {
      assertRefused("must be new, empty or a results directory", name.split("/")[0]);
    }
  }

  @Test
  void oneForeignFileAmongOurOwnIsNamed() throws IOException {
    write("trials/" + ID + "/trial.json", "{\"trial\": \"%s\"}".formatted(ID));
    write("notes.txt", "mine");
    assertRefused("found notes.txt in it", "move the foreign files away");
  }

  @Test
  void resultsOfAnOlderVersionAreRecognised() throws IOException {
    write("lock", "");
    write("records.csv", "trial\n");
    write("trials/%s/trial.json".formatted(ID), "{\"trial\": \"%s\"}".formatted(ID));
    assertTaken();
  }

  @Test
  void aReportOfAnOlderVersionIsRecognised() throws IOException {
    write("claims.json", "{\"judgements\": []}");
    write("report.html", "<html>");
    write("figures/figure1.png", "");
    assertTaken();
  }

  @Test
  void aRunOfAnOlderVersionThatBeganNothingIsRecognised() throws IOException {
    write("lock", "process 7 on host since 2026-01-01T00:00:00Z\n");
    Files.createDirectory(there().resolve("trials"));
    assertTaken();
  }

  @Test
  void thePublishedResultsHaveTheMarker() throws IOException {
    Marker.require(Path.of("notebooks-output"));
    assertThat(Path.of("notebooks-output/study-results")).hasContent(LINE);
  }

  @Test
  void aMarkerOfAnotherFormatOrContentIsRefused() throws IOException {
    write("study-results", LINE.replace("1", "2"));
    assertRefused("study-results: must be of format 1, found format 2", "use the version");
    write("study-results", "");
    assertRefused("study-results: must hold the line", "found something else");
    write("study-results", LINE.replace("\n", "\r\n"));
    Marker.claim(there());
  }

  @Test
  void aMarkerThatIsALinkOrADirectoryIsRefused() throws IOException {
    Path elsewhere = Files.writeString(temporary.resolve("elsewhere"), LINE);
    Files.createDirectory(there());
    Files.createSymbolicLink(there().resolve("study-results"), elsewhere);
    assertRefused("study-results: must be a file, found a symbolic link");

    Files.delete(there().resolve("study-results"));
    Files.createDirectory(there().resolve("study-results"));
    assertRefused("study-results: must be a file, found a directory");
  }

  /** The user named it. */
  @Test
  void theDirectoryItselfMayBeALink() throws IOException {
    Path real = Files.createDirectory(temporary.resolve("real"));
    Files.createSymbolicLink(there(), real);
    assertTaken();
    assertThat(real.resolve("study-results")).exists();
  }

  @Test
  void leftOverFilesOfOursGoAndNoOthers() throws IOException {
    String random = "01234567-89ab-cdef-0123-456789abcdef";
    write("study-results", LINE);
    List<Path> ours =
        List.of(
            write(".records.csv.%s.tmp".formatted(random), "x"),
            write("records.csv.tmp", "x"),
            write("figures/.figure1.png.%s.tmp".formatted(random), "x"));
    List<Path> others =
        List.of(
            write("thesis.tmp", "x"),
            write(".thesis.%s.tmp".formatted(random), "x"),
            write("figures/thesis.tmp", "x"),
            write("trials/thesis.tmp", "x"),
            write(".git/index.tmp", "x"),
            write(".git/records.csv.tmp", "x"),
            write("trials/copy of one/records.csv.tmp", "x"));
    Path link = Files.createSymbolicLink(there().resolve("report.md.tmp"), others.get(0));
    Path inUse = write(".report.md.%s.tmp".formatted(random), "x");
    for (Path file : Stream.concat(ours.stream(), others.stream()).toList()) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    }

    ResultsDirectory.create(there());

    assertThat(ours).allSatisfy(file -> assertThat(file).doesNotExist());
    assertThat(others).allSatisfy(file -> assertThat(file).hasContent("x"));
    assertThat(link).isSymbolicLink();
    assertThat(inUse).exists();
  }
}
