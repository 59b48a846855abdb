package org.optimizerstudy.experiment;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One training run. Its values determine it completely.
 *
 * @param values values of all {@linkplain Factor factors} that apply; of the hyper-parameters those
 *     that differ from the rule's defaults, even if more were given
 */
public record Trial(FactorValues values) {

  /** The data set of the paper. */
  public static final String MNIST = "mnist";

  /** Training examples after the split of the paper's loader; also the size of a full batch. */
  public static final int TRAINING_EXAMPLES = 55_000;

  /** The largest number of epochs; the limit catches typing errors. */
  public static final int MAX_EPOCHS = 100_000;

  public static final int DEFAULT_BATCH = 100;
  public static final int DEFAULT_EPOCHS = 100;
  public static final Initialisation DEFAULT_INITIALISATION = Initialisation.XAVIER;

  /**
   * @throws InvalidInputException if a value is out of range, a value that the network or the rule
   *     requires is absent, or a value that it does not have is present
   */
  public Trial {
    HyperParameters defaults =
        values.get(Factor.OPTIMIZER).hyperParameters(values.get(Factor.SEMANTICS));
    HyperParameters given = values.get(Factor.HYPER_PARAMETERS);
    values.get(Factor.OPTIMIZER).require(given, values.get(Factor.SEMANTICS));
    values = values.with(Factor.HYPER_PARAMETERS, given.without(defaults));
    for (Factor<?> factor : Factor.ALL) {
      factor.check(values);
    }
  }

  /** A trial with the standard reading of the number of filters. */
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

  /** The name of the data set, {@value #MNIST} unless other data are used. */
  public String dataset() {
    return values.get(Factor.DATASET);
  }

  /** The network. */
  public NetworkKind network() {
    return values.get(Factor.NETWORK);
  }

  /** The reading of the paper's stride; empty for a network without convolutions. */
  public Optional<Reading> reading() {
    return values.find(Factor.READING);
  }

  /** The reading of the paper's number of filters; empty for a network without convolutions. */
  public Optional<Filters> filters() {
    return values.find(Factor.FILTERS);
  }

  /** The optimizer. */
  public OptimizerKind optimizer() {
    return values.get(Factor.OPTIMIZER);
  }

  /** The origin of the optimizer's update rule. */
  public Semantics semantics() {
    return values.get(Factor.SEMANTICS);
  }

  /** The learning rate; empty for a rule without one. */
  public OptionalDouble learningRate() {
    return values.findNumber(Factor.LEARNING_RATE);
  }

  /** All hyper-parameters of the rule except the learning rate. */
  public HyperParameters hyperParameters() {
    return optimizer().hyperParameters(semantics()).with(values.get(Factor.HYPER_PARAMETERS));
  }

  /** The seed of the initial parameters and of the order of batches. */
  public long seed() {
    return values.get(Factor.SEED);
  }

  /** The number of examples per step. */
  public int batch() {
    return values.get(Factor.BATCH);
  }

  /** The number of passes over the training examples. */
  public int epochs() {
    return values.get(Factor.EPOCHS);
  }

  /** The initialisation of weights and biases. */
  public Initialisation initialisation() {
    return values.get(Factor.INITIALISATION);
  }

  /** The same trial with another name of the data set. */
  public Trial on(String otherName) {
    return new Trial(values.with(Factor.DATASET, otherName));
  }

  /** The trial's id. */
  public TrialId id() {
    return TrialId.of(this);
  }

  /** The number of steps per epoch; a last batch that is not full counts as one. */
  public int stepsPerEpoch() {
    return (TRAINING_EXAMPLES + batch() - 1) / batch();
  }
}
