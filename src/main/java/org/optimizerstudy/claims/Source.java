package org.optimizerstudy.claims;

import java.util.Optional;
import org.optimizerstudy.experiment.Reading;

/** Where the trials of a claim come from: the experiments that {@code ./study run} takes. */
enum Source {
  /** Six optimizers on both CNNs at learning rate 0.001. */
  FIGURE_2("figure2", "pooled"),
  /** Six optimizers at five learning rates on the small CNN. */
  FIGURE_3("figure3", "pooled-figure3"),
  /** Adam alone at those learning rates. */
  ADAM_BY_RATE("figure3", "pooled"),
  /** Six optimizers on the deep network at learning rate 0.001. */
  DEEP_MLP("deep-mlp", "deep-mlp"),
  /** The same at five learning rates. */
  DEEP_MLP_RATES("deep-mlp-rates", "deep-mlp-rates"),
  /** Learning rates above figure 3's; the strided reading alone. */
  TUNED("tuned", "tuned"),
  /** Gradient descent with all training examples in one batch; the strided reading alone. */
  FULL_BATCH("full-batch", "full-batch");

  private final String strided;
  private final String pooled;

  Source(String strided, String pooled) {
    this.strided = strided;
    this.pooled = pooled;
  }

  String experiment(Optional<Reading> reading) {
    return reading.filter(Reading.POOLED::equals).isPresent() ? pooled : strided;
  }
}
