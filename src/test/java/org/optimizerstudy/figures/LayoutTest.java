package org.optimizerstudy.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.optimizerstudy.figures.Drawing.Shape;
import org.optimizerstudy.figures.Drawing.Text;
import org.optimizerstudy.results.ResultsDirectory;

class LayoutTest {

  private static final double TOLERANCE = 1;

  /** Where a text is. */
  private record Extent(String words, double left, double top, double right, double bottom) {

    static Extent of(Text text) {
      double width = text.style().width(text.words());
      double left =
          switch (text.anchor()) {
            case START -> text.at().x();
            case MIDDLE -> text.at().x() - width / 2;
            case END -> text.at().x() - width;
          };
      double y = text.at().y();
      return new Extent(text.words(), left, y - 0.75 * text.style().size(), left + width, y);
    }

    boolean meets(Extent other) {
      return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
  }

  private static List<Drawing> drawings() throws IOException {
    List<Drawing> drawings = new ArrayList<>();
    for (Figure figure :
        Figures.of(ResultsDirectory.at(Path.of("notebooks-output")).read().histories())) {
      drawings.add(Layout.of(figure.chart(), Layout.WIDE, true));
      drawings.add(Layout.of(figure.chart(), Layout.WIDE, false));
      drawings.add(Layout.of(figure.chart(), Layout.NARROW, false));
    }
    return drawings;
  }

  @Test
  void noWordIsCutOffOrWrittenOverAnother() throws IOException {
    List<Drawing> drawings = drawings();

    assertThat(drawings).hasSizeGreaterThan(60);
    for (Drawing drawing : drawings) {
      List<Extent> words =
          drawing.shapes().stream()
              .filter(Text.class::isInstance)
              .map(shape -> Extent.of((Text) shape))
              .toList();
      for (int i = 0; i < words.size(); i++) {
        Extent one = words.get(i);
        assertThat(one.left()).as(one.words()).isGreaterThanOrEqualTo(0);
        assertThat(one.right()).as(one.words()).isLessThanOrEqualTo(drawing.width());
        assertThat(one.bottom()).as(one.words()).isLessThanOrEqualTo(drawing.height());
        for (Extent other : words.subList(i + 1, words.size())) {
          assertThat(one.meets(other)).as("%s over %s", one, other).isFalse();
        }
      }
    }
  }

  @Test
  void nothingIsDrawnOutside() throws IOException {
    for (Drawing drawing : drawings()) {
      for (Shape shape : drawing.shapes()) {
        if (shape instanceof Drawing.Path path) {
          for (Position point : path.points()) {
            assertThat(point.x()).isBetween(-TOLERANCE, drawing.width() + TOLERANCE);
            assertThat(point.y()).isBetween(-TOLERANCE, drawing.height() + TOLERANCE);
          }
        }
      }
    }
  }

  /** The table of widths against the font that it is of. */
  @Test
  void lettersAreAsWideAsThoseOfDejaVuSans() {
    assumeTrue(Fonts.missing().isEmpty(), "No fonts are installed");
    Font font = new Font("DejaVu Sans", Font.PLAIN, Style.LABEL.size());
    assumeTrue(font.getFamily().equals("DejaVu Sans"), "DejaVu Sans is not installed");
    FontRenderContext exact = new FontRenderContext(null, true, true);

    StringBuilder all = new StringBuilder();
    for (char letter = ' '; letter <= '~'; letter++) {
      all.append(letter);
      assertThat(Style.LABEL.width(String.valueOf(letter)))
          .as("%s", letter)
          .isCloseTo(
              font.createGlyphVector(exact, String.valueOf(letter)).getLogicalBounds().getWidth(),
              within(0.02));
    }
    Font bold = new Font("DejaVu Sans", Font.BOLD, Style.TITLE.size());
    String title = "Figure 2. Test accuracy by optimizer and network";
    assertThat(Style.TITLE.width(title))
        .isGreaterThanOrEqualTo(bold.createGlyphVector(exact, title).getLogicalBounds().getWidth());
  }
}
