package org.optimizerstudy.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of the terminal.
 *
 * @param columns number of characters per line
 * @param rows number of lines
 */
record TerminalSize(int columns, int rows) {

  private static final Pattern ROWS_AND_COLUMNS =
      Pattern.compile("([1-9]\\d{0,3}) ([1-9]\\d{0,3})");

  /** The number of rows if the terminal does not report it. */
  private static final int USUAL_ROWS = 24;

  /** The size for standard error, found by the launcher; empty if it is not a terminal. */
  static Optional<TerminalSize> ofStandardError() {
    return launched("study.columns");
  }

  /** The current size for standard output; empty if it is not a terminal. */
  static Optional<TerminalSize> ofStandardOutput() {
    Optional<TerminalSize> launched = launched("study.columns.out");
    return launched.isPresent() ? ask().or(() -> launched) : launched;
  }

  private static Optional<TerminalSize> launched(String property) {
    int columns = Integer.getInteger(property, 0);
    return columns > 0 ? Optional.of(new TerminalSize(columns, USUAL_ROWS)) : Optional.empty();
  }

  /** The current size from {@code stty}; empty if it is missing or does not report it. */
  static Optional<TerminalSize> ask() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer =
          new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      Matcher size = ROWS_AND_COLUMNS.matcher(answer);
      return size.matches()
          ? Optional.of(
              new TerminalSize(Integer.parseInt(size.group(2)), Integer.parseInt(size.group(1))))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // no stty or no controlling terminal
    }
  }
}
