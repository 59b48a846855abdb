package org.optimizerstudy.experiment;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One of the values that determine a trial, declared once: its names, the type of its values, and
 * its part of the trial's id. Experiment files, trial.json, records.csv, command-line options,
 * trial ids and the keys that group trials all come from here.
 *
 * <p>A factor is either a part of every id and a column of records.csv, or it has a standard value
 * and appears in ids only if its value differs from the standard value.
 *
 * @param <T> type of the values
 */
public final class Factor<T extends Comparable<? super T>> {

  /** The network. */
  public static final Factor<NetworkKind> NETWORK =
      choice("network", NetworkKind.class).axis("networks", List.of()).build();

  /** The reading of the paper's stride; absent for a network without convolutions. */
  public static final Factor<Reading> READING =
      choice("reading", Reading.class)
          .axis("readings", Reading.STRIDED)
          .only(Condition.CONVOLUTIONAL)
          .build();

  /** The optimizer. */
  public static final Factor<OptimizerKind> OPTIMIZER =
      choice("optimizer", OptimizerKind.class).axis("optimizers", PaperGrid.OPTIMIZERS).build();

  /** The origin of the optimizer's update rule. */
  public static final Factor<Semantics> SEMANTICS =
      choice("semantics", Semantics.class).axis("semantics", Semantics.DL4J).build();

  /** The learning rate; absent for a rule without one. */
  public static final Factor<Double> LEARNING_RATE =
      of("learning_rate", ValueType.Real.POSITIVE)
          .axis("learning-rates", PaperGrid.FIGURE_2_RATE)
          .segment("lr")
          .only(Condition.RULE_WITH_RATE)
          .build();

  /** The hyper-parameters that are not the rule's defaults. */
  public static final Factor<HyperParameters> HYPER_PARAMETERS =
      of("hyper_parameters", new HyperParametersType())
          .axis("hyper-parameters", HyperParameters.NONE)
          .standard(HyperParameters.NONE)
          .words(HyperParameters::words)
          .build();

  /** The seed of the initial parameters and of the order of batches. */
  public static final Factor<Long> SEED =
      of("seed", ValueType.Whole.any()).axis("seeds", 1L).segment("seed").build();

  /** The batch size, in examples per step; the paper does not state it. */
  public static final Factor<Integer> BATCH =
      of(
              "batch",
              new ValueType.WithWord<>(
                  ValueType.Whole.upTo(Trial.TRAINING_EXAMPLES), "full", Trial.TRAINING_EXAMPLES))
          .axis("batches", Trial.DEFAULT_BATCH)
          .standard(Trial.DEFAULT_BATCH)
          .segment("batch")
          .words(batch -> "batch " + batch)
          .build();

  /** The number of passes over the training examples. */
  public static final Factor<Integer> EPOCHS =
      of("epochs", ValueType.Whole.upTo(Trial.MAX_EPOCHS))
          .axis("epochs", Trial.DEFAULT_EPOCHS)
          .single()
          .standard(Trial.DEFAULT_EPOCHS)
          .segment("epochs")
          .words(epochs -> epochs + (epochs == 1 ? " epoch" : " epochs"))
          .build();

  /** The initialisation of weights and biases; the paper does not state it. */
  public static final Factor<Initialisation> INITIALISATION =
      choice("initialisation", Initialisation.class)
          .axis("initialisations", Trial.DEFAULT_INITIALISATION)
          .standard(Trial.DEFAULT_INITIALISATION)
          .build();

  /** The reading of the paper's number of filters; absent for a network without convolutions. */
  public static final Factor<Filters> FILTERS =
      choice("filters", Filters.class)
          .axis("filters", Filters.PER_LAYER)
          .standard(Filters.PER_LAYER)
          .segment("filters-")
          .words(filters -> "filters " + filters.key())
          .only(Condition.CONVOLUTIONAL)
          .build();

  /** The name of the data set, which comes from the data, not from experiments. */
  public static final Factor<String> DATASET =
      of("dataset", new ValueType.Name()).standard(Trial.MNIST).build();

  /** All factors, in the order of trial ids. */
  public static final List<Factor<?>> ALL =
      List.of(
          NETWORK,
          READING,
          OPTIMIZER,
          SEMANTICS,
          LEARNING_RATE,
          SEED,
          HYPER_PARAMETERS,
          BATCH,
          EPOCHS,
          INITIALISATION,
          FILTERS,
          DATASET);

  /** The axes of a {@link Grid}, in the order in which its trials vary, the last one fastest. */
  static final List<Factor<?>> AXES =
      List.of(
          NETWORK,
          READING,
          FILTERS,
          INITIALISATION,
          BATCH,
          EPOCHS,
          SEMANTICS,
          OPTIMIZER,
          HYPER_PARAMETERS,
          LEARNING_RATE,
          SEED);

  /** The factors that the paper does not vary. Trials are compared within a setting only. */
  public static final List<Factor<?>> SETTING =
      List.of(HYPER_PARAMETERS, BATCH, EPOCHS, INITIALISATION, FILTERS, DATASET);

  /** The factors in which trials that compare optimizers may differ. */
  private static final List<Factor<?>> COMPARED =
      List.of(OPTIMIZER, SEMANTICS, LEARNING_RATE, HYPER_PARAMETERS, SEED);

  /** The factors that trials must share so that they compare optimizers: all others. */
  public static final List<Factor<?>> WORKLOAD =
      ALL.stream().filter(factor -> !COMPARED.contains(factor)).toList();

  /**
   * The factors that trials must share to train in lockstep: the same steps on the same network.
   */
  public static final List<Factor<?>> LOCKSTEP = List.of(DATASET, NETWORK, READING, FILTERS, BATCH);

  /** The factors that every id contains and that are columns of records.csv. */
  public static final List<Factor<?>> COLUMNS =
      ALL.stream().filter(factor -> !SETTING.contains(factor)).toList();

  /** The condition on which trials have a value of a factor. */
  private record Condition(
      Predicate<FactorValues> holds, String rule, Function<FactorValues, String> subject) {

    static final Condition ALWAYS = new Condition(values -> true, "in every trial", values -> "");

    static final Condition CONVOLUTIONAL =
        new Condition(
            values -> values.get(NETWORK).isConvolutional(),
            "for a convolutional network and for no other",
            values -> " for " + values.get(NETWORK).key());

    static final Condition RULE_WITH_RATE =
        new Condition(
            values -> values.get(OPTIMIZER).hasLearningRate(values.get(SEMANTICS)),
            "exactly for rules that have one",
            values ->
                " for " + values.get(OPTIMIZER).key() + " (" + values.get(SEMANTICS).key() + ")");
  }

  private final String key;
  private final ValueType<T> type;
  private final String plural;
  private final List<T> axis;
  private final boolean single;
  private final Optional<T> standard;
  private final String segment;
  private final Function<T, String> words;
  private final Condition condition;

  private Factor(Declaration<T> declared) {
    this.key = declared.key;
    this.type = declared.type;
    this.plural = declared.plural;
    this.axis = declared.axis;
    this.single = declared.single;
    this.standard = declared.standard;
    this.segment = declared.segment;
    this.words = declared.words;
    this.condition = declared.condition;
  }

  private static <T extends Comparable<? super T>> Declaration<T> of(
      String key, ValueType<T> type) {
    return new Declaration<>(key, type);
  }

  private static <E extends Enum<E> & Keyed> Declaration<E> choice(String key, Class<E> type) {
    return new Declaration<>(key, new ValueType.Choice<>(type));
  }

  private static final class Declaration<T extends Comparable<? super T>> {
    private final String key;
    private final ValueType<T> type;
    private String plural;
    private List<T> axis = List.of();
    private boolean single;
    private Optional<T> standard = Optional.empty();
    private String segment = "";
    private Function<T, String> words;
    private Condition condition = Condition.ALWAYS;

    Declaration(String key, ValueType<T> type) {
      this.key = key;
      this.type = type;
      this.plural = key;
      this.words = type::text;
    }

    /** Sets the key in experiment files and the default values; none if the key is required. */
    Declaration<T> axis(String name, List<T> values) {
      plural = name;
      axis = values;
      return this;
    }

    Declaration<T> axis(String name, T value) {
      return axis(name, List.of(value));
    }

    /** Allows one value per experiment only. */
    Declaration<T> single() {
      single = true;
      return this;
    }

    /** Sets the standard value, which ids do not contain. */
    Declaration<T> standard(T value) {
      standard = Optional.of(value);
      return this;
    }

    /** Sets the prefix of the value in ids. */
    Declaration<T> segment(String prefix) {
      segment = prefix;
      return this;
    }

    /** Sets the text of values for readers. */
    Declaration<T> words(Function<T, String> text) {
      words = text;
      return this;
    }

    Declaration<T> only(Condition where) {
      condition = where;
      return this;
    }

    Factor<T> build() {
      return new Factor<>(this);
    }
  }

  /** The name in trial.json and records.csv, for example {@code learning_rate}. */
  public String key() {
    return key;
  }

  /** The name in experiment files, for example {@code learning-rates}. */
  public String plural() {
    return plural;
  }

  /** The values of an experiment that does not name any; empty if it must name them. */
  List<T> axis() {
    return axis;
  }

  /** Whether an experiment has one value, not a list. */
  boolean isSingle() {
    return single;
  }

  /** The standard value, which ids do not contain; empty if there is none. */
  public Optional<T> standard() {
    return standard;
  }

  /** Whether the values are numbers in YAML and JSON. */
  public boolean isNumber() {
    return type.isNumber();
  }

  /** The rule for values, for messages: {@code one of adam, rmsprop}. */
  String rule() {
    return type.rule();
  }

  ValueType<T> type() {
    return type;
  }

  /** The texts of all values, for help texts; empty if they are not listed. */
  public List<String> keys() {
    return type.keys();
  }

  /**
   * The value of a text.
   *
   * @throws InvalidInputException if there is none; the message lacks the place
   */
  public T parse(String text) {
    return type.parse(text);
  }

  /**
   * Checks a value.
   *
   * @throws InvalidInputException if it is out of range; the message lacks the place
   */
  public T checked(T value) {
    return type.checked(value);
  }

  /** The text of a value in files. */
  public String text(T value) {
    return type.text(value);
  }

  /** Whether trials with these values have a value of this factor. */
  boolean applies(FactorValues values) {
    return condition.holds().test(values);
  }

  /**
   * Checks the value of this factor among those of a trial.
   *
   * @throws InvalidInputException if it is out of range, absent although the factor applies, or
   *     present although it does not
   */
  void check(FactorValues values) {
    Optional<T> value = values.find(this);
    if (value.isPresent() != applies(values)) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "%s: must be given %s, found %s%s",
              name(),
              condition.rule(),
              value.map(this::text).orElse("none"),
              condition.subject().apply(values)));
    }
    value.ifPresent(found -> InvalidInputException.checked(name(), () -> type.checked(found)));
  }

  private String name() {
    return key.replace('_', ' ');
  }

  /** The part of ids; empty if there is no value. */
  Optional<String> segment(FactorValues values) {
    return values.find(this).map(value -> segment + text(value));
  }

  /** The value for readers; empty if there is none. */
  Optional<String> words(FactorValues values) {
    return values.find(this).map(words);
  }

  /** Whether the value is the standard one or absent. */
  boolean isStandard(FactorValues values) {
    Optional<T> value = values.find(this);
    return value.isEmpty() || value.equals(standard);
  }

  /** Compares by value; an absent value counts as the standard one, or comes first. */
  int compare(FactorValues a, FactorValues b) {
    Optional<T> first = a.find(this).or(() -> standard);
    Optional<T> second = b.find(this).or(() -> standard);
    if (first.isEmpty() || second.isEmpty()) {
      return Boolean.compare(first.isPresent(), second.isPresent());
    }
    return first.get().compareTo(second.get());
  }

  @Override
  public String toString() {
    return key;
  }
}
