package org.optimizerstudy.experiment;

import java.util.Locale;
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
    learningRate.ifPresent(
        rate -> InvalidInputException.checked("learning rate", () -> checkedLearningRate(rate)));
    InvalidInputException.checked("batch", () -> checkedBatch(batch));
    InvalidInputException.checked("epochs", () -> checkedEpochs(epochs));
  }

  /**
   * A learning rate that is one: the rules step in floats, in which a number outside of this range
   * would be zero, infinite or another number.
   *
   * @throws InvalidInputException if it is out of range; the message lacks the place
   */
  public static double checkedLearningRate(double learningRate) {
    if (!(learningRate >= Float.MIN_NORMAL && learningRate <= Float.MAX_VALUE)) {
      throw new InvalidInputException(
          "must be from 1.2e-38 to 3.4e38, the range of a float, found " + learningRate);
    }
    return learningRate;
  }

  /**
   * A number of examples a step that is one.
   *
   * @throws InvalidInputException if it is out of range; the message lacks the place
   */
  static int checkedBatch(long batch) {
    return (int) checked(batch, TRAINING_EXAMPLES);
  }

  /**
   * A number of epochs that is one.
   *
   * @throws InvalidInputException if it is out of range; the message lacks the place
   */
  public static int checkedEpochs(long epochs) {
    return (int) checked(epochs, MAX_EPOCHS);
  }

  private static long checked(long count, int max) {
    if (count < 1 || count > max) {
      throw new InvalidInputException(
          String.format(Locale.ROOT, "must be from 1 to %d, found %d", max, count));
    }
    return count;
  }

  /** The same trial on the same data by another name. */
  public Trial on(String otherName) {
    return new Trial(
        otherName,
        network,
        reading,
        optimizer,
        semantics,
        learningRate,
        seed,
        batch,
        epochs,
        initialisation);
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
