package org.optimizerstudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BarTest {

  private static Bar bar(String name) {
    return new Bar(
        name, 2, 100, 0.0149, Optional.of(0.97123), 26_000, Optional.of(Duration.ofSeconds(3729)));
  }

  /** What there is no room for goes, the name and the epochs last. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "120 | adam lr0.001 [--------------------] epoch 2/100, test accuracy 97.12%, 26,000 images/s, 1:02:09 left",
        "80 | adam lr0.001 epoch 2/100, test accuracy 97.12%, 26,000 images/s, 1:02:09 left",
        "79 | adam lr0.001 epoch 2/100, test accuracy 97.12%, 26,000 images/s, 1:02:09 left",
        "70 | adam lr0.001 epoch 2/100, test accuracy 97.12%, 1:02:09 left",
        "50 | adam lr0.001 epoch 2/100, test accuracy 97.12%",
        "40 | adam lr0.001 2/100 97.12%",
        "26 | adam lr0.001 2/100 97.12%",
        "25 | adam..0.001 2/100 97.12%",
        "22 | ada..001 2/100 97.12%",
        "21 | adam lr0.001 2/100",
        "18 | adam..0.001 2/100",
        "15 | ada..001 2/100",
        "14 | 2/100",
        "4 | 2/1",
        "1 | 2",
      })
  void saysLessOnANarrowTerminal(int columns, String line) {
    assertThat(bar("adam lr0.001").fit(columns)).isEqualTo(line);
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 60, 80, 120})
  void tellsTheWorkersApart(int columns) {
    String momentum = bar("small-cnn momentum tensorflow lr0.0001").fit(columns);
    String rmsprop = bar("small-cnn rmsprop tensorflow lr0.0001").fit(columns);
    String otherRate = bar("small-cnn momentum tensorflow lr0.0005").fit(columns);

    assertThat(momentum).isNotEqualTo(rmsprop).isNotEqualTo(otherRate).contains("2/100", "97.12%");
  }

  @Test
  void isAlwaysShorterThanTheTerminal() {
    for (int columns = 2; columns < 200; columns++) {
      assertThat(bar("medium-cnn gradient-descent tensorflow lr0.0001").fit(columns))
          .hasSizeLessThan(columns);
    }
  }

  @Test
  void hasNoAccuracyBeforeTheFirstEpochIsDone() {
    Bar first = new Bar("adam", 1, 3, 0.5 / 3, Optional.empty(), 0, Optional.empty());

    assertThat(first.fit(80)).isEqualTo("adam [###-----------------] epoch 1/3, 0 images/s");
  }
}
