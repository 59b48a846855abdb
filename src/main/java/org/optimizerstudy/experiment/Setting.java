package org.optimizerstudy.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the paper does not vary: its data and its 100 epochs, and the batch size and initialisation
 * that it does not state. Trials are compared within a setting only.
 *
 * @param dataset name of the data set
 * @param batch examples a step
 * @param epochs passes over the training examples
 * @param initialisation of weights and biases
 */
public record Setting(String dataset, int batch, int epochs, Initialisation initialisation)
    implements Comparable<Setting> {

  /** The study's own. */
  private static final Setting DEFAULT =
      new Setting(
          Trial.MNIST, Trial.DEFAULT_BATCH, Trial.DEFAULT_EPOCHS, Trial.DEFAULT_INITIALISATION);

  private static final Comparator<Setting> ORDER =
      Comparator.comparing((Setting setting) -> !setting.isDefault())
          .thenComparing(Setting::dataset)
          .thenComparing(Setting::batch)
          .thenComparing(Setting::epochs)
          .thenComparing(Setting::initialisation);

  /** Whether it is the study's own: MNIST, batch 100, 100 epochs, Xavier. */
  public boolean isDefault() {
    return equals(DEFAULT);
  }

  /** Whether it is the study's own but for the number of epochs, which may be any. */
  public boolean isDefaultButForEpochs() {
    return equals(new Setting(DEFAULT.dataset, DEFAULT.batch, epochs, DEFAULT.initialisation));
  }

  /** What is not default, as in trial ids: empty, or for example {@code batch50.epochs3}. */
  public String key() {
    return String.join(".", deviations("batch" + batch, "epochs" + epochs));
  }

  /** What is not default, in words: empty, or for example {@code batch 50, 3 epochs}. */
  public String label() {
    return String.join(
        ", ", deviations("batch " + batch, epochs + (epochs == 1 ? " epoch" : " epochs")));
  }

  private List<String> deviations(String ofBatch, String ofEpochs) {
    List<String> deviations = new ArrayList<>();
    if (batch != DEFAULT.batch) {
      deviations.add(ofBatch);
    }
    if (epochs != DEFAULT.epochs) {
      deviations.add(ofEpochs);
    }
    if (initialisation != DEFAULT.initialisation) {
      deviations.add(initialisation.key());
    }
    if (!dataset.equals(DEFAULT.dataset)) {
      deviations.add(dataset);
    }
    return deviations;
  }

  /** The study's own first. */
  @Override
  public int compareTo(Setting other) {
    return ORDER.compare(this, other);
  }
}
