package org.optimizerstudy.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.publishing.Asset;

class PaletteTest {

  @Test
  void everyOptimizerHasItsOwnLook() {
    Set<List<Object>> looks = new HashSet<>();
    for (OptimizerKind optimizer : OptimizerKind.values()) {
      looks.add(List.of(Palette.colour(optimizer), Palette.marker(optimizer)));
      assertThat(Palette.band(optimizer).getRGB() & 0xffffff)
          .isEqualTo(Palette.colour(optimizer).getRGB() & 0xffffff);
    }
    assertThat(looks).hasSameSizeAs(OptimizerKind.values());
  }

  /** The published figures are drawn so. */
  @Test
  void thePapersOptimizersKeepTheirs() {
    assertThat(Palette.colour(OptimizerKind.GRADIENT_DESCENT)).isEqualTo(Color.BLACK);
    assertThat(Palette.colour(OptimizerKind.ADAM)).isEqualTo(new Color(0x0072b2));
    assertThat(Palette.marker(OptimizerKind.ADAM)).isEqualTo(SeriesMarkers.CIRCLE);
  }

  @Test
  void pagesHaveTheLookOfEveryOptimizer() {
    String style = Asset.of(Asset.STYLE).content();
    String script = Asset.of(Asset.CHART).content();

    assertThat(style + script).doesNotContainPattern("@[A-Z_]+@");
    for (OptimizerKind optimizer : OptimizerKind.values()) {
      String key = optimizer.key();
      assertThat(style)
          .contains(
              "--%s: #%06x;".formatted(key, Palette.colour(optimizer).getRGB() & 0xffffff),
              ".%s { --c: var(--%s); }".formatted(key, key));
      Matcher mark = Pattern.compile("\\b\"?" + key + "\"?: \"M[^\"]+\",\n").matcher(script);
      assertThat(mark.results()).as(key).hasSize(1);
    }
  }
}
