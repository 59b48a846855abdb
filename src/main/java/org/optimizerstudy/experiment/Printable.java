package org.optimizerstudy.experiment;

import java.util.Locale;

/**
 * Escapes text of files and arguments for a terminal: control characters, and characters that
 * reorder or break a line, are written as {@code \}{@code uXXXX}.
 */
public final class Printable {

  private Printable() {}

  /** The text as one line, with line breaks and tabs escaped as well. */
  public static String line(String text) {
    return escape(text, false);
  }

  /** The text with all such characters escaped except line breaks and tabs. */
  public static String lines(String text) {
    return escape(text, true);
  }

  /** Whether {@link #line} returns the text unchanged. */
  public static boolean isLine(String text) {
    return text.codePoints().noneMatch(Printable::isCommand);
  }

  private static String escape(String text, boolean breaks) {
    if (text.chars().allMatch(c -> c >= ' ' && c < 0x7f || breaks && c == '\n')) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (isCommand(c) && !(breaks && (c == '\n' || c == '\r' || c == '\t'))) {
                safe.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                safe.appendCodePoint(c);
              }
            });
    return safe.toString();
  }

  private static boolean isCommand(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
