package org.optimizerstudy.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.function.Supplier;
import org.optimizerstudy.engine.Engine;
import org.optimizerstudy.engine.Engines;
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Keyed;
import org.optimizerstudy.experiment.KnownDataset;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.TrialGlob;
import org.optimizerstudy.publishing.ReportFormat;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converters for options whose values are keys of a closed set or follow a rule. */
final class KeyConverters {

  private KeyConverters() {}

  /** Converts an exception to one for which picocli names the option. */
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

  /** Reads a data set. */
  static final class OfDataset extends Of<KnownDataset> {
    OfDataset() {
      super(KnownDataset.class);
    }
  }

  /** Reads a shell. */
  static final class Shells extends Of<CompletionCommand.Shell> {
    Shells() {
      super(CompletionCommand.Shell.class);
    }
  }

  /** Reads the values of a factor, and lists them for the help if they are a closed set. */
  private abstract static class OfFactor<T extends Comparable<? super T>>
      implements ITypeConverter<T>, Iterable<String> {
    private final Factor<T> factor;

    OfFactor(Factor<T> factor) {
      this.factor = factor;
    }

    @Override
    public final T convert(String text) {
      return read(() -> factor.parse(text));
    }

    @Override
    public final Iterator<String> iterator() {
      return factor.keys().iterator();
    }
  }

  static final class OfOptimizer extends OfFactor<OptimizerKind> {
    OfOptimizer() {
      super(Factor.OPTIMIZER);
    }
  }

  static final class OfSemantics extends OfFactor<Semantics> {
    OfSemantics() {
      super(Factor.SEMANTICS);
    }
  }

  static final class OfNetwork extends OfFactor<NetworkKind> {
    OfNetwork() {
      super(Factor.NETWORK);
    }
  }

  static final class OfReading extends OfFactor<Reading> {
    OfReading() {
      super(Factor.READING);
    }
  }

  static final class OfLearningRate extends OfFactor<Double> {
    OfLearningRate() {
      super(Factor.LEARNING_RATE);
    }
  }

  static final class OfSeed extends OfFactor<Long> {
    OfSeed() {
      super(Factor.SEED);
    }
  }

  static final class OfEpochs extends OfFactor<Integer> {
    OfEpochs() {
      super(Factor.EPOCHS);
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

  /** A report's form by its key. */
  static final class OfReportFormat extends Of<ReportFormat> {
    OfReportFormat() {
      super(ReportFormat.class);
    }
  }
}
