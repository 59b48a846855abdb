package org.optimizerstudy.execution;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.FactorValues;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.StoredResults;
import org.optimizerstudy.results.StoredTrial;

/**
 * Estimates the time of a trial on one worker from the fastest epoch of the same network, reading
 * and filters in the results directory. If there is none, the speed of the reference machine of
 * docs/speed.md is used (two cores with AVX-512).
 */
public final class Estimate {

  /** The key of the engine whose speed on the reference machine is known. */
  public static final String REFERENCE_ENGINE = "onednn";

  private final Map<FactorValues, Double> imagesPerSecond;

  private Estimate(Map<FactorValues, Double> imagesPerSecond) {
    this.imagesPerSecond = Map.copyOf(imagesPerSecond);
  }

  /** An estimate from the records of a results directory, which may be empty or absent. */
  public static Estimate from(StoredResults results) {
    Map<FactorValues, Double> fastest = new HashMap<>();
    for (StoredTrial trial : results.trials()) {
      FactorValues kind = kind(trial.trial());
      for (EpochRecord record : trial.records()) {
        if (record.seconds() > 0) {
          fastest.merge(kind, Trial.TRAINING_EXAMPLES / record.seconds(), Math::max);
        }
      }
    }
    return new Estimate(fastest);
  }

  /** The training time of a trial, without evaluation. */
  public Duration of(Trial trial) {
    double rate =
        imagesPerSecond.getOrDefault(
            kind(trial), (double) trial.network().referenceSpeed(trial.reading()));
    double images = (double) Trial.TRAINING_EXAMPLES * trial.epochs();
    return Duration.ofMillis(Math.round(images / rate * 1e3));
  }

  private static FactorValues kind(Trial trial) {
    return trial.values().only(Factor.NETWORK, Factor.READING, Factor.FILTERS);
  }
}
