package org.optimizerstudy.optimizer;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.optimizerstudy.experiment.HyperParameters;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.optimizer.rule.UpdateRule;

/**
 * How a DL4J program gets the steps of a TensorFlow optimizer with its default hyper-parameters.
 * Two rules are the same if their formulas agree in exact arithmetic: {@link
 * RuleCatalogue#isSameRule}.
 *
 * @param optimizer its name
 * @param exact DL4J's own configuration with the same steps, as Java; empty if there is none
 * @param updater this program's updater with the same steps, as Java
 * @param nearest DL4J's own configuration that is nearest, as Java
 * @param difference in words, of the nearest; empty if there is an exact one
 */
public record Migration(
    OptimizerKind optimizer,
    Optional<String> exact,
    String updater,
    String nearest,
    Optional<String> difference) {

  /** At which TensorFlow's Adadelta has the steps of a rule without a learning rate. */
  private static final double RATE = 1;

  /** Of all TensorFlow's optimizers in the catalogue, in their order. */
  public static List<Migration> all() {
    return Arrays.stream(OptimizerKind.values())
        .filter(optimizer -> optimizer.hasRule(Semantics.TENSORFLOW))
        .map(Migration::of)
        .toList();
  }

  /**
   * Of one of TensorFlow's optimizers.
   *
   * @throws org.optimizerstudy.experiment.InvalidInputException if TensorFlow has none of that name
   */
  public static Migration of(OptimizerKind optimizer) {
    HyperParameters values = optimizer.hyperParameters(Semantics.TENSORFLOW);
    UpdateRule rule =
        RuleCatalogue.rule(optimizer, Semantics.TENSORFLOW, OptionalDouble.of(RATE), values);
    UpdateRule nearest = nearest(optimizer, values);
    boolean isExact = RuleCatalogue.agree(rule, nearest) && nearest.hasLearningRate();
    return new Migration(
        optimizer,
        isExact ? Optional.of(java(nearest)) : Optional.empty(),
        java(rule),
        java(nearest),
        isExact ? Optional.empty() : Optional.of(difference(optimizer)));
  }

  /**
   * DL4J's rule of the same or of a related optimizer, with TensorFlow's values where it has them.
   */
  private static UpdateRule nearest(OptimizerKind optimizer, HyperParameters values) {
    OptimizerKind related =
        switch (optimizer) {
          case PROXIMAL_GRADIENT_DESCENT -> OptimizerKind.GRADIENT_DESCENT;
          case PROXIMAL_ADAGRAD, FTRL -> OptimizerKind.ADAGRAD;
          default -> optimizer;
        };
    return RuleCatalogue.rule(
        related,
        Semantics.DL4J,
        related.hasLearningRate(Semantics.DL4J) ? OptionalDouble.of(RATE) : OptionalDouble.empty(),
        values.only(related.hyperParameters(Semantics.DL4J)));
  }

  private static String difference(OptimizerKind optimizer) {
    return switch (optimizer) {
      case MOMENTUM ->
          "DL4J's momentum is Nesterov's: the step looks ahead along the velocity; TensorFlow's is"
              + " Polyak's";
      case ADAGRAD ->
          "DL4J's sum of squared gradients starts at 1e-6, TensorFlow's at 0.1, which damps the"
              + " first steps; DL4J adds an epsilon outside the root";
      case ADADELTA ->
          "TensorFlow multiplies the step by its learning rate, by default 0.001; DL4J has none and"
              + " takes the steps of a learning rate of 1";
      case RMSPROP ->
          "DL4J's mean square starts at epsilon, TensorFlow's at 1, which damps the first steps;"
              + " DL4J's epsilon is outside the root, TensorFlow's inside";
      case PROXIMAL_ADAGRAD ->
          "as for adagrad; DL4J has no proximal penalties, which TensorFlow has off by default";
      case FTRL ->
          "Ftrl forgets the initial parameters at its first step; from there on its effective"
              + " learning rates are Adagrad's; the differences of adagrad come on top";
      default -> throw new IllegalStateException(optimizer.key() + ": not described");
    };
  }

  /** The expression that makes a rule's configuration, with {@code lr} for the learning rate. */
  private static String java(UpdateRule rule) {
    Class<?> type = rule.updater().getClass();
    Stream<String> values =
        type.isRecord()
            ? Arrays.stream(type.getRecordComponents())
                .filter(component -> !component.getName().equals("learningRate"))
                .map(component -> RuleDescription.plain(value(component, rule.updater())))
            : rule.constants().stream()
                .map(constant -> RuleDescription.plain(Double.toString(constant.value())));
    Stream<String> rate = rule.hasLearningRate() ? Stream.of("lr") : Stream.empty();
    return "new %s(%s)"
        .formatted(
            type.getName().startsWith("org.nd4j.") ? type.getSimpleName() : type.getName(),
            String.join(", ", Stream.concat(rate, values).toList()));
  }

  private static String value(RecordComponent component, Object configuration) {
    try {
      return Double.toString((double) component.getAccessor().invoke(configuration));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component.getName(), e);
    }
  }
}
