package org.optimizerstudy.claims;

import java.util.Optional;
import org.optimizerstudy.experiment.Reading;

/** Where the trials of a claim come from: the experiments that {@code ./study run} takes. */
enum PublishedGrid {
  /** Six optimizers on both CNNs at learning rate 0.001. */
  FIGURE_2("figure2", "pooled"),
  /** Six optimizers at five learning rates on the small CNN. */
  FIGURE_3("figure3", "pooled-figure3"),
  /** Adam alone at those learning rates. */
  ADAM_BY_RATE("figure3", "pooled"),
  /** Six optimizers on the deep network. */
  DEEP_MLP("deep-mlp", "deep-mlp");

  private final String strided;
  private final String pooled;

  PublishedGrid(String strided, String pooled) {
    this.strided = strided;
    this.pooled = pooled;
  }

  String experiment(Optional<Reading> reading) {
    return reading.filter(Reading.POOLED::equals).isPresent() ? pooled : strided;
  }
}
