package org.optimizerstudy.metrics;

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
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.FinalMeasures;
import org.optimizerstudy.results.TrialHistory;
import org.optimizerstudy.results.TrialStatus;

/** Finished trials with a known truth. */
public final class MadeHistories {

  private final Semantics semantics;
  private final Reading reading;
  private final int epochs;
  private final int batch;
  private final List<TrialHistory> histories;

  private MadeHistories(
      Semantics semantics, Reading reading, int epochs, int batch, List<TrialHistory> histories) {
    this.semantics = semantics;
    this.reading = reading;
    this.epochs = epochs;
    this.batch = batch;
    this.histories = histories;
  }

  public static MadeHistories under(Semantics semantics) {
    return under(semantics, Reading.STRIDED);
  }

  public static MadeHistories under(Semantics semantics, Reading reading) {
    return new MadeHistories(semantics, reading, 100, Trial.DEFAULT_BATCH, new ArrayList<>());
  }

  /** More trials, of another number of epochs. */
  public MadeHistories epochs(int number) {
    return new MadeHistories(semantics, reading, number, batch, histories);
  }

  /** Trials whose test accuracy is the same at every epoch, one for each of seeds 1, 2, ... */
  public MadeHistories accuracy(
      NetworkKind network, OptimizerKind optimizer, double rate, double... bySeed) {
    return accuracyFromSeed(1, network, optimizer, rate, bySeed);
  }

  /** The same for given seeds. */
  public MadeHistories accuracyFromSeed(
      long first, NetworkKind network, OptimizerKind optimizer, double rate, double... bySeed) {
    for (int i = 0; i < bySeed.length; i++) {
      double accuracy = bySeed[i];
      add(network, optimizer, rate, first + i, epoch -> accuracy, epoch -> 1, accuracy);
    }
    return this;
  }

  /** Trials with a gap between training and test accuracy, for seeds 1, 2, ... */
  public MadeHistories gap(
      NetworkKind network, OptimizerKind optimizer, double rate, double test, double... gaps) {
    for (int i = 0; i < gaps.length; i++) {
      add(network, optimizer, rate, i + 1, epoch -> test, epoch -> 1, test + gaps[i]);
    }
    return this;
  }

  /** A trial by epoch. */
  public MadeHistories curve(
      OptimizerKind optimizer, double rate, long seed, IntToDoubleFunction accuracy) {
    return curve(NetworkKind.SMALL_CNN, optimizer, rate, seed, accuracy);
  }

  /** A trial by epoch. */
  public MadeHistories curve(
      NetworkKind network,
      OptimizerKind optimizer,
      double rate,
      long seed,
      IntToDoubleFunction accuracy) {
    return add(network, optimizer, rate, seed, accuracy, epoch -> 1, 1);
  }

  /** A trial of the deep network. */
  public MadeHistories loss(
      OptimizerKind optimizer, double rate, long seed, IntToDoubleFunction loss) {
    return add(NetworkKind.DEEP_MLP, optimizer, rate, seed, epoch -> 0.9, loss, 0.9);
  }

  /** Removes the training accuracy of all trials so far, as in old results. */
  public MadeHistories withoutTrainAccuracy() {
    histories.replaceAll(
        c ->
            new TrialHistory(c.trial(), c.status(), c.records(), c.stateBytes(), Optional.empty()));
    return this;
  }

  /** More trials, with another batch size. */
  public MadeHistories batch(int size) {
    return new MadeHistories(semantics, reading, epochs, size, histories);
  }

  /** A trial that diverged in an epoch. */
  public MadeHistories diverged(
      NetworkKind network, OptimizerKind optimizer, double rate, int epoch) {
    accuracy(network, optimizer, rate, 0.9);
    TrialHistory whole = histories.remove(histories.size() - 1);
    histories.add(
        new TrialHistory(
            whole.trial(),
            new TrialStatus.Diverged(epoch, 1),
            whole.records().subList(0, epoch - 1),
            whole.stateBytes(),
            Optional.empty()));
    return this;
  }

  /** Sets the bytes of state of the last trial, or none. */
  public MadeHistories stateBytes(OptionalDouble bytes) {
    TrialHistory last = histories.remove(histories.size() - 1);
    histories.add(
        new TrialHistory(last.trial(), last.status(), last.records(), bytes, last.measures()));
    return this;
  }

  /** Sets the training accuracy of the last trial after its last epoch. */
  public MadeHistories trainAccuracy(double accuracy) {
    TrialHistory last = histories.remove(histories.size() - 1);
    histories.add(
        new TrialHistory(
            last.trial(),
            last.status(),
            last.records(),
            last.stateBytes(),
            Optional.of(new FinalMeasures(0.1, accuracy))));
    return this;
  }

  /** Adds a given trial, or replaces it. */
  public MadeHistories add(TrialHistory history) {
    histories.removeIf(other -> other.trial().equals(history.trial()));
    histories.add(history);
    return this;
  }

  public List<TrialHistory> list() {
    return List.copyOf(histories);
  }

  private MadeHistories add(
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
            batch,
            epochs,
            Trial.DEFAULT_INITIALISATION);
    List<EpochRecord> records = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      double test = accuracy.applyAsDouble(epoch);
      records.add(
          new EpochRecord(
              epoch, epoch * 550L, loss.applyAsDouble(epoch), trainAccuracy, test, 0.1, test, 2));
    }
    histories.removeIf(history -> history.trial().equals(trial));
    histories.add(
        new TrialHistory(
            trial,
            new TrialStatus.Completed(),
            records,
            OptionalDouble.of(Float.BYTES),
            Optional.of(new FinalMeasures(0.1, trainAccuracy))));
    return this;
  }
}
