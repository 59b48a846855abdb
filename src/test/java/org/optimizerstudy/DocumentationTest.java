package org.optimizerstudy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documentation leads everywhere: links have targets, and the README reaches every page. */
class DocumentationTest {

  private static final Path README = Path.of("README.md");
  private static final int ONE_PAGE = 120;
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

  static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>(List.of(README, Path.of("SECURITY.md")));
    for (String root : List.of("docs", "oracles", "benchmarks", "docker", "notebooks-output")) {
      try (Stream<Path> files = Files.find(Path.of(root), 3, (f, a) -> isMarkdown(f))) {
        documents.addAll(files.sorted().toList());
      }
    }
    return documents;
  }

  private static boolean isMarkdown(Path file) {
    return file.toString().endsWith(".md");
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyLinkHasItsTarget(Path document) throws IOException {
    List<String> broken = new ArrayList<>();
    for (String link : links(document)) {
      String[] parts = link.split("#", 2);
      Path file = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]).normalize();
      boolean isFound =
          Files.exists(file)
              && (parts.length == 1 || !isMarkdown(file) || anchors(file).contains(parts[1]));
      if (!isFound) {
        broken.add(link);
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void theReadmeLinksToEveryPageOfTheDocumentation() throws IOException {
    List<Path> linked =
        links(README).stream().map(link -> Path.of(link.split("#")[0]).normalize()).toList();
    try (Stream<Path> pages = Files.list(Path.of("docs"))) {
      assertThat(linked).containsAll(pages.filter(DocumentationTest::isMarkdown).toList());
    }
  }

  @Test
  void theReadmeIsOnePage() throws IOException {
    assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(ONE_PAGE);
  }

  /** Links to files of the repository. */
  private static List<String> links(Path document) throws IOException {
    String text = Files.readString(document).replaceAll("(?ms)^```.*?^```", "");
    return LINK.matcher(text).results().map(m -> m.group(1)).filter(l -> !isWeb(l)).toList();
  }

  private static boolean isWeb(String link) {
    return link.matches("(https?|mailto):.*");
  }

  /** Names of the headings as GitHub makes them. */
  private static List<String> anchors(Path document) throws IOException {
    List<String> anchors = new ArrayList<>();
    Matcher headings = HEADING.matcher(Files.readString(document));
    while (headings.find()) {
      anchors.add(
          headings
              .group(1)
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N} _-]", "")
              .replace(' ', '-'));
    }
    return anchors;
  }
}
