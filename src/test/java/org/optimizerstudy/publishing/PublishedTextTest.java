package org.optimizerstudy.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The texts with results are generated from templates in {@code src/text}, whose numbers are
 * expressions over the published records: <code>{{mean accuracy CELL}}</code>, see {@link
 * PublishedNumbers}. {@code mvn test -Dtest=PublishedTextTest -Dreadme=write} writes them.
 *
 * <p>An expression that ends with {@code is WORDS} must have that value, because the sentence
 * around it says so. One that starts with {@code require} is checked and not shown.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishedTextTest {

  private static final Pattern EXPRESSION = Pattern.compile("\\{\\{(.+?)\\}\\}");

  /** What looks like a result. */
  private static final Pattern RESULT =
      Pattern.compile(
          "\\d+(\\.\\d+)? (%|points|trials|epochs|seeds?|min\\b|h\\b)"
              + "|\\d\\d\\.\\d{2}|[-+]\\d+\\.\\d+");

  /** Numbers of the protocol, the registration and the paper. */
  private static final Set<String> NOT_RESULTS =
      Set.of("95 %", "90 %", "5 %", "98 %", "97 %", "0.2 points", "0.1 points", "100 epochs");

  private static final int WIDTH = 120;

  /** The mark of a list item. */
  private static final Pattern ITEM = Pattern.compile("^ *(- |\\d+\\. )");

  /** A word; code is one with its spaces. */
  private static final Pattern WORD = Pattern.compile("(`[^`]*`|\\S)+");

  private final PublishedNumbers numbers = new PublishedNumbers();

  PublishedTextTest() throws IOException {}

  /** A text and its template. */
  enum Text {
    README("README.md", "readme.md"),
    FINDINGS("docs/findings.md", "findings.md"),
    REPRODUCTION("docs/reproduction.md", "reproduction.md"),
    VERDICTS("docs/verdicts.md", "verdicts.md");

    private final Path file;
    private final Path template;

    Text(String file, String template) {
      this.file = Path.of(file);
      this.template = Path.of("src/text", template);
    }

    private String begin() {
      return "<!-- generated from src/text/" + template.getFileName() + " -->\n";
    }

    private String end() {
      return "<!-- end of generated text -->\n";
    }
  }

  @ParameterizedTest
  @EnumSource
  void textsHaveThePublishedNumbers(Text text) throws IOException {
    String file = Files.readString(text.file);
    assertThat(file).containsOnlyOnce(text.begin()).containsOnlyOnce(text.end());
    int begin = file.indexOf(text.begin()) + text.begin().length();
    int end = file.indexOf(text.end());
    String filled = wrapped(filled(Files.readString(text.template)));
    if ("write".equals(System.getProperty("readme"))) {
      Files.writeString(text.file, file.substring(0, begin) + filled + file.substring(end));
    } else {
      assertThat(file.substring(begin, end)).isEqualTo(filled);
    }
  }

  private String filled(String template) throws IOException {
    SoftAssertions pinned = new SoftAssertions();
    StringBuilder text = new StringBuilder();
    Matcher expressions = EXPRESSION.matcher(template);
    while (expressions.find()) {
      String expression = expressions.group(1);
      List<String> parts = List.of(expression.replaceFirst("^require ", "").split(" is ", 2));
      String value = numbers.value(parts.get(0));
      if (parts.size() == 2) {
        pinned.assertThat(value).as(parts.get(0)).isEqualTo(parts.get(1));
      }
      boolean shown = !expression.startsWith("require ");
      expressions.appendReplacement(text, shown ? Matcher.quoteReplacement(value) : "");
    }
    expressions.appendTail(text);
    pinned.assertAll();
    return text.toString();
  }

  /**
   * Paragraphs and list items with lines of at most {@value #WIDTH} characters where they can be.
   */
  private static String wrapped(String markdown) {
    StringBuilder text = new StringBuilder();
    StringBuilder item = new StringBuilder();
    for (String line : markdown.split("\n", -1)) {
      boolean isPlain = !line.isBlank() && !line.matches("[|#<!].*");
      if (!isPlain || ITEM.matcher(line).find()) {
        text.append(wrappedItem(item.toString()));
        item.setLength(0);
      }
      if (isPlain) {
        item.append(item.isEmpty() ? line : " " + line.strip());
      } else {
        text.append(line).append('\n');
      }
    }
    return text.append(wrappedItem(item.toString())).toString().strip() + "\n";
  }

  private static String wrappedItem(String item) {
    if (item.isEmpty()) {
      return "";
    }
    Matcher marker = ITEM.matcher(item);
    int indent = marker.find() ? marker.end() : item.length() - item.stripLeading().length();
    StringBuilder text = new StringBuilder(item.substring(0, indent));
    int column = indent;
    Matcher words = WORD.matcher(item.substring(indent));
    while (words.find()) {
      String word = words.group();
      if (column > indent && column + 1 + word.length() > WIDTH) {
        text.append('\n').append(" ".repeat(indent));
        column = indent;
      } else if (column > indent) {
        text.append(' ');
        column++;
      }
      text.append(word);
      column += word.length();
    }
    return text.append('\n').toString();
  }

  @ParameterizedTest
  @EnumSource
  void resultsAreExpressions(Text text) throws IOException {
    String plain =
        EXPRESSION
            .matcher(Files.readString(text.template).replace("\n", " "))
            .replaceAll("")
            .replaceAll("`[^`]*`", "");
    assertThat(RESULT.matcher(plain).results().map(r -> r.group()).toList())
        .allSatisfy(number -> assertThat(NOT_RESULTS).contains(number));
  }

  @Test
  void aValueOtherThanTheSentenceSaysIsAnError() throws IOException {
    assertThat(filled("{{require verdict C11 dl4j is reproduced}}ok")).isEqualTo("ok");
    assertThatThrownBy(() -> filled("{{verdict C11 dl4j is contradicted}}"))
        .hasMessageContaining("verdict C11 dl4j");
  }
}
