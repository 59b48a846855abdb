package org.optimizerstudy.publishing;

import java.util.List;
import org.optimizerstudy.figures.Figure;
import org.optimizerstudy.figures.FigureKind;

/**
 * A figure of the page in all its variants; the page shows those of the switches.
 *
 * @param number in the paper, or after its last
 * @param experiment trains its trials
 */
record FigureView(
    int number, String title, String subtitle, String experiment, List<VariantView> variants) {

  FigureView {
    variants = List.copyOf(variants);
  }

  /** The figure by one variant. */
  record VariantView(String name, String label, Scope scope, List<String> notes, ChartView chart) {}

  static FigureView of(FigureKind kind, List<Figure> figures) {
    return new FigureView(
        kind.number(),
        kind.title(),
        kind.subtitle(),
        kind.experiment(),
        figures.stream().filter(figure -> figure.kind() == kind).map(FigureView::variant).toList());
  }

  private static VariantView variant(Figure figure) {
    return new VariantView(
        figure.name(),
        figure.variant().label(),
        Scope.of(figure.variant()),
        figure.notes(),
        ChartView.of("table." + figure.name(), figure.chart()));
  }
}
