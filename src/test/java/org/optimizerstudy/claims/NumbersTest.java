package org.optimizerstudy.claims;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {

  @Test
  void intervalsHaveSignsAndTheirLevel() {
    assertThat(Numbers.interval(new Interval(0.00321, -0.5, 1), "accuracy", 0.95))
        .isEqualTo("+0.0032 accuracy (95 % interval from -0.5000 to +1.0000)");
    assertThat(Numbers.interval(new Interval(1, 0, 2), "nats", 0.99583))
        .isEqualTo("+1.0000 nats (99.58 % interval from +0.0000 to +2.0000)");
  }

  @Test
  void zeroHasNoMinusSign() {
    assertThat(Numbers.interval(new Interval(-0.0, -0.00004, 0.00004), "tau", 0.9))
        .isEqualTo("+0.0000 tau (90 % interval from +0.0000 to +0.0000)");
  }
}
