package org.optimizerstudy.report;

import java.util.Comparator;
import java.util.StringJoiner;
import org.optimizerstudy.experiment.Initialisation;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.experiment.TrialId;

/**
 * What trials must share to be compared at all: everything that the paper does not vary.
 *
 * @param dataset name of the data set
 * @param batch examples a step
 * @param epochs passes over the training examples
 * @param initialisation of weights and biases
 */
public record Setting(String dataset, int batch, int epochs, Initialisation initialisation)
    implements Comparable<Setting> {

  private static final Setting STUDY =
      new Setting(
          Trial.MNIST, Trial.DEFAULT_BATCH, Trial.DEFAULT_EPOCHS, Trial.DEFAULT_INITIALISATION);

  /** Of a trial. */
  public static Setting of(Trial trial) {
    return new Setting(trial.dataset(), trial.batch(), trial.epochs(), trial.initialisation());
  }

  /** Whether it is the study's own: 100 epochs, batch 100, Xavier, MNIST. */
  public boolean isDefault() {
    return equals(STUDY);
  }

  /** What is not default, as in trial ids: empty, or for example {@code batch50.epochs3}. */
  public String key() {
    return String.join(".", TrialId.deviations(batch, epochs, initialisation, dataset));
  }

  /** What is not default, in words: empty, or for example {@code batch 50, 3 epochs}. */
  public String label() {
    StringJoiner label = new StringJoiner(", ");
    if (batch != STUDY.batch) {
      label.add("batch " + batch);
    }
    if (epochs != STUDY.epochs) {
      label.add(epochs + (epochs == 1 ? " epoch" : " epochs"));
    }
    if (initialisation != STUDY.initialisation) {
      label.add(initialisation.key());
    }
    if (!dataset.equals(STUDY.dataset)) {
      label.add(dataset);
    }
    return label.toString();
  }

  /** The study's own first, then by key. */
  @Override
  public int compareTo(Setting other) {
    return Comparator.comparing((Setting setting) -> !setting.isDefault())
        .thenComparing(Setting::key)
        .compare(this, other);
  }
}
