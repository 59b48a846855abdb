package org.optimizerstudy.claims;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.results.Course;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.TrialStatus;

/**
 * The trials that a claim needs, complete for each of some seeds.
 *
 * @param semantics whose update rules
 * @param courses by cell the trials, one a seed, in the same order of seeds for all cells
 */
record Evidence(Semantics semantics, Map<Cell, List<Course>> courses) {

  Evidence {
    courses = Map.copyOf(courses);
  }

  /** Final test accuracy of a cell; that of a guess for a trial that diverged. */
  Quantity testAccuracy(Cell cell) {
    return Quantity.testAccuracy(bySeed(cell, Guess::finalAccuracy));
  }

  /** Mean over cells of the final test accuracy, within each seed. */
  Quantity testAccuracy(List<Cell> cells) {
    List<Quantity> parts = cells.stream().map(this::testAccuracy).toList();
    List<Double> means = new ArrayList<>();
    for (int seed = 0; seed < parts.get(0).bySeed().size(); seed++) {
      int place = seed;
      means.add(
          parts.stream().mapToDouble(part -> part.bySeed().get(place)).average().orElseThrow());
    }
    return Quantity.testAccuracy(means);
  }

  /** Training accuracy in the last epoch; that of a guess for a trial that diverged. */
  Quantity trainAccuracy(Cell cell) {
    return new Quantity(
        bySeed(cell, course -> ByEpoch.of(course).last(EpochRecord::trainAccuracy, Guess.ACCURACY)),
        new OneRun.Wilson(Trial.TRAINING_EXAMPLES));
  }

  /** Training loss in the last epoch; that of a guess for a trial that diverged. */
  Quantity trainLoss(Cell cell) {
    double[] tail = ByEpoch.of(courses.get(cell).get(0)).tail(EpochRecord::trainLoss, Guess.LOSS);
    return new Quantity(
        bySeed(cell, course -> ByEpoch.of(course).last(EpochRecord::trainLoss, Guess.LOSS)),
        new OneRun.Range(
            Arrays.stream(tail).min().orElseThrow(), Arrays.stream(tail).max().orElseThrow()));
  }

  /** A number of each of a cell's trials, in the order of the seeds. */
  List<Double> bySeed(Cell cell, ToDoubleFunction<Course> number) {
    return courses.get(cell).stream().map(number::applyAsDouble).toList();
  }

  /** The final test accuracies of cells with their 95 % intervals. */
  List<Measure> accuracies(List<Cell> cells) {
    return cells.stream()
        .map(cell -> Measure.of(cell.label(), testAccuracy(cell).at(Claims.CONFIDENCE), "accuracy"))
        .toList();
  }

  /** How many seeds there are, and how many trials diverged, if any, in words. */
  String remark() {
    long seeds = seeds();
    long diverged =
        courses.values().stream()
            .flatMap(List::stream)
            .filter(course -> course.status() instanceof TrialStatus.Diverged)
            .count();
    return (seeds == 1 ? "One seed." : seeds + " seeds.")
        + (diverged == 0
            ? ""
            : String.format(
                Locale.ROOT, " Trials that diverged and count as a guess: %d.", diverged));
  }

  /** The number of seeds. */
  int seeds() {
    return courses.values().iterator().next().size();
  }

  /** All trials, in the order of their ids. */
  List<TrialId> trials() {
    return courses.values().stream()
        .flatMap(List::stream)
        .map(course -> course.trial().id())
        .sorted()
        .toList();
  }
}
