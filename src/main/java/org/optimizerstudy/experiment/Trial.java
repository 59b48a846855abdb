package org.optimizerstudy.experiment;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One training run, wholly determined by its values.
 *
 * @param values of all {@linkplain Factor factors} that apply; of the hyper-parameters those that
 *     are not the rule's defaults, even if more were given
 */
public record Trial(FactorValues values) {

  /** The data set of the paper. */
  public static final String MNIST = "mnist";

  /** Training examples after the split of the paper's loader; also the size of a full batch. */
  public static final int TRAINING_EXAMPLES = 55_000;

  /** The largest number of epochs; it catches typing errors. */
  public static final int MAX_EPOCHS = 100_000;

  public static final int DEFAULT_BATCH = 100;
  public static final int DEFAULT_EPOCHS = 100;
  public static final Initialisation DEFAULT_INITIALISATION = Initialisation.XAVIER;

  /**
   * @throws InvalidInputException if a value is out of range, or a value that the network or the
   *     rule needs is absent, or one that it does not have is present
   */
  public Trial {
    HyperParameters defaults =
        values.get(Factor.OPTIMIZER).hyperParameters(values.get(Factor.SEMANTICS));
    HyperParameters given = values.get(Factor.HYPER_PARAMETERS);
    values.get(Factor.OPTIMIZER).require(given, values.get(Factor.SEMANTICS));
    Schedule schedule = values.get(Factor.SCHEDULE);
    values.get(Factor.OPTIMIZER).require(schedule, values.get(Factor.SEMANTICS));
    values =
        values
            .with(Factor.HYPER_PARAMETERS, given.without(defaults))
            .with(Factor.SCHEDULE, schedule);
    for (Factor<?> factor : Factor.ALL) {
      factor.check(values);
    }
  }

  /** A trial with the study's own reading of the number of filters. */
  public Trial(
      String dataset,
      NetworkKind network,
      Optional<Reading> reading,
      OptimizerKind optimizer,
      Semantics semantics,
      OptionalDouble learningRate,
      long seed,
      int batch,
      int epochs,
      Initialisation initialisation) {
    this(
        FactorValues.NONE
            .with(Factor.DATASET, dataset)
            .with(Factor.NETWORK, network)
            .with(Factor.READING, reading)
            .withIfApplicable(Factor.FILTERS, Filters.PER_LAYER)
            .with(Factor.OPTIMIZER, optimizer)
            .with(Factor.SEMANTICS, semantics)
            .with(
                Factor.LEARNING_RATE,
                learningRate.isPresent()
                    ? Optional.of(learningRate.getAsDouble())
                    : Optional.empty())
            .with(Factor.SEED, seed)
            .with(Factor.BATCH, batch)
            .with(Factor.EPOCHS, epochs)
            .with(Factor.INITIALISATION, initialisation));
  }

  /** Name of the data set, {@value #MNIST} unless another was given. */
  public String dataset() {
    return values.get(Factor.DATASET);
  }

  /** The network. */
  public NetworkKind network() {
    return values.get(Factor.NETWORK);
  }

  /** How the paper's stride is read; empty for a network without convolutions. */
  public Optional<Reading> reading() {
    return values.find(Factor.READING);
  }

  /** How the paper's number of filters is read; empty for a network without convolutions. */
  public Optional<Filters> filters() {
    return values.find(Factor.FILTERS);
  }

  /** The optimizer. */
  public OptimizerKind optimizer() {
    return values.get(Factor.OPTIMIZER);
  }

  /** Where the optimizer's rule is from; the optimizer has a rule there. */
  public Semantics semantics() {
    return values.get(Factor.SEMANTICS);
  }

  /** The learning rate; empty for a rule that has none. */
  public OptionalDouble learningRate() {
    return values.findNumber(Factor.LEARNING_RATE);
  }

  /** All hyper-parameters of its rule but the learning rate. */
  public HyperParameters hyperParameters() {
    return optimizer().hyperParameters(semantics()).with(values.get(Factor.HYPER_PARAMETERS));
  }

  /** How the learning rate changes over the epochs. */
  public Schedule schedule() {
    return values.get(Factor.SCHEDULE);
  }

  /** Of the initial parameters and of the order of batches. */
  public long seed() {
    return values.get(Factor.SEED);
  }

  /** Examples a step. */
  public int batch() {
    return values.get(Factor.BATCH);
  }

  /** Passes over the training examples. */
  public int epochs() {
    return values.get(Factor.EPOCHS);
  }

  /** Of weights and biases. */
  public Initialisation initialisation() {
    return values.get(Factor.INITIALISATION);
  }

  /** The same trial on the same data by another name. */
  public Trial on(String otherName) {
    return new Trial(values.with(Factor.DATASET, otherName));
  }

  /** The canonical, readable name. */
  public TrialId id() {
    return TrialId.of(this);
  }

  /** Steps an epoch: a last batch that is not full counts. */
  public int stepsPerEpoch() {
    return (TRAINING_EXAMPLES + batch() - 1) / batch();
  }
}
