package org.optimizerstudy.live;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import org.optimizerstudy.experiment.Initialisation;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.StockProvenance;
import org.optimizerstudy.results.TrialWriter;

/** Trials of five epochs and the files that a worker would write. */
final class RunsInTests {

  private RunsInTests() {}

  static Trial adam(double learningRate, long seed) {
    return trial(OptimizerKind.ADAM, OptionalDouble.of(learningRate), seed);
  }

  static Trial adadelta() {
    return trial(OptimizerKind.ADADELTA, OptionalDouble.empty(), 1);
  }

  private static Trial trial(OptimizerKind optimizer, OptionalDouble learningRate, long seed) {
    return new Trial(
        Trial.MNIST,
        NetworkKind.SMALL_CNN,
        Optional.of(Reading.STRIDED),
        optimizer,
        Semantics.DL4J,
        learningRate,
        seed,
        Trial.DEFAULT_BATCH,
        5,
        Initialisation.XAVIER);
  }

  static TrialWriter begin(ResultsDirectory results, Trial trial) throws IOException {
    return results.trial(trial.id()).begin(StockProvenance.of(trial));
  }

  /** Two seconds long. */
  static EpochRecord record(int epoch, double accuracy) {
    return new EpochRecord(epoch, epoch * 10L, 1.0 / epoch, accuracy, accuracy, 0.1, accuracy, 2);
  }
}
