package org.optimizerstudy.optimizer.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaTest {

  /** With a = 2, b = 3, c = 5. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a + b - c | 0",
        "a - b - c | -6",
        "-a + b | 1",
        "a b c | 30",
        "a (b + c) | 16",
        "(a + b) c | 25",
        "c - 2 a^2 b | -19",
        "a^(b - 1) | 4",
        "c / (a b) | 0.8333333333333334",
        "a / b * c | 3.3333333333333335",
        "a b / c / a | 0.6",
        "a b / c - a c / b | -2.1333333333333333",
        "sqrt(a + 7) c | 15",
        "abs(a - c) + sign(a - c) | 2",
        "max(a, b c) | 15",
        "1e-3 + 2.5 | 2.501",
      })
  void evaluatesWithTheUsualPrecedence(String expression, double expected) {
    Map<String, Double> values = values();

    Formula.of("x = " + expression).apply(values);

    assertThat(values.get("x")).isCloseTo(expected, within(1e-12));
  }

  @Test
  void assignsInOrder() {
    Map<String, Double> values = values();

    Formula formula = Formula.of("a += b", "x = a c", "c -= x");
    formula.apply(values);

    assertThat(values).isEqualTo(new HashMap<>(Map.of("a", 5.0, "b", 3.0, "c", -20.0, "x", 25.0)));
    assertThat(formula).hasToString("a += b; x = a c; c -= x");
    assertThat(formula.text()).isEqualTo(formula.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | a name, found \"\"",
        "a + b | =, += or -=, found \"+ b\"",
        "x = | a name, a number or (, found \"\"",
        "x = a + | a name, a number or (, found \"\"",
        "x = (a + b | ), found \"\"",
        "x = a b / c a | one factor after /, found \"a\"",
        "x = a b / c (a) | one factor after /, found \"(a)\"",
        "x = a ) b | an operator or the end, found \") b\"",
        "x = max(a) | \",\", found",
        "x = sqrt a | (, found \"a\"",
        "x = a; | a name, found \"\"",
        "x = a b ! c | an operator or the end, found \"! c\"",
        "x == a | =, += or -=, found \"== a\"",
      })
  void textOutsideTheGrammarIsRefused(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Formula.of(text))
        .withMessageContaining(message.replace("\",\"", ","));
  }

  @Test
  void aSymbolWithoutAValueIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Formula.of("x = a d").apply(values()))
        .withMessage("symbol without a value: d");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Formula.of("d += a").apply(values()))
        .withMessage("symbol without a value: d");
  }

  private static Map<String, Double> values() {
    return new HashMap<>(Map.of("a", 2.0, "b", 3.0, "c", 5.0));
  }
}
