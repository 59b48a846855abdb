package org.optimizerstudy.experiment;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One training run, wholly determined by its values.
 *
 * @param dataset name of the data set, {@value #MNIST} unless another was given
 * @param network the network
 * @param reading how the paper's stride is read; empty for a network without convolutions
 * @param optimizer the optimizer
 * @param semantics where the optimizer's rule is from; the optimizer has a rule there
 * @param learningRate the learning rate; empty for a rule that has none
 * @param seed of the initial parameters and of the order of batches
 * @param batch examples a step
 * @param epochs passes over the training examples
 * @param initialisation of weights and biases
 */
public record Trial(
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

  /** The data set of the paper. */
  public static final String MNIST = "mnist";

  /** Training examples after the split of the paper's loader; also the size of a full batch. */
  public static final int TRAINING_EXAMPLES = 55_000;

  /** The largest number of epochs; far above any use, it keeps a slip of the pen from running. */
  public static final int MAX_EPOCHS = 100_000;

  public static final int DEFAULT_BATCH = 100;
  public static final int DEFAULT_EPOCHS = 100;
  public static final Initialisation DEFAULT_INITIALISATION = Initialisation.XAVIER;

  /**
   * @throws InvalidInputException if a value is out of range, or a value that the network or the
   *     rule needs is absent, or one that it does not have is present
   */
  public Trial {
    Objects.requireNonNull(dataset, "dataset");
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(optimizer, "optimizer");
    Objects.requireNonNull(semantics, "semantics");
    Objects.requireNonNull(initialisation, "initialisation");
    if (!dataset.matches("[a-z0-9][a-z0-9-]{0,99}")) {
      throw new InvalidInputException(
          "dataset: must consist of small letters, digits and hyphens, found \"" + dataset + "\"");
    }
    if (reading.isPresent() != network.isConvolutional()) {
      throw new InvalidInputException(
          "reading: must be given for a convolutional network and for no other, found "
              + reading.map(Reading::key).orElse("none")
              + " for "
              + network.key());
    }
    optimizer.requireRule(semantics);
    if (learningRate.isPresent() != optimizer.hasLearningRate(semantics)) {
      throw new InvalidInputException(
          "learning rate: must be given exactly for rules that have one, found "
              + (learningRate.isPresent() ? learningRate.getAsDouble() : "none")
              + " for "
              + optimizer.key()
              + " ("
              + semantics.key()
              + ")");
    }
    learningRate.ifPresent(Trial::checkLearningRate);
    checkBatch(batch);
    checkEpochs(epochs);
  }

  /**
   * Checks a learning rate.
   *
   * @throws InvalidInputException if it is not positive and finite
   */
  public static void checkLearningRate(double learningRate) {
    if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
      throw new InvalidInputException(
          "learning rate: must be positive and finite, found " + learningRate);
    }
  }

  static void checkBatch(int batch) {
    if (batch < 1 || batch > TRAINING_EXAMPLES) {
      throw new InvalidInputException(
          "batch: must be from 1 to " + TRAINING_EXAMPLES + ", found " + batch);
    }
  }

  static void checkEpochs(int epochs) {
    if (epochs < 1 || epochs > MAX_EPOCHS) {
      throw new InvalidInputException(
          "epochs: must be from 1 to " + MAX_EPOCHS + ", found " + epochs);
    }
  }

  /** The canonical, readable name. */
  public TrialId id() {
    return TrialId.of(this);
  }

  /** What of it the paper does not vary. */
  public Setting setting() {
    return new Setting(dataset, batch, epochs, initialisation);
  }

  /** Steps an epoch: a last batch that is not full counts. */
  public int stepsPerEpoch() {
    return (TRAINING_EXAMPLES + batch - 1) / batch;
  }
}
