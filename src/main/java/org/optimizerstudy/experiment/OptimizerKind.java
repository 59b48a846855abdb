package org.optimizerstudy.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The optimizers by name. A name denotes one update rule for each {@link Semantics} that has one.
 * {@link PaperGrid} lists the six optimizers that the paper compares.
 *
 * <p>This enum states which rules exist and which of them take a learning rate, because trials need
 * this before a rule is loaded. Tests compare it with the rules.
 */
public enum OptimizerKind implements Keyed {
  GRADIENT_DESCENT("gradient-descent", "Gradient descent"),
  MOMENTUM("momentum", "Momentum"),
  ADAGRAD("adagrad", "Adagrad"),
  /**
   * TensorFlow multiplies the step by a learning rate. Equations 6 to 9 of the paper and DL4J do
   * not.
   */
  ADADELTA(
      "adadelta",
      "Adadelta",
      withRate(Semantics.TENSORFLOW),
      withoutRate(Semantics.DL4J, Semantics.PAPER)),
  RMSPROP("rmsprop", "RMSProp"),
  ADAM("adam", "Adam");

  private final String key;
  private final String label;
  private final Set<Semantics> withRate;
  private final Set<Semantics> withoutRate;

  /** An optimizer with a rule under every semantics, each with a learning rate. */
  OptimizerKind(String key, String label) {
    this(key, label, withRate(Semantics.values()), withoutRate());
  }

  OptimizerKind(String key, String label, Set<Semantics> withRate, Set<Semantics> withoutRate) {
    this.key = key;
    this.label = label;
    this.withRate = withRate;
    this.withoutRate = withoutRate;
  }

  private static Set<Semantics> withRate(Semantics... semantics) {
    return Set.of(semantics);
  }

  private static Set<Semantics> withoutRate(Semantics... semantics) {
    return Set.of(semantics);
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public List<String> otherNames() {
    return switch (this) {
      case GRADIENT_DESCENT -> List.of("sgd", "gd");
      case MOMENTUM -> List.of("nesterov", "nesterovs", "nag");
      default -> List.of();
    };
  }

  /** The name in texts and figures, for example {@code Gradient descent}. */
  public String label() {
    return label;
  }

  /** The semantics for which the optimizer has a rule, in order. */
  public List<Semantics> semantics() {
    return Arrays.stream(Semantics.values()).filter(this::hasRule).toList();
  }

  /** Whether the optimizer has a rule for a semantics. */
  public boolean hasRule(Semantics semantics) {
    return withRate.contains(semantics) || withoutRate.contains(semantics);
  }

  /**
   * Whether the optimizer's rule takes a learning rate.
   *
   * @throws InvalidInputException if the optimizer has no rule for the semantics
   */
  public boolean hasLearningRate(Semantics semantics) {
    requireRule(semantics);
    return withRate.contains(semantics);
  }

  /**
   * Checks that the optimizer has a rule.
   *
   * @throws InvalidInputException if it has no rule for the semantics; the message lists those for
   *     which it has one
   */
  public void requireRule(Semantics semantics) {
    if (!hasRule(semantics)) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "semantics: must be %s for %s, found %s",
              semantics().stream().map(Keyed::key).collect(Collectors.joining(" or ")),
              key,
              semantics.key()));
    }
  }
}
