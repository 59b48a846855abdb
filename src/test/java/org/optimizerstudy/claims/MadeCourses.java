package org.optimizerstudy.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.Course;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.TrialStatus;

/** Finished trials with a known truth. */
final class MadeCourses {

  private final Semantics semantics;
  private final Reading reading;
  private final int epochs;
  private final List<Course> courses = new ArrayList<>();

  private MadeCourses(Semantics semantics, Reading reading, int epochs) {
    this.semantics = semantics;
    this.reading = reading;
    this.epochs = epochs;
  }

  static MadeCourses under(Semantics semantics) {
    return new MadeCourses(semantics, Reading.STRIDED, 100);
  }

  static MadeCourses under(Semantics semantics, Reading reading) {
    return new MadeCourses(semantics, reading, 100);
  }

  MadeCourses epochs(int number) {
    return new MadeCourses(semantics, reading, number);
  }

  /** Trials whose test accuracy is the same at every epoch, one for each of seeds 1, 2, ... */
  MadeCourses accuracy(
      NetworkKind network, OptimizerKind optimizer, double rate, double... bySeed) {
    for (int i = 0; i < bySeed.length; i++) {
      double accuracy = bySeed[i];
      add(network, optimizer, rate, i + 1, epoch -> accuracy, epoch -> 1, accuracy);
    }
    return this;
  }

  /** Trials with another training accuracy than test accuracy. */
  MadeCourses gap(
      NetworkKind network, OptimizerKind optimizer, double rate, double train, double test) {
    return add(network, optimizer, rate, 1, epoch -> test, epoch -> 1, train);
  }

  /** A trial by epoch. */
  MadeCourses curve(OptimizerKind optimizer, double rate, long seed, IntToDoubleFunction accuracy) {
    return add(NetworkKind.SMALL_CNN, optimizer, rate, seed, accuracy, epoch -> 1, 1);
  }

  /** A trial of the deep network. */
  MadeCourses loss(OptimizerKind optimizer, long seed, IntToDoubleFunction loss) {
    return add(NetworkKind.DEEP_MLP, optimizer, 0.001, seed, epoch -> 0.9, loss, 0.9);
  }

  /** A trial that diverged in an epoch. */
  MadeCourses diverged(NetworkKind network, OptimizerKind optimizer, double rate, int epoch) {
    accuracy(network, optimizer, rate, 0.9);
    Course whole = courses.remove(courses.size() - 1);
    courses.add(
        new Course(
            whole.trial(),
            new TrialStatus.Diverged(epoch, 1),
            whole.records().subList(0, epoch - 1),
            whole.stateBytes(),
            OptionalDouble.empty()));
    return this;
  }

  /** The last trial with other bytes of state, or none recorded. */
  MadeCourses stateBytes(OptionalDouble bytes) {
    Course last = courses.remove(courses.size() - 1);
    courses.add(
        new Course(last.trial(), last.status(), last.records(), bytes, last.finalTrainAccuracy()));
    return this;
  }

  List<Course> list() {
    return List.copyOf(courses);
  }

  private MadeCourses add(
      NetworkKind network,
      OptimizerKind optimizer,
      double rate,
      long seed,
      IntToDoubleFunction accuracy,
      IntToDoubleFunction loss,
      double trainAccuracy) {
    Trial trial =
        new Trial(
            Trial.MNIST,
            network,
            network.isConvolutional() ? Optional.of(reading) : Optional.empty(),
            optimizer,
            semantics,
            optimizer.hasLearningRate(semantics) ? OptionalDouble.of(rate) : OptionalDouble.empty(),
            seed,
            Trial.DEFAULT_BATCH,
            epochs,
            Trial.DEFAULT_INITIALISATION);
    List<EpochRecord> records = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      double test = accuracy.applyAsDouble(epoch);
      records.add(
          new EpochRecord(
              epoch, epoch * 550L, loss.applyAsDouble(epoch), trainAccuracy, test, 0.1, test, 2));
    }
    courses.removeIf(course -> course.trial().equals(trial));
    courses.add(
        new Course(
            trial,
            new TrialStatus.Completed(),
            records,
            OptionalDouble.of(Float.BYTES),
            OptionalDouble.of(trainAccuracy)));
    return this;
  }
}
