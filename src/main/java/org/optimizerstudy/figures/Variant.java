package org.optimizerstudy.figures;

import java.util.Comparator;
import java.util.Optional;
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.FactorValues;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;

/**
 * One way to answer the paper: whose rules, which reading of the stride, which setting.
 *
 * @param values of semantics, reading, and what deviates from the study's own setting
 */
public record Variant(FactorValues values) implements Comparable<Variant> {

  private static final Comparator<Variant> ORDER =
      Comparator.comparing(Variant::setting).thenComparing(Variant::values);

  /** Of a trial. */
  public static Variant of(Trial trial) {
    return new Variant(
        trial
            .values()
            .without(Factor.NETWORK, Factor.OPTIMIZER, Factor.LEARNING_RATE, Factor.SEED)
            .withoutStandard());
  }

  /** Whose update rules. */
  public Semantics semantics() {
    return values.get(Factor.SEMANTICS);
  }

  /** Empty for a network without convolutions. */
  public Optional<Reading> reading() {
    return values.find(Factor.READING);
  }

  /** What deviates from the study's own setting. */
  public FactorValues setting() {
    return values.only(Factor.SETTING);
  }

  /** Passes over the training examples. */
  public int epochs() {
    return values.get(Factor.EPOCHS);
  }

  /** As in names of files: {@code strided.tensorflow.epochs3}. */
  public String key() {
    return values.key();
  }

  /** In words. */
  public String label() {
    return Names.of(semantics())
        + reading().map(reading -> ", " + Names.of(reading)).orElse("")
        + (values.isStandard() ? "" : ", " + values.deviations());
  }

  @Override
  public int compareTo(Variant other) {
    return ORDER.compare(this, other);
  }
}
