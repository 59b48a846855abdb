package org.optimizerstudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ScreenTest {

  private final StringWriter written = new StringWriter();
  private Optional<TerminalSize> size = Optional.of(new TerminalSize(20, 24));
  private final Screen screen = new Screen(new PrintWriter(written), size, () -> size);

  /** What a terminal of 20 columns shows of it. */
  private List<String> seen() {
    List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
    int row = 0;
    int column = 0;
    Matcher tokens =
        Pattern.compile("\u001b\\[(\\d*)([AJK])|\r|\n|[^\u001b\r\n]").matcher(written.toString());
    while (tokens.find()) {
      String token = tokens.group();
      if (token.equals("\r")) {
        column = 0;
      } else if (token.equals("\n")) {
        row++;
        column = 0;
        if (row == lines.size()) {
          lines.add(new StringBuilder());
        }
      } else if (tokens.group(2) == null) {
        StringBuilder line = lines.get(row);
        line.setLength(Math.max(line.length(), column + 1));
        line.setCharAt(column++, token.charAt(0));
      } else if (tokens.group(2).equals("A")) {
        row -= Integer.parseInt(tokens.group(1));
      } else {
        lines.get(row).setLength(Math.min(lines.get(row).length(), column));
        if (tokens.group(2).equals("J")) {
          lines.subList(row + 1, lines.size()).clear();
        }
      }
    }
    return lines.stream().map(StringBuilder::toString).filter(line -> !line.isEmpty()).toList();
  }

  @Test
  void linesAreReplacedByTheirNextState() {
    screen.show(List.of("adam epoch 10/12", "rmsprop 1/2"));
    screen.show(List.of("adam 1/2", "rmsprop 2/2"));

    assertThat(seen()).containsExactly("adam 1/2", "rmsprop 2/2");
  }

  @Test
  void whatIsSaidStaysAboveThem() {
    screen.say("begins");
    screen.show(List.of("adam 1/2", "rmsprop 1/2"));
    screen.say("adam: resuming");
    screen.show(List.of("adam 2/2", "rmsprop 1/2"));
    screen.say("study: SIGINT");
    screen.show(List.of("rmsprop 2/2"));
    screen.show(List.of());
    screen.say("ends");

    assertThat(seen()).containsExactly("begins", "adam: resuming", "study: SIGINT", "ends");
  }

  @Test
  void linesThatAreKeptAreNotReplaced() {
    screen.show(List.of("adam 1/2"));
    screen.keep();
    screen.show(List.of("rmsprop 1/2"));

    assertThat(seen()).containsExactly("adam 1/2", "rmsprop 1/2");
  }

  /** A terminal that is made narrower breaks the lines, so that they take more rows. */
  @Test
  void linesThatBreakAreReplacedWhole() {
    screen.show(List.of("adam epoch 10/12", "rmsprop 1/2"));
    size = Optional.of(new TerminalSize(8, 24));
    screen.resized();
    written.getBuffer().setLength(0);

    screen.show(List.of("1/2"));

    assertThat(written.toString()).startsWith("\r\u001b[4A1/2"); // 2 rows and 2 rows
    assertThat(screen.columns()).isEqualTo(8);
  }

  @Test
  void theLastKnownSizeStaysWhereTheTerminalDoesNotTell() {
    size = Optional.empty();
    screen.resized();

    assertThat(screen.columns()).isEqualTo(20);
  }

  @Test
  void noMoreLinesAreShownThanTheTerminalHolds() {
    size = Optional.of(new TerminalSize(20, 3));
    screen.resized();

    screen.show(List.of("a", "b", "c", "d"));
    screen.show(List.of("e", "f", "g", "h"));

    assertThat(seen()).containsExactly("e", "f");
  }

  @Test
  void whatIsNoTerminalGetsPlainLines() {
    Screen plain = new Screen(new PrintWriter(written), Optional.empty(), Optional::empty);

    plain.say("adam: epoch 1/2");

    assertThat(plain.isTerminal()).isFalse();
    assertThat(written.toString()).isEqualTo("adam: epoch 1/2" + System.lineSeparator());
  }
}
