package org.optimizerstudy.publishing;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Parts of a text in Markdown. */
final class Markdown {

  private Markdown() {}

  /** Text that Markdown takes as it is. */
  static String escaped(String plain) {
    return plain.replaceAll("([\\\\|*_<>`\\[\\]])", "\\\\$1");
  }

  /** A list of plain texts; {@code None.} if there are none. */
  static String list(Stream<String> items) {
    String list = items.map(item -> "- " + escaped(item)).collect(Collectors.joining("\n"));
    return list.isEmpty() ? "None." : list;
  }

  /** A table of plain texts. */
  static String table(List<String> titles, List<List<String>> rows) {
    StringJoiner table = new StringJoiner("\n");
    table.add(row(titles));
    table.add("|" + "---|".repeat(titles.size()));
    rows.forEach(row -> table.add(row(row)));
    return table.toString();
  }

  private static String row(List<String> cells) {
    return cells.stream().map(Markdown::escaped).collect(Collectors.joining(" | ", "| ", " |"));
  }

  /** An image that lies beside the text. */
  static String image(String alternative, String file) {
    return String.format(Locale.ROOT, "![%s](%s)", escaped(alternative), file);
  }
}
