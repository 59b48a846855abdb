package org.optimizerstudy.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.function.Supplier;
import org.optimizerstudy.engine.Engine;
import org.optimizerstudy.engine.Engines;
import org.optimizerstudy.experiment.Decimal;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Keyed;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.experiment.TrialGlob;
import org.optimizerstudy.publishing.ReportFormat;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options whose values obey a rule, most of them the keys of a closed set. */
final class KeyConverters {

  private KeyConverters() {}

  /** What picocli names the option of. */
  private static <T> T read(Supplier<T> value) {
    try {
      return value.get();
    } catch (InvalidInputException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  /** Reads one set's keys, and lists them for the help. */
  private abstract static class Of<E extends Enum<E> & Keyed>
      implements ITypeConverter<E>, Iterable<String> {
    private final Class<E> type;

    Of(Class<E> type) {
      this.type = type;
    }

    @Override
    public final E convert(String key) {
      return read(() -> Keyed.parse(type, key));
    }

    @Override
    public final Iterator<String> iterator() {
      return Arrays.stream(type.getEnumConstants()).map(Keyed::key).iterator();
    }
  }

  /** An optimizer by its key. */
  static final class OfOptimizer extends Of<OptimizerKind> {
    OfOptimizer() {
      super(OptimizerKind.class);
    }
  }

  /** A semantics by its key. */
  static final class OfSemantics extends Of<Semantics> {
    OfSemantics() {
      super(Semantics.class);
    }
  }

  /** A network by its key. */
  static final class OfNetwork extends Of<NetworkKind> {
    OfNetwork() {
      super(NetworkKind.class);
    }
  }

  /** A reading by its key. */
  static final class OfReading extends Of<Reading> {
    OfReading() {
      super(Reading.class);
    }
  }

  /** An engine by its key. */
  static final class OfEngine implements ITypeConverter<Engine>, Iterable<String> {
    @Override
    public Engine convert(String key) {
      return read(() -> Engines.of(key));
    }

    @Override
    public Iterator<String> iterator() {
      return Engines.keys().iterator();
    }
  }

  /** A pattern of trial ids. */
  static final class OfTrialGlob implements ITypeConverter<TrialGlob> {
    @Override
    public TrialGlob convert(String text) {
      return read(() -> new TrialGlob(text));
    }
  }

  /** A learning rate. */
  static final class OfLearningRate implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      return read(() -> Trial.checkedLearningRate(Decimal.number(text)));
    }
  }

  /** A report's form by its key. */
  static final class OfReportFormat extends Of<ReportFormat> {
    OfReportFormat() {
      super(ReportFormat.class);
    }
  }
}
