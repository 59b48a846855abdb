package org.optimizerstudy.figures;

import org.optimizerstudy.experiment.Keyed;

/** What series of a chart can differ in. */
public enum Dimension {
  NETWORK {
    @Override
    Keyed of(Series series) {
      return series.network();
    }

    @Override
    public String label(Series series) {
      return Names.of(series.network());
    }
  },
  OPTIMIZER {
    @Override
    Keyed of(Series series) {
      return series.optimizer();
    }

    @Override
    public String label(Series series) {
      return Names.of(series.optimizer());
    }
  },
  SEMANTICS {
    @Override
    Keyed of(Series series) {
      return series.semantics();
    }

    @Override
    public String label(Series series) {
      return Names.of(series.semantics());
    }
  };

  /** A series' value. */
  abstract Keyed of(Series series);

  /** A series' value as readers call it. */
  public abstract String label(Series series);
}
