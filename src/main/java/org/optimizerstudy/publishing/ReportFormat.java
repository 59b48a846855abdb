package org.optimizerstudy.publishing;

import java.util.Locale;
import org.optimizerstudy.experiment.Keyed;

/** The forms in which a report is published. */
public enum ReportFormat implements Keyed {
  /** One self-contained page. */
  HTML,
  /** Figures as pixels. */
  PNG,
  /** Figures as vectors. */
  SVG,
  /** The tables that the figures are drawn from. */
  CSV,
  /** A Jupyter notebook. */
  NOTEBOOK,
  /** Verdicts and tables as text. */
  MARKDOWN;

  @Override
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
