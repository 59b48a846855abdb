package org.optimizerstudy.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OptimizerKindTest {

  @Test
  void thePaperComparesSixOptimizersUnderAllSemantics() {
    assertThat(PaperGrid.OPTIMIZERS).hasSize(6).doesNotHaveDuplicates();
    assertThat(PaperGrid.OPTIMIZERS)
        .allSatisfy(
            optimizer ->
                assertThat(optimizer.semantics()).containsExactlyElementsOf(PaperGrid.SEMANTICS));
  }

  @Test
  void namesAreUnique() {
    assertThat(Arrays.stream(OptimizerKind.values()).map(OptimizerKind::key))
        .doesNotHaveDuplicates()
        .allMatch(key -> key.matches("[a-z][a-z0-9-]*"));
    assertThat(Arrays.stream(OptimizerKind.values()).map(OptimizerKind::label))
        .doesNotHaveDuplicates();
  }

  /** A trial and a grid exist exactly where there is a rule; the refusal lists where it is. */
  @ParameterizedTest
  @EnumSource
  void trialsExistWhereARuleDoes(OptimizerKind optimizer) {
    for (Semantics semantics : Semantics.values()) {
      if (optimizer.hasRule(semantics)) {
        assertThatCode(() -> trial(optimizer, semantics)).doesNotThrowAnyException();
        assertThatCode(() -> grid(optimizer, semantics)).doesNotThrowAnyException();
        assertThat(optimizer.semantics()).contains(semantics);
      } else {
        String refusal =
            "semantics: must be %s for %s, found %s"
                .formatted(
                    String.join(" or ", optimizer.semantics().stream().map(Keyed::key).toList()),
                    optimizer.key(),
                    semantics.key());
        assertThatExceptionOfType(InvalidInputException.class)
            .isThrownBy(() -> trial(optimizer, semantics))
            .withMessage(refusal);
        assertThatExceptionOfType(InvalidInputException.class)
            .isThrownBy(() -> grid(optimizer, semantics))
            .withMessage(refusal);
        assertThatExceptionOfType(InvalidInputException.class)
            .isThrownBy(() -> optimizer.hasLearningRate(semantics))
            .withMessage(refusal);
      }
    }
  }

  private static Trial trial(OptimizerKind optimizer, Semantics semantics) {
    boolean rated = optimizer.hasRule(semantics) && optimizer.hasLearningRate(semantics);
    return new Trial(
        Trial.MNIST,
        NetworkKind.DEEP_MLP,
        Optional.empty(),
        optimizer,
        semantics,
        rated ? OptionalDouble.of(0.001) : OptionalDouble.empty(),
        1,
        Trial.DEFAULT_BATCH,
        Trial.DEFAULT_EPOCHS,
        Trial.DEFAULT_INITIALISATION);
  }

  private static Grid grid(OptimizerKind optimizer, Semantics semantics) {
    return Grid.standard()
        .with(Factor.NETWORK, List.of(NetworkKind.DEEP_MLP))
        .with(Factor.OPTIMIZER, List.of(optimizer))
        .with(Factor.SEMANTICS, List.of(semantics))
        .checked();
  }
}
