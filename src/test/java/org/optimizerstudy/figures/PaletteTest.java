package org.optimizerstudy.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.optimizerstudy.experiment.Keyed;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.publishing.Asset;

class PaletteTest {

  private static final List<Keyed[]> SETS =
      List.of(OptimizerKind.values(), NetworkKind.values(), Semantics.values());

  @Test
  void noTwoOfASetLookAlike() {
    for (Keyed[] set : SETS) {
      Set<Object> colours = new HashSet<>();
      Set<Object> marks = new HashSet<>();
      for (Keyed value : set) {
        colours.add(Palette.of(value).colour());
        marks.add(List.of(Palette.of(value).mark(), Palette.of(value).colour()));
      }
      assertThat(colours).hasSameSizeAs(set);
      assertThat(marks).hasSameSizeAs(set);
    }
  }

  /** The published figures are drawn so. */
  @Test
  void thePapersOptimizersKeepTheirs() {
    assertThat(Palette.of(OptimizerKind.GRADIENT_DESCENT).colour()).isZero();
    assertThat(Palette.of(OptimizerKind.ADAM).colour()).isEqualTo(0x0072b2);
    assertThat(Palette.of(OptimizerKind.ADAM).mark()).isEqualTo(Mark.CIRCLE);
  }

  @Test
  void theLiveViewHasEveryColour() {
    String style = Asset.of(Asset.STYLE, "/live/live.css").content();

    assertThat(style).doesNotContainPattern("@[A-Z_]+@");
    for (Keyed[] set : SETS) {
      for (Keyed value : set) {
        assertThat(style).contains(looks(value));
      }
    }
  }

  /** So that a report's bytes do not change when an optimizer is added. */
  @Test
  void reportsHaveTheColoursOfWhatThePaperCompares() {
    String style = Asset.of(Asset.STYLE).content();

    assertThat(style).doesNotContainPattern("@[A-Z_]+@");
    PaperGrid.OPTIMIZERS.forEach(value -> assertThat(style).contains(looks(value)));
    PaperGrid.SEMANTICS.forEach(value -> assertThat(style).contains(looks(value)));
    assertThat(style).doesNotContain(looks(OptimizerKind.NADAM));
  }

  private static String[] looks(Keyed value) {
    return new String[] {
      "--%s: #%06x;".formatted(value.key(), Palette.of(value).colour()),
      ".%1$s { --c: var(--%1$s); }".formatted(value.key())
    };
  }
}
