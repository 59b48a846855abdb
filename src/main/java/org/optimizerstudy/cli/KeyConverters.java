package org.optimizerstudy.cli;

import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Keyed;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
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
}
