package org.optimizerstudy.publishing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.LongStream;
import org.optimizerstudy.experiment.Initialisation;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.Environment;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.Provenance;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.TrialStatus;
import org.optimizerstudy.results.TrialWriter;

/**
 * Results that no network produced: smooth curves with seeded noise, of the shape that the paper
 * tells of. For the look and the speed of reports, never published.
 *
 * @param epochs of every trial
 * @param seeds of every cell
 * @param semantics whose rules
 * @param readings of the stride
 */
public record MadeUpResults(
    int epochs, List<Long> seeds, List<Semantics> semantics, List<Reading> readings) {

  /** A name that would run a script if a report did not escape it. */
  static final String HOSTILE_CPU = "</script><script>throw Error('unescaped')</script>&\"'";

  private static final List<Double> RATES = List.of(0.0001, 0.0005, 0.001, 0.005, 0.01);

  /**
   * Writes many trials, for measurements of scale. Arguments: the directory, the number of seeds,
   * epochs; and {@code all} for all rules and readings, 218 trials a seed instead of 42.
   */
  public static void main(String[] arguments) throws IOException {
    boolean all = arguments.length > 3 && arguments[3].equals("all");
    new MadeUpResults(
            Integer.parseInt(arguments[2]),
            LongStream.rangeClosed(1, Integer.parseInt(arguments[1])).boxed().toList(),
            all ? PaperGrid.SEMANTICS : List.of(Semantics.TENSORFLOW),
            all ? List.of(Reading.values()) : List.of(Reading.STRIDED))
        .write(Path.of(arguments[0]));
  }

  /** Writes them as a results directory. */
  public ResultsDirectory write(Path directory) throws IOException {
    ResultsDirectory results = ResultsDirectory.create(directory);
    for (Trial trial : trials()) {
      write(results, trial);
    }
    results.writeRecords();
    return results;
  }

  List<Trial> trials() {
    List<Trial> trials = new ArrayList<>();
    for (Semantics rule : semantics) {
      for (OptimizerKind optimizer : PaperGrid.OPTIMIZERS) {
        for (long seed : seeds) {
          for (Reading reading : readings) {
            for (double rate : optimizer.hasLearningRate(rule) ? RATES : List.of(0.001)) {
              trials.add(trial(NetworkKind.SMALL_CNN, reading, optimizer, rule, rate, seed));
            }
            trials.add(trial(NetworkKind.MEDIUM_CNN, reading, optimizer, rule, 0.001, seed));
          }
          trials.add(trial(NetworkKind.DEEP_MLP, null, optimizer, rule, 0.001, seed));
        }
      }
    }
    return trials;
  }

  private Trial trial(
      NetworkKind network,
      Reading reading,
      OptimizerKind optimizer,
      Semantics rule,
      double rate,
      long seed) {
    return new Trial(
        Trial.MNIST,
        network,
        Optional.ofNullable(reading),
        optimizer,
        rule,
        optimizer.hasLearningRate(rule) ? OptionalDouble.of(rate) : OptionalDouble.empty(),
        seed,
        Trial.DEFAULT_BATCH,
        epochs,
        Initialisation.XAVIER);
  }

  private static void write(ResultsDirectory results, Trial trial) throws IOException {
    ObjectNode updater = JsonNodeFactory.instance.objectNode();
    updater.put("@class", "made.up." + trial.optimizer().key());
    trial.learningRate().ifPresent(rate -> updater.put("learningRate", rate));
    Provenance provenance =
        new Provenance(trial, updater, 8, Map.of("made-up", "00"), "nd4j", environment());
    boolean diverges =
        trial.optimizer() == OptimizerKind.RMSPROP
            && trial.learningRate().orElse(0) == 0.01
            && trial.seed() > 1;
    int last = diverges ? Math.max(1, trial.epochs() / 3) : trial.epochs();
    try (TrialWriter writer = results.trial(trial.id()).begin(provenance)) {
      Random random = new Random(trial.id().value().hashCode());
      for (int epoch = 1; epoch <= last; epoch++) {
        writer.append(record(trial, epoch, random));
      }
      writer.finish(
          diverges
              ? new TrialStatus.Diverged(last + 1, last * 550L + 17)
              : new TrialStatus.Completed());
    }
  }

  private static EpochRecord record(Trial trial, int epoch, Random random) {
    double rate = trial.learningRate().orElse(0.001);
    double top =
        switch (trial.optimizer()) {
          case ADAM -> 0.991 - rate;
          default -> throw new IllegalArgumentException(trial.optimizer().key());
          case RMSPROP -> 0.99 - rate;
          case MOMENTUM -> 0.985 + rate / 3;
          case ADAGRAD -> 0.95 + rate;
          case GRADIENT_DESCENT -> 0.93 + 3 * rate;
          case ADADELTA -> trial.semantics() == Semantics.TENSORFLOW ? 0.45 : 0.988;
        };
    double speed = 0.08 + 20 * rate * (1 + trial.optimizer().ordinal());
    double reached = (top - 0.1) * (1 - Math.exp(-speed * epoch)) + 0.1;
    double late = rate >= 0.01 ? 0.0002 * epoch : 0;
    double size = trial.network() == NetworkKind.MEDIUM_CNN ? 0.006 : 0;
    double test = Math.min(1, reached - late - size + 0.001 * random.nextGaussian());
    double loss = 2.3 * Math.exp(-speed * epoch / 3) + 0.002 * (1 + random.nextDouble());
    return new EpochRecord(
        epoch,
        epoch * 550L,
        loss,
        Math.min(1, test + 0.004),
        Math.round(test * 5_000) / 5_000.0,
        loss * 1.2,
        Math.round(test * 10_000) / 10_000.0,
        2 + random.nextDouble());
  }

  private static Environment environment() {
    return new Environment(
        Map.of("commit", "0000000", "optimizer-study", "made up"),
        "17 (made up)",
        "Linux",
        HOSTILE_CPU,
        "avx2",
        2,
        Map.of("OMP_NUM_THREADS", "1"),
        List.of());
  }
}
