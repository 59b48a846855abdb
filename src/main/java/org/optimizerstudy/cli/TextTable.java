package org.optimizerstudy.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table as text. Columns are padded to their widest cell; the first is left-aligned and the
 * others are right-aligned.
 */
final class TextTable {

  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  TextTable(String... header) {
    rows.add(List.of(header));
  }

  void add(String... cells) {
    rows.add(List.of(cells));
  }

  /** The number of characters of the longest line. */
  int width() {
    return Arrays.stream(widths()).sum() + GAP.length() * (rows.get(0).size() - 1);
  }

  void print(PrintWriter out) {
    print(out, Integer.MAX_VALUE);
  }

  /** Prints the table; if it is wider than the columns, each first cell has its own line. */
  void print(PrintWriter out, int columns) {
    int[] widths = widths();
    boolean isStacked = width() > columns;
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(row.get(0));
      if (isStacked) {
        out.println(row.get(0));
        line.setLength(0);
      } else {
        line.append(" ".repeat(widths[0] - row.get(0).length()));
      }
      for (int i = 1; i < widths.length; i++) {
        line.append(GAP).append(" ".repeat(widths[i] - row.get(i).length())).append(row.get(i));
      }
      out.println(line.toString().stripTrailing());
    }
    out.flush();
  }

  private int[] widths() {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return widths;
  }
}
