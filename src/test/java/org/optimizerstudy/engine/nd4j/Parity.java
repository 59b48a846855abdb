package org.optimizerstudy.engine.nd4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.optimizerstudy.RealData;
import org.optimizerstudy.data.BatchOrder;
import org.optimizerstudy.data.ShuffledBatches;
import org.optimizerstudy.experiment.Initialisation;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;

/**
 * The first hundred steps of the small CNN, for comparison with the same steps in TensorFlow. The
 * main method writes what TensorFlow starts from, as oracles/tensorflow/README.md says: initial
 * parameters and batches of seed 1.
 */
final class Parity {

  static final int STEPS = 100;

  private static final int VALIDATION_EXAMPLES = 5_000;
  private static final long SEED = 1;

  private Parity() {}

  static Trial trial(OptimizerKind optimizer, double learningRate) {
    return new Trial(
        Trial.MNIST,
        NetworkKind.SMALL_CNN,
        Optional.of(Reading.STRIDED),
        optimizer,
        Semantics.TENSORFLOW,
        OptionalDouble.of(learningRate),
        SEED,
        Trial.DEFAULT_BATCH,
        Trial.DEFAULT_EPOCHS,
        Initialisation.XAVIER);
  }

  /** The loss of each step's batch before the step's update. */
  static List<Double> losses(Trial trial, UnaryOperator<MultiLayerConfiguration> layers) {
    List<Double> losses = new ArrayList<>();
    try (TrialNetwork network = TrialNetwork.create(trial, layers)) {
      TrainingStep step = new TrainingStep(network.network());
      ShuffledBatches batches =
          new ShuffledBatches(RealData.mnist().training(), trial.batch(), trial.seed());
      for (int i = 0; i < STEPS; i++) {
        losses.add(step.fit(batches.next()).loss());
      }
    }
    return losses;
  }

  public static void main(String[] arguments) throws IOException {
    Path directory = Files.createDirectories(Path.of(arguments[0]));
    Trial trial = trial(OptimizerKind.ADAM, 0.001);
    try (TrialNetwork network = TrialNetwork.create(trial, UnaryOperator.identity())) {
      for (Map.Entry<String, INDArray> parameter : network.network().paramTable().entrySet()) {
        write(directory.resolve(parameter.getKey() + ".npy"), parameter.getValue().dup('c'));
      }
    }
    int[] order = BatchOrder.of(SEED, 1, Trial.TRAINING_EXAMPLES);
    int[] rows =
        Arrays.stream(order, 0, STEPS * trial.batch()).map(i -> i + VALIDATION_EXAMPLES).toArray();
    write(
        directory.resolve("batches.npy"), Nd4j.createFromArray(rows).reshape(STEPS, trial.batch()));
  }

  private static void write(Path file, INDArray array) throws IOException {
    Files.write(file, Nd4j.toNpyByteArray(array));
  }
}
