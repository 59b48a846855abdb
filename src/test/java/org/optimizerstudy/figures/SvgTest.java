package org.optimizerstudy.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.figures.Chart.Axis;
import org.optimizerstudy.figures.Chart.Form;
import org.optimizerstudy.figures.Series.Point;
import org.optimizerstudy.statistics.Interval;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class SvgTest {

  private static Chart chart(String title) {
    return new Chart(
        title,
        "<b>&\"'",
        new Form(Axis.EPOCH, Optional.empty(), Dimension.OPTIMIZER),
        Quantity.TRAINING_LOSS,
        List.of(series(OptimizerKind.ADAM, 1, 0.1), series(OptimizerKind.MOMENTUM, 2, 0)));
  }

  private static Series series(OptimizerKind optimizer, double... losses) {
    List<Point> points = new ArrayList<>();
    for (double loss : losses) {
      points.add(new Point(points.size() + 1, List.of(1L), List.of(loss), Interval.exact(loss)));
    }
    return new Series(NetworkKind.DEEP_MLP, optimizer, Semantics.DL4J, points);
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<Element> groups(Document document, String style) {
    NodeList groups = document.getElementsByTagName("g");
    List<Element> found = new ArrayList<>();
    for (int i = 0; i < groups.getLength(); i++) {
      Element group = (Element) groups.item(i);
      if (List.of(group.getAttribute("class").split(" ")).contains(style)) {
        found.add(group);
      }
    }
    return found;
  }

  @Test
  void everyFormIsXmlWhateverTheWords() throws Exception {
    Chart chart = chart("</title><script>");

    for (String svg : List.of(Svg.file(chart), Svg.wide(chart), Svg.narrow(chart))) {
      Document document = parsed(svg);
      assertThat(document.getElementsByTagName("script").getLength()).isZero();
      assertThat(groups(document, "line")).hasSize(2);
    }
    assertThat(parsed(Svg.file(chart)).getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("</title><script>. <b>&\"'");
  }

  @Test
  void linesHaveTheirColourAndNamesAtTheirEnds() throws Exception {
    Document document = parsed(Svg.file(chart("Loss")));

    assertThat(groups(document, "line"))
        .extracting(group -> group.getAttribute("stroke"))
        .containsExactly("#0072b2", "#56b4e9");
    assertThat(document.getDocumentElement().getTextContent())
        .contains("Adam", "Momentum", "Training loss (cross entropy, nats)", "Epoch");
  }

  /** A loss of zero has no logarithm; it is drawn at the end of the axis. */
  @Test
  void aLossOfZeroIsDrawn() {
    assertThat(Svg.file(chart("Loss"))).doesNotContain("NaN", "Infinity");
  }

  @Test
  void aChartWithoutEpochsSaysSo() throws Exception {
    Chart empty =
        new Chart(
            "Loss",
            "",
            new Form(Axis.EPOCH, Optional.empty(), Dimension.OPTIMIZER),
            Quantity.TRAINING_LOSS,
            List.of());

    assertThat(parsed(Svg.wide(empty)).getDocumentElement().getTextContent())
        .contains("No epoch is recorded yet.");
  }
}
