package org.optimizerstudy.metrics;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.FactorValues;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.TrialHistory;

/**
 * Estimates the time of a trial on one worker from the fastest measured trial with the same
 * network, reading and filters. A kind of trial that was not measured takes the speed of the
 * reference machine of docs/speed.md (two cores with AVX-512), times the mean ratio of measured
 * speeds to that machine's.
 */
public final class Estimate {

  /** The key of the engine whose speed on the reference machine is known. */
  public static final String REFERENCE_ENGINE = "onednn";

  /**
   * The time of an epoch over its training time: validation and test are 15,000 forward passes, a
   * third of a training step each, after 55,000 steps. Published trials have 1.09 to 1.11.
   */
  private static final double EVALUATION = 1 + 15_000.0 / (3 * Trial.TRAINING_EXAMPLES);

  private final Map<FactorValues, Double> imagesPerSecond;
  private final double pace;

  private Estimate(Map<FactorValues, Double> imagesPerSecond, double pace) {
    this.imagesPerSecond = Map.copyOf(imagesPerSecond);
    this.pace = pace;
  }

  /** An estimate from the records of trials, of which there may be none. */
  public static Estimate from(Collection<TrialHistory> trials) {
    Map<FactorValues, Double> speeds = new HashMap<>();
    Map<FactorValues, Double> reference = new HashMap<>();
    for (TrialHistory history : trials) {
      double seconds = history.records().stream().mapToDouble(EpochRecord::seconds).sum();
      if (seconds > 0) {
        double images = (double) Trial.TRAINING_EXAMPLES * history.records().size();
        speeds.merge(kind(history.trial()), images / seconds, Math::max);
        reference.put(kind(history.trial()), reference(history.trial()));
      }
    }
    double pace =
        speeds.entrySet().stream()
            .mapToDouble(speed -> speed.getValue() / reference.get(speed.getKey()))
            .average()
            .orElse(1);
    return new Estimate(speeds, pace);
  }

  /** Whether it is from measured trials, and not from the reference machine alone. */
  public boolean isMeasured() {
    return !imagesPerSecond.isEmpty();
  }

  /** The time of a trial, with validation and test. */
  public Duration of(Trial trial) {
    double speed = imagesPerSecond.getOrDefault(kind(trial), pace * reference(trial));
    double images = (double) Trial.TRAINING_EXAMPLES * trial.epochs();
    return Duration.ofMillis(Math.round(EVALUATION * images / speed * 1e3));
  }

  private static double reference(Trial trial) {
    return trial.network().referenceSpeed(trial.reading());
  }

  private static FactorValues kind(Trial trial) {
    return trial.values().only(Factor.NETWORK, Factor.READING, Factor.FILTERS);
  }
}
