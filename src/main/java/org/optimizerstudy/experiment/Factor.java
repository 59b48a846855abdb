package org.optimizerstudy.experiment;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One of the values that determine a trial, declared once: its names, the form of its values, and
 * how it shows in the trial's id. Experiment files, trial.json, records.csv, command-line options,
 * trial ids and the keys that group trials all come from here.
 *
 * <p>A factor is either always a part of ids and a column of records.csv, or it has a standard
 * value, the study's own, and shows only where it deviates from that.
 *
 * @param <T> its values
 */
public final class Factor<T extends Comparable<? super T>> {

  /** The network. */
  public static final Factor<NetworkKind> NETWORK =
      choice("network", NetworkKind.class).axis("networks", List.of()).build();

  /** How the paper's stride is read; none for a network without convolutions. */
  public static final Factor<Reading> READING =
      choice("reading", Reading.class)
          .axis("readings", Reading.STRIDED)
          .only(Condition.CONVOLUTIONAL)
          .build();

  /** The optimizer. */
  public static final Factor<OptimizerKind> OPTIMIZER =
      choice("optimizer", OptimizerKind.class).axis("optimizers", PaperGrid.OPTIMIZERS).build();

  /** Where the optimizer's rule is from. */
  public static final Factor<Semantics> SEMANTICS =
      choice("semantics", Semantics.class).axis("semantics", Semantics.DL4J).build();

  /** The learning rate; none for a rule that has none. */
  public static final Factor<Double> LEARNING_RATE =
      of("learning_rate", Form.Real.POSITIVE)
          .axis("learning-rates", PaperGrid.FIGURE_2_RATE)
          .segment("lr")
          .only(Condition.RULE_WITH_RATE)
          .build();

  /** The hyper-parameters that are not the rule's defaults. */
  public static final Factor<HyperParameters> HYPER_PARAMETERS =
      of("hyper_parameters", new HyperParametersForm())
          .axis("hyper-parameters", HyperParameters.NONE)
          .standard(HyperParameters.NONE)
          .words(HyperParameters::words)
          .build();

  /** How the learning rate changes over the epochs. */
  public static final Factor<Schedule> SCHEDULE =
      choice("schedule", Schedule.class)
          .axis("schedules", Schedule.CONSTANT)
          .standard(Schedule.CONSTANT)
          .words(schedule -> schedule.key() + " learning rate")
          .build();

  /** Of the initial parameters and of the order of batches. */
  public static final Factor<Long> SEED =
      of("seed", Form.Whole.any()).axis("seeds", 1L).segment("seed").build();

  /** Examples a step; the paper does not state it. */
  public static final Factor<Integer> BATCH =
      of(
              "batch",
              new Form.WithWord<>(
                  Form.Whole.upTo(Trial.TRAINING_EXAMPLES), "full", Trial.TRAINING_EXAMPLES))
          .axis("batches", Trial.DEFAULT_BATCH)
          .standard(Trial.DEFAULT_BATCH)
          .segment("batch")
          .words(batch -> "batch " + batch)
          .build();

  /** Passes over the training examples. */
  public static final Factor<Integer> EPOCHS =
      of("epochs", Form.Whole.upTo(Trial.MAX_EPOCHS))
          .axis("epochs", Trial.DEFAULT_EPOCHS)
          .single()
          .standard(Trial.DEFAULT_EPOCHS)
          .segment("epochs")
          .words(epochs -> epochs + (epochs == 1 ? " epoch" : " epochs"))
          .build();

  /** Of weights and biases; the paper does not state it. */
  public static final Factor<Initialisation> INITIALISATION =
      choice("initialisation", Initialisation.class)
          .axis("initialisations", Trial.DEFAULT_INITIALISATION)
          .standard(Trial.DEFAULT_INITIALISATION)
          .build();

  /** How the paper's number of filters is read; none for a network without convolutions. */
  public static final Factor<Filters> FILTERS =
      choice("filters", Filters.class)
          .axis("filters", Filters.PER_LAYER)
          .standard(Filters.PER_LAYER)
          .segment("filters-")
          .words(filters -> "filters " + filters.key())
          .only(Condition.CONVOLUTIONAL)
          .build();

  /** Name of the data set; given by the data, not by experiments. */
  public static final Factor<String> DATASET =
      of("dataset", new Form.Name()).standard(Trial.MNIST).build();

  /** All, in the order of trial ids. */
  public static final List<Factor<?>> ALL =
      List.of(
          NETWORK,
          READING,
          OPTIMIZER,
          SEMANTICS,
          LEARNING_RATE,
          SEED,
          HYPER_PARAMETERS,
          SCHEDULE,
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
          SCHEDULE,
          SEMANTICS,
          OPTIMIZER,
          HYPER_PARAMETERS,
          LEARNING_RATE,
          SEED);

  /** What the paper does not vary. Trials are compared within a setting only. */
  public static final List<Factor<?>> SETTING =
      List.of(HYPER_PARAMETERS, SCHEDULE, BATCH, EPOCHS, INITIALISATION, FILTERS, DATASET);

  /** What trials share that compare optimizers. */
  public static final List<Factor<?>> WORKLOAD =
      List.of(NETWORK, READING, SCHEDULE, BATCH, EPOCHS, INITIALISATION, FILTERS, DATASET);

  /** What trials share that can train in lockstep: they take the same steps through one network. */
  public static final List<Factor<?>> LOCKSTEP = List.of(DATASET, NETWORK, READING, FILTERS, BATCH);

  /** The factors that every id shows and records.csv has as columns. */
  public static final List<Factor<?>> COLUMNS =
      ALL.stream().filter(factor -> !SETTING.contains(factor)).toList();

  /** Which trials have a value of a factor. */
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
  private final Form<T> form;
  private final String plural;
  private final List<T> axis;
  private final boolean single;
  private final Optional<T> standard;
  private final String segment;
  private final Function<T, String> words;
  private final Condition condition;

  private Factor(Declaration<T> declared) {
    this.key = declared.key;
    this.form = declared.form;
    this.plural = declared.plural;
    this.axis = declared.axis;
    this.single = declared.single;
    this.standard = declared.standard;
    this.segment = declared.segment;
    this.words = declared.words;
    this.condition = declared.condition;
  }

  private static <T extends Comparable<? super T>> Declaration<T> of(String key, Form<T> form) {
    return new Declaration<>(key, form);
  }

  private static <E extends Enum<E> & Keyed> Declaration<E> choice(String key, Class<E> type) {
    return new Declaration<>(key, new Form.Choice<>(type));
  }

  private static final class Declaration<T extends Comparable<? super T>> {
    private final String key;
    private final Form<T> form;
    private String plural;
    private List<T> axis = List.of();
    private boolean single;
    private Optional<T> standard = Optional.empty();
    private String segment = "";
    private Function<T, String> words;
    private Condition condition = Condition.ALWAYS;

    Declaration(String key, Form<T> form) {
      this.key = key;
      this.form = form;
      this.plural = key;
      this.words = form::text;
    }

    /** Its key in experiment files, and its values there if it is left out; needed if none. */
    Declaration<T> axis(String name, List<T> values) {
      plural = name;
      axis = values;
      return this;
    }

    Declaration<T> axis(String name, T value) {
      return axis(name, List.of(value));
    }

    /** An experiment has one value. */
    Declaration<T> single() {
      single = true;
      return this;
    }

    /** The study's own value, which ids do not show. */
    Declaration<T> standard(T value) {
      standard = Optional.of(value);
      return this;
    }

    /** What ids have in front of the value. */
    Declaration<T> segment(String prefix) {
      segment = prefix;
      return this;
    }

    /** The value for a reader. */
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

  /** Its name in trial.json and records.csv, for example {@code learning_rate}. */
  public String key() {
    return key;
  }

  /** Its name in experiment files, for example {@code learning-rates}. */
  public String plural() {
    return plural;
  }

  /** Its values in an experiment that does not name them; empty if it must. */
  List<T> axis() {
    return axis;
  }

  /** Whether an experiment has one value of it, not a list. */
  boolean isSingle() {
    return single;
  }

  /** The study's own value, if there is one that ids do not show. */
  public Optional<T> standard() {
    return standard;
  }

  /** Whether YAML and JSON have its values as numbers. */
  public boolean isNumber() {
    return form.isNumber();
  }

  /** What a value is, for messages: {@code one of adam, rmsprop}. */
  String rule() {
    return form.rule();
  }

  Form<T> form() {
    return form;
  }

  /** The texts of all its values, for a help; empty if they are not listed. */
  public List<String> keys() {
    return form.keys();
  }

  /**
   * The value of a text.
   *
   * @throws InvalidInputException if there is none; the message lacks the place
   */
  public T parse(String text) {
    return form.parse(text);
  }

  /**
   * A value that is one.
   *
   * @throws InvalidInputException if it is out of range; the message lacks the place
   */
  public T checked(T value) {
    return form.checked(value);
  }

  /** The value as files have it. */
  public String text(T value) {
    return form.text(value);
  }

  /** Whether trials with these values have one of this factor. */
  boolean applies(FactorValues values) {
    return condition.holds().test(values);
  }

  /**
   * Checks its value among those of a trial.
   *
   * @throws InvalidInputException if it is out of range, absent where trials have one, or present
   *     where they have none
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
    value.ifPresent(found -> InvalidInputException.checked(name(), () -> form.checked(found)));
  }

  private String name() {
    return key.replace('_', ' ');
  }

  /** Its part of ids; empty if the values have none. */
  Optional<String> segment(FactorValues values) {
    return values.find(this).map(value -> segment + text(value));
  }

  /** Its value for a reader; empty if the values have none. */
  Optional<String> words(FactorValues values) {
    return values.find(this).map(words);
  }

  /** Whether the values have the standard one, or none. */
  boolean isStandard(FactorValues values) {
    Optional<T> value = values.find(this);
    return value.isEmpty() || value.equals(standard);
  }

  /** By the order of the values; none is the standard one, or comes first. */
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
