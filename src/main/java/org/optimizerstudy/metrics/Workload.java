package org.optimizerstudy.metrics;

import java.util.Comparator;
import java.util.Optional;
import java.util.StringJoiner;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Setting;
import org.optimizerstudy.experiment.Trial;

/**
 * The values shared by trials that compare optimizers: all except optimizer, semantics, learning
 * rate and seed.
 *
 * @param network the network
 * @param reading interpretation of the paper's stride; empty for a network without convolutions
 * @param setting the values that the paper does not vary
 */
public record Workload(NetworkKind network, Optional<Reading> reading, Setting setting)
    implements Comparable<Workload> {

  private static final Comparator<Workload> ORDER =
      Comparator.comparing(Workload::network)
          .thenComparing(workload -> workload.reading().map(Reading::ordinal).orElse(-1))
          .thenComparing(Workload::setting);

  /** The workload of a trial. */
  public static Workload of(Trial trial) {
    return new Workload(trial.network(), trial.reading(), trial.setting());
  }

  /** The parts of trial ids that describe it, for example {@code small-cnn.strided.epochs3}. */
  public String key() {
    StringJoiner key = new StringJoiner(".");
    key.add(network.key());
    reading.ifPresent(r -> key.add(r.key()));
    if (!setting.isDefault()) {
      key.add(setting.key());
    }
    return key.toString();
  }

  @Override
  public int compareTo(Workload other) {
    return ORDER.compare(this, other);
  }
}
