package org.optimizerstudy.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.learning.config.IUpdater;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;

class RuleDescriptionTest {

  @Test
  void theTableOfTheReadmeSaysTheSame() throws IOException {
    String readme = Files.readString(Path.of("README.md"));

    for (OptimizerKind optimizer : OptimizerKind.values()) {
      for (Semantics semantics : Semantics.values()) {
        RuleDescription rule = RuleDescription.of(optimizer, semantics);
        assertThat(readme)
            .contains(
                "| %s | %s | `%s` | %s | %s | %s |"
                    .formatted(
                        optimizer.key(),
                        semantics.key(),
                        rule.rule(),
                        rule.constants(),
                        rule.start(),
                        rule.source()));
      }
    }
  }

  @Test
  void threeOptimizersHaveOneRuleUnderSeveralNames() {
    assertThat(RuleDescription.sameRules(OptimizerKind.GRADIENT_DESCENT, Semantics.PAPER))
        .containsExactly(Semantics.values());
    assertThat(RuleDescription.sameRules(OptimizerKind.MOMENTUM, Semantics.PAPER))
        .containsExactly(Semantics.TENSORFLOW, Semantics.PAPER);
    assertThat(RuleDescription.sameRules(OptimizerKind.MOMENTUM, Semantics.DL4J))
        .containsExactly(Semantics.DL4J);
    assertThat(RuleDescription.sameRules(OptimizerKind.ADAM, Semantics.TENSORFLOW))
        .containsExactly(Semantics.DL4J, Semantics.TENSORFLOW);
  }

  /**
   * The descriptions say that two rules are one exactly if their arithmetic does: over 200 steps on
   * gradients from 1e-4 to 10 the one drifts from the other by float rounding alone.
   */
  @Test
  void rulesAreOneExactlyIfTheirTracesAre() {
    for (OptimizerKind optimizer : OptimizerKind.values()) {
      for (Semantics a : Semantics.values()) {
        for (Semantics b : Semantics.values()) {
          boolean described =
              RuleDescription.of(optimizer, a).isSameRuleAs(RuleDescription.of(optimizer, b));
          assertThat(distance(optimizer, a, b) < 1e-4)
              .as("%s of %s and of %s", optimizer.key(), a.key(), b.key())
              .isEqualTo(described);
        }
      }
    }
  }

  /** The largest difference in moved parameters, as a share of the way that they moved. */
  private static double distance(OptimizerKind optimizer, Semantics a, Semantics b) {
    int length = 50;
    float[] start = new float[length];
    List<float[]> gradients = Gradients.mixed(200, length, 1);
    List<float[]> one = Trace.of(updater(optimizer, a), start, gradients);
    List<float[]> other = Trace.of(updater(optimizer, b), start, gradients);
    double largest = 0;
    for (int step = 0; step < one.size(); step++) {
      for (int i = 0; i < length; i++) {
        double moved = Math.abs(one.get(step)[i]);
        double apart = Math.abs(one.get(step)[i] - other.get(step)[i]);
        largest = Math.max(largest, apart / (moved + 1e-3));
      }
    }
    return largest;
  }

  private static IUpdater updater(OptimizerKind optimizer, Semantics semantics) {
    return Optimizers.updater(
        optimizer,
        semantics,
        optimizer.hasLearningRate(semantics) ? OptionalDouble.of(0.01) : OptionalDouble.empty());
  }

  @Test
  void constantsAreReadByTheirSymbols() {
    RuleDescription adam = RuleDescription.of(OptimizerKind.ADAM, Semantics.PAPER);
    assertThat(adam.constant("b1")).isEqualTo(0.9);
    assertThat(adam.constant("b2")).isEqualTo(0.999);
    assertThat(adam.constant("eps")).isEqualTo(1e-8);
    assertThatThrownBy(() -> adam.constant("rho")).hasMessageContaining("found rho");
  }
}
