package org.optimizerstudy.claims;

import java.util.Comparator;
import java.util.Optional;
import java.util.StringJoiner;
import org.optimizerstudy.experiment.Initialisation;
import org.optimizerstudy.experiment.Keyed;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.experiment.TrialId;

/**
 * What trials share that compare optimizers: all values but optimizer, semantics, learning rate and
 * seed.
 */
public record Setting(
    String dataset,
    NetworkKind network,
    Optional<Reading> reading,
    int batch,
    int epochs,
    Initialisation initialisation)
    implements Comparable<Setting> {

  private static final Comparator<Setting> ORDER =
      Comparator.comparing(Setting::dataset)
          .thenComparing(Setting::network)
          .thenComparing(setting -> setting.reading().map(Keyed::key).orElse(""))
          .thenComparing(Setting::batch)
          .thenComparing(Setting::epochs)
          .thenComparing(Setting::initialisation);

  /** The setting of a trial. */
  public static Setting of(Trial trial) {
    return new Setting(
        trial.dataset(),
        trial.network(),
        trial.reading(),
        trial.batch(),
        trial.epochs(),
        trial.initialisation());
  }

  /** Whether everything that the paper leaves open has its default, and the epochs are its 100. */
  public boolean isProtocol() {
    return isProtocolButForEpochs() && epochs == Trial.DEFAULT_EPOCHS;
  }

  boolean isProtocolButForEpochs() {
    return dataset.equals(Trial.MNIST)
        && batch == Trial.DEFAULT_BATCH
        && initialisation == Trial.DEFAULT_INITIALISATION;
  }

  /** The parts that trial ids have of it, for example {@code small-cnn.strided.epochs3}. */
  public String label() {
    StringJoiner label = new StringJoiner(".");
    label.add(network.key());
    reading.ifPresent(r -> label.add(r.key()));
    TrialId.deviations(batch, epochs, initialisation, dataset).forEach(label::add);
    return label.toString();
  }

  @Override
  public int compareTo(Setting other) {
    return ORDER.compare(this, other);
  }
}
