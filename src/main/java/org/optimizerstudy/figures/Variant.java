package org.optimizerstudy.figures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.FactorValues;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;

/**
 * What the trials of a chart share.
 *
 * @param values of network, reading and semantics, where they share them, and what deviates from
 *     the study's own setting
 */
public record Variant(FactorValues values) implements Comparable<Variant> {

  private static final Comparator<Variant> ORDER =
      Comparator.comparing(Variant::setting).thenComparing(Variant::values);

  /** All that a trial has of it. */
  public static Variant of(Trial trial) {
    return new Variant(
        trial
            .values()
            .without(Factor.OPTIMIZER, Factor.LEARNING_RATE, Factor.SEED)
            .withoutStandard());
  }

  /** The same for trials that differ in a factor, or with one that needs no mention. */
  Variant without(Factor<?> factor) {
    return new Variant(values.without(factor));
  }

  /** Empty if they differ in it, or if all charts of the kind share it. */
  public Optional<NetworkKind> network() {
    return values.find(Factor.NETWORK);
  }

  /** Empty for a network without convolutions. */
  public Optional<Reading> reading() {
    return values.find(Factor.READING);
  }

  /** Whose update rules; empty if they differ in it. */
  public Optional<Semantics> semantics() {
    return values.find(Factor.SEMANTICS);
  }

  /** What deviates from the study's own setting. */
  public FactorValues setting() {
    return values.only(Factor.SETTING);
  }

  /** Passes over the training examples. */
  public int epochs() {
    return values.get(Factor.EPOCHS);
  }

  /** The key in names of files: {@code small-cnn.strided.tensorflow.epochs3}. */
  public String key() {
    return values.key();
  }

  /** The label for readers. */
  public String label() {
    List<String> parts = new ArrayList<>();
    network().map(Names::of).ifPresent(parts::add);
    semantics().map(Semantics::phrase).ifPresent(parts::add);
    reading().map(Names::of).ifPresent(parts::add);
    if (!values.isStandard()) {
      parts.add(values.deviations());
    }
    String label = String.join(", ", parts);
    return label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1);
  }

  @Override
  public int compareTo(Variant other) {
    return ORDER.compare(this, other);
  }
}
