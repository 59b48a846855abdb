package org.optimizerstudy.cli;

import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Keyed;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.report.ReportFormat;
import org.optimizerstudy.training.Layers;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options whose values are the keys of a closed set. */
final class KeyConverters {

  private KeyConverters() {}

  private static <E extends Enum<E> & Keyed> E convert(Class<E> type, String key) {
    try {
      return Keyed.parse(type, key);
    } catch (InvalidInputException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  /** An optimizer by its key. */
  static final class OfOptimizer implements ITypeConverter<OptimizerKind> {
    @Override
    public OptimizerKind convert(String key) {
      return KeyConverters.convert(OptimizerKind.class, key);
    }
  }

  /** A semantics by its key. */
  static final class OfSemantics implements ITypeConverter<Semantics> {
    @Override
    public Semantics convert(String key) {
      return KeyConverters.convert(Semantics.class, key);
    }
  }

  /** A network by its key. */
  static final class OfNetwork implements ITypeConverter<NetworkKind> {
    @Override
    public NetworkKind convert(String key) {
      return KeyConverters.convert(NetworkKind.class, key);
    }
  }

  /** A reading by its key. */
  static final class OfReading implements ITypeConverter<Reading> {
    @Override
    public Reading convert(String key) {
      return KeyConverters.convert(Reading.class, key);
    }
  }

  /** Layers by their key. */
  static final class OfLayers implements ITypeConverter<Layers> {
    @Override
    public Layers convert(String key) {
      return KeyConverters.convert(Layers.class, key);
    }
  }

  /** A report's form by its key. */
  static final class OfReportFormat implements ITypeConverter<ReportFormat> {
    @Override
    public ReportFormat convert(String key) {
      return KeyConverters.convert(ReportFormat.class, key);
    }
  }
}
