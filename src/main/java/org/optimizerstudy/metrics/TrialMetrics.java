package org.optimizerstudy.metrics;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.TrialHistory;
import org.optimizerstudy.results.TrialStatus;
import org.optimizerstudy.statistics.Interval;

/**
 * The results of one finished trial. Epochs are selected by validation accuracy; test accuracies
 * are read at the selected epoch.
 *
 * @param trial the values of the trial
 * @param divergedAt epoch in which it diverged; empty if it completed
 * @param finalAccuracy test accuracy after the last epoch with its 95 % Wilson interval; empty if
 *     it diverged
 * @param best the epoch of the highest validation accuracy; empty if no epoch was recorded
 * @param gap training accuracy minus test accuracy in the last recorded epoch; training accuracy is
 *     a running mean over the epoch, so the gap is slightly underestimated
 * @param targets one for each of {@link #TARGETS}, in their order
 */
public record TrialMetrics(
    Trial trial,
    OptionalInt divergedAt,
    Optional<Interval> finalAccuracy,
    Optional<Best> best,
    OptionalDouble gap,
    List<Target> targets) {

  /** Target validation accuracies. */
  public static final List<Double> TARGETS = List.of(0.95, 0.98, 0.99);

  public TrialMetrics {
    targets = List.copyOf(targets);
  }

  /**
   * The epoch with the highest validation accuracy, the first if equal.
   *
   * @param epoch from 1
   * @param validation validation accuracy there
   * @param test test accuracy there
   */
  public record Best(int epoch, double validation, double test) {

    /** The best of these epochs; empty if there are none. */
    public static Optional<Best> of(List<EpochRecord> records) {
      return records.stream()
          .reduce((a, b) -> b.validationAccuracy() > a.validationAccuracy() ? b : a)
          .map(r -> new Best(r.epoch(), r.validationAccuracy(), r.testAccuracy()));
    }
  }

  /**
   * The cost of a target accuracy.
   *
   * @param accuracy the target, as a fraction of the validation examples
   * @param epochs the first epoch after which the validation accuracy is at least the target; empty
   *     if there is none
   * @param seconds wall-clock training time up to that epoch
   */
  public record Target(double accuracy, OptionalInt epochs, OptionalDouble seconds) {

    static Target of(double accuracy, List<EpochRecord> records) {
      double seconds = 0;
      for (EpochRecord record : records) {
        seconds += record.seconds();
        if (record.validationAccuracy() >= accuracy) {
          return new Target(accuracy, OptionalInt.of(record.epoch()), OptionalDouble.of(seconds));
        }
      }
      return new Target(accuracy, OptionalInt.empty(), OptionalDouble.empty());
    }
  }

  /** The measures of a finished trial. */
  public static TrialMetrics of(TrialHistory history) {
    List<EpochRecord> records = history.records();
    OptionalInt divergedAt =
        history.status() instanceof TrialStatus.Diverged diverged
            ? OptionalInt.of(diverged.epoch())
            : OptionalInt.empty();
    Optional<EpochRecord> last =
        records.isEmpty() ? Optional.empty() : Optional.of(records.get(records.size() - 1));
    return new TrialMetrics(
        history.trial(),
        divergedAt,
        last.filter(record -> divergedAt.isEmpty())
            .map(record -> TestAccuracy.interval(List.of(record.testAccuracy()))),
        Best.of(records),
        last.map(record -> OptionalDouble.of(record.trainAccuracy() - record.testAccuracy()))
            .orElse(OptionalDouble.empty()),
        TARGETS.stream().map(accuracy -> Target.of(accuracy, records)).toList());
  }

  /** The measures of finished trials, in the order of their ids. */
  public static List<TrialMetrics> of(List<TrialHistory> histories) {
    return histories.stream()
        .map(TrialMetrics::of)
        .sorted(Comparator.comparing(metrics -> metrics.trial().id()))
        .toList();
  }
}
