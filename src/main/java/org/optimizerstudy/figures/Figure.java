package org.optimizerstudy.figures;

import java.util.List;
import java.util.Locale;

/**
 * A figure by one variant: the numbers that all its forms show.
 *
 * @param kind which figure
 * @param variant what its trials share
 * @param series in the order of networks, optimizers and rules
 * @param notes what a reader must know: trials that are missing or diverged, rules without learning
 *     rate
 */
public record Figure(FigureKind kind, Variant variant, List<Series> series, List<String> notes) {

  public Figure {
    series = List.copyOf(series);
    notes = List.copyOf(notes);
  }

  /** Name of its files without ending, and its anchor in the report. */
  public String name() {
    return "figure" + kind.number() + "." + variant.key();
  }

  /** What is drawn. */
  public Chart chart() {
    return new Chart(
        String.format(Locale.ROOT, "Figure %d. %s", kind.number(), kind.title()),
        variant.label() + ". " + kind.subtitle() + ".",
        kind.form(),
        kind.quantity(),
        series);
  }
}
