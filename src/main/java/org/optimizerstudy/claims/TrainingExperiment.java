package org.optimizerstudy.claims;

import java.util.Optional;
import org.optimizerstudy.experiment.Reading;

/** The experiments of {@code ./study run} that train the trials of a claim. */
enum TrainingExperiment {
  /** Six optimizers on both CNNs at learning rate 0.001. */
  FIGURE_2("figure2", "pooled"),
  /** Six optimizers at five learning rates on the small CNN. */
  FIGURE_3("figure3", "pooled-figure3"),
  /** Adam only, at those learning rates. */
  ADAM_BY_RATE("figure3", "pooled"),
  /** Six optimizers on the deep network at learning rate 0.001. */
  DEEP_MLP("deep-mlp", "deep-mlp"),
  /** The same at five learning rates. */
  DEEP_MLP_RATES("deep-mlp-rates", "deep-mlp-rates"),
  /** Learning rates above those of figure 3; strided reading only. */
  TUNED("tuned", "tuned"),
  /** Gradient descent with all training examples in one batch; strided reading only. */
  FULL_BATCH("full-batch", "full-batch");

  private final String strided;
  private final String pooled;

  TrainingExperiment(String strided, String pooled) {
    this.strided = strided;
    this.pooled = pooled;
  }

  String name(Optional<Reading> reading) {
    return reading.filter(Reading.POOLED::equals).isPresent() ? pooled : strided;
  }
}
