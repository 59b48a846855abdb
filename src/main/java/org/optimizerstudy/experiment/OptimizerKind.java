package org.optimizerstudy.experiment;

import static org.optimizerstudy.experiment.HyperParameter.BETA1;
import static org.optimizerstudy.experiment.HyperParameter.BETA2;
import static org.optimizerstudy.experiment.HyperParameter.DECAY;
import static org.optimizerstudy.experiment.HyperParameter.EPSILON;
import static org.optimizerstudy.experiment.HyperParameter.INITIAL_ACCUMULATOR;
import static org.optimizerstudy.experiment.HyperParameter.L1;
import static org.optimizerstudy.experiment.HyperParameter.L2;
import static org.optimizerstudy.experiment.HyperParameter.RHO;
import static org.optimizerstudy.experiment.HyperParameter.WEIGHT_DECAY;
import static org.optimizerstudy.experiment.Semantics.DL4J;
import static org.optimizerstudy.experiment.Semantics.PAPER;
import static org.optimizerstudy.experiment.Semantics.PYTORCH;
import static org.optimizerstudy.experiment.Semantics.TENSORFLOW;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The optimizers by name. A name denotes one update rule for each {@link Semantics} that has one.
 * {@link PaperGrid} lists the six optimizers that the paper compares.
 *
 * <p>This enum states which rules exist, which of them take a learning rate, and the defaults of
 * their other hyper-parameters, because trials need this before a rule is loaded. Tests compare it
 * with the rules. The defaults are those of DL4J's, TensorFlow's and PyTorch's classes, and those
 * that the paper prints: 0.9 for momentum; 0.9, 0.999 and 1e-8 for Adam. The paper prints none for
 * Adadelta and RMSProp, which use 0.9 and 1e-8 here, and a range of epsilon from 1e-4 to 1e-8 for
 * Adagrad, which uses 1e-8.
 */
public enum OptimizerKind implements Keyed {
  GRADIENT_DESCENT(
      "gradient-descent", "Gradient descent", rule(DL4J), rule(TENSORFLOW), rule(PAPER)),
  MOMENTUM(
      "momentum",
      "Momentum",
      rule(DL4J, Map.of(HyperParameter.MOMENTUM, 0.9)),
      rule(TENSORFLOW, Map.of(HyperParameter.MOMENTUM, 0.9)),
      rule(PAPER, Map.of(HyperParameter.MOMENTUM, 0.9))),
  ADAGRAD(
      "adagrad",
      "Adagrad",
      rule(DL4J, Map.of(EPSILON, 1e-6)),
      rule(TENSORFLOW, Map.of(INITIAL_ACCUMULATOR, 0.1)),
      rule(PAPER, Map.of(EPSILON, 1e-8))),
  /**
   * TensorFlow multiplies the step by a learning rate. Equations 6 to 9 of the paper and DL4J do
   * not.
   */
  ADADELTA(
      "adadelta",
      "Adadelta",
      rule(DL4J, Map.of(RHO, 0.95, EPSILON, 1e-6)).withoutRate(),
      rule(TENSORFLOW, Map.of(RHO, 0.95, EPSILON, 1e-8)),
      rule(PAPER, Map.of(RHO, 0.9, EPSILON, 1e-8)).withoutRate()),
  RMSPROP(
      "rmsprop",
      "RMSProp",
      rule(DL4J, Map.of(DECAY, 0.95, EPSILON, 1e-8)),
      rule(TENSORFLOW, Map.of(HyperParameter.MOMENTUM, 0.0, DECAY, 0.9, EPSILON, 1e-10)),
      rule(PAPER, Map.of(DECAY, 0.9, EPSILON, 1e-8))),
  ADAM(
      "adam",
      "Adam",
      rule(DL4J, Map.of(BETA1, 0.9, BETA2, 0.999, EPSILON, 1e-8)),
      rule(TENSORFLOW, Map.of(BETA1, 0.9, BETA2, 0.999, EPSILON, 1e-8)),
      rule(PAPER, Map.of(BETA1, 0.9, BETA2, 0.999, EPSILON, 1e-8))),
  NADAM("nadam", "Nadam", rule(DL4J, Map.of(BETA1, 0.9, BETA2, 0.999, EPSILON, 1e-8))),
  /** DL4J's epsilon has no effect on it. */
  ADAMAX("adamax", "AdaMax", rule(DL4J, Map.of(BETA1, 0.9, BETA2, 0.999))),
  AMSGRAD("amsgrad", "AMSGrad", rule(DL4J, Map.of(BETA1, 0.9, BETA2, 0.999, EPSILON, 1e-8))),
  ADABELIEF("adabelief", "AdaBelief", rule(DL4J, Map.of(BETA1, 0.9, BETA2, 0.999, EPSILON, 1e-14))),
  FTRL("ftrl", "Ftrl", rule(TENSORFLOW, Map.of(INITIAL_ACCUMULATOR, 0.1, L1, 0.0, L2, 0.0))),
  PROXIMAL_GRADIENT_DESCENT(
      "proximal-gradient-descent",
      "Proximal gradient descent",
      rule(TENSORFLOW, Map.of(L1, 0.0, L2, 0.0))),
  PROXIMAL_ADAGRAD(
      "proximal-adagrad",
      "Proximal Adagrad",
      rule(TENSORFLOW, Map.of(INITIAL_ACCUMULATOR, 0.1, L1, 0.0, L2, 0.0))),
  ADAMW(
      "adamw",
      "AdamW",
      rule(PYTORCH, Map.of(BETA1, 0.9, BETA2, 0.999, EPSILON, 1e-8, WEIGHT_DECAY, 0.01)));

  /** What trials must know of a rule. */
  private record Rule(Semantics semantics, boolean hasLearningRate, HyperParameters defaults) {
    Rule withoutRate() {
      return new Rule(semantics, false, defaults);
    }
  }

  private final String key;
  private final String label;
  private final Map<Semantics, Rule> rules = new EnumMap<>(Semantics.class);

  OptimizerKind(String key, String label, Rule... rules) {
    this.key = key;
    this.label = label;
    for (Rule rule : rules) {
      this.rules.put(rule.semantics(), rule);
    }
  }

  private static Rule rule(Semantics semantics) {
    return rule(semantics, Map.of());
  }

  /** A rule with a learning rate and the defaults of its other hyper-parameters. */
  private static Rule rule(Semantics semantics, Map<HyperParameter, Double> defaults) {
    return new Rule(semantics, true, new HyperParameters(defaults));
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

  /**
   * The name inside a sentence, where only proper names have a capital: {@code gradient descent}.
   */
  public String phrase() {
    return switch (this) {
      case GRADIENT_DESCENT, MOMENTUM, PROXIMAL_GRADIENT_DESCENT, PROXIMAL_ADAGRAD ->
          label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1);
      default -> label;
    };
  }

  /** The semantics for which the optimizer has a rule, in order. */
  public List<Semantics> semantics() {
    return Arrays.stream(Semantics.values()).filter(this::hasRule).toList();
  }

  /** Whether the optimizer has a rule for a semantics. */
  public boolean hasRule(Semantics semantics) {
    return rules.containsKey(semantics);
  }

  /**
   * Whether the optimizer's rule takes a learning rate.
   *
   * @throws InvalidInputException if the optimizer has no rule for the semantics
   */
  public boolean hasLearningRate(Semantics semantics) {
    requireRule(semantics);
    return rules.get(semantics).hasLearningRate();
  }

  /**
   * The defaults of all hyper-parameters of its rule but the learning rate.
   *
   * @throws InvalidInputException if it has no rule under the semantics
   */
  public HyperParameters hyperParameters(Semantics semantics) {
    requireRule(semantics);
    return rules.get(semantics).defaults();
  }

  /** The hyper-parameters that any of its rules has, in order. */
  Set<HyperParameter> hyperParameters() {
    return rules.values().stream()
        .flatMap(rule -> rule.defaults().values().keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new));
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

  /**
   * Checks that its rule has these hyper-parameters.
   *
   * @throws InvalidInputException if the rule has not one of them; the message lists those that it
   *     has
   */
  public void require(HyperParameters given, Semantics semantics) {
    Set<HyperParameter> own = hyperParameters(semantics).values().keySet();
    for (HyperParameter of : given.values().keySet()) {
      if (!own.contains(of)) {
        throw new InvalidInputException(
            String.format(
                Locale.ROOT,
                "hyper-parameters: must be of %s for %s (%s), found %s",
                own.isEmpty() ? "none" : HyperParameters.keys(own),
                key,
                semantics.key(),
                of.key()));
      }
    }
  }

  /**
   * Checks that its rule has a learning rate that a schedule can change.
   *
   * @throws InvalidInputException if it has none and the schedule is not constant
   */
  void require(Schedule schedule, Semantics semantics) {
    if (schedule != Schedule.CONSTANT && !hasLearningRate(semantics)) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "schedule: must be constant for %s (%s), which has no learning rate, found %s",
              key,
              semantics.key(),
              schedule.key()));
    }
  }
}
