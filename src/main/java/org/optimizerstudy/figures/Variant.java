package org.optimizerstudy.figures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.optimizerstudy.experiment.Keyed;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Setting;
import org.optimizerstudy.experiment.Trial;

/**
 * What the trials of a chart share.
 *
 * @param network empty if they differ in it, or if all charts of the kind share it
 * @param reading empty for a network without convolutions
 * @param semantics the update rules; empty if they differ in it
 * @param setting what the paper does not vary
 */
public record Variant(
    Optional<NetworkKind> network,
    Optional<Reading> reading,
    Optional<Semantics> semantics,
    Setting setting)
    implements Comparable<Variant> {

  private static final Comparator<Variant> ORDER =
      Comparator.comparing(Variant::setting)
          .thenComparing(variant -> ordinal(variant.network()))
          .thenComparing(variant -> ordinal(variant.reading()))
          .thenComparing(variant -> ordinal(variant.semantics()));

  /** All that a trial has of it. */
  public static Variant of(Trial trial) {
    return new Variant(
        Optional.of(trial.network()),
        trial.reading(),
        Optional.of(trial.semantics()),
        trial.setting());
  }

  /** As in names of files: {@code small-cnn.strided.tensorflow.epochs3}. */
  public String key() {
    List<String> parts = new ArrayList<>();
    network.map(Keyed::key).ifPresent(parts::add);
    reading.map(Keyed::key).ifPresent(parts::add);
    semantics.map(Keyed::key).ifPresent(parts::add);
    if (!setting.isDefault()) {
      parts.add(setting.key());
    }
    return String.join(".", parts);
  }

  /** In words. */
  public String label() {
    List<String> parts = new ArrayList<>();
    network.map(Names::of).ifPresent(parts::add);
    semantics.map(Names::of).ifPresent(parts::add);
    reading.map(Names::of).ifPresent(parts::add);
    if (!setting.isDefault()) {
      parts.add(setting.label());
    }
    String label = String.join(", ", parts);
    return label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1);
  }

  @Override
  public int compareTo(Variant other) {
    return ORDER.compare(this, other);
  }

  private static <E extends Enum<E>> int ordinal(Optional<E> value) {
    return value.map(Enum::ordinal).orElse(-1);
  }
}
