package org.optimizerstudy.figures;

import java.util.Comparator;
import java.util.Optional;
import java.util.StringJoiner;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Setting;
import org.optimizerstudy.experiment.Trial;

/**
 * One way to answer the paper: whose rules, which reading of the stride, which setting.
 *
 * @param semantics whose update rules
 * @param reading empty for a network without convolutions
 * @param setting what the paper does not vary
 */
public record Variant(Semantics semantics, Optional<Reading> reading, Setting setting)
    implements Comparable<Variant> {

  private static final Comparator<Variant> ORDER =
      Comparator.comparing(Variant::setting)
          .thenComparing(variant -> variant.reading().map(Reading::ordinal).orElse(-1))
          .thenComparing(Variant::semantics);

  /** Of a trial. */
  public static Variant of(Trial trial) {
    return new Variant(trial.semantics(), trial.reading(), trial.setting());
  }

  /** As in names of files: {@code strided.tensorflow.epochs3}. */
  public String key() {
    StringJoiner key = new StringJoiner(".");
    reading.ifPresent(r -> key.add(r.key()));
    key.add(semantics.key());
    if (!setting.key().isEmpty()) {
      key.add(setting.key());
    }
    return key.toString();
  }

  /** In words. */
  public String label() {
    return Names.of(semantics)
        + (reading.isPresent() ? ", " + Names.of(reading.get()) : "")
        + (setting.isDefault() ? "" : ", " + setting.label());
  }

  @Override
  public int compareTo(Variant other) {
    return ORDER.compare(this, other);
  }
}
