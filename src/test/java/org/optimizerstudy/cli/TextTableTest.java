package org.optimizerstudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TextTableTest {

  private static String print(int columns) {
    TextTable table = new TextTable("trial", "accuracy", "status");
    table.add("adam", "0.9811", "COMPLETED");
    table.add("gradient-descent", "-", "DIVERGED");
    assertThat(table.width()).isEqualTo(37);
    StringWriter text = new StringWriter();
    table.print(new PrintWriter(text), columns);
    return text.toString().replace(System.lineSeparator(), "\n");
  }

  @Test
  void alignsTheFirstColumnLeftAndTheRestRight() {
    assertThat(print(37))
        .isEqualTo(
            """
            trial             accuracy     status
            adam                0.9811  COMPLETED
            gradient-descent         -   DIVERGED
            """);
  }

  @Test
  void givesTheFirstCellALineOfItsOwnWhereColumnsAreFewer() {
    assertThat(print(36))
        .isEqualTo(
            """
            trial
              accuracy     status
            adam
                0.9811  COMPLETED
            gradient-descent
                     -   DIVERGED
            """);
  }
}
