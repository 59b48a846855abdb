package org.optimizerstudy.execution;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.optimizerstudy.RealData;
import org.optimizerstudy.TestRunners;
import org.optimizerstudy.experiment.Initialisation;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.TrialStatus;
import org.optimizerstudy.training.TrialRunner;

/** Every rule on little data, for tests that interrupt them. */
public final class SmallStudy {

  private SmallStudy() {}

  /** Trains on little data. */
  public static TrialRunner runner() {
    return TestRunners.onednn(RealData.small(230, 100));
  }

  static List<Trial> trials(NetworkKind network, int epochs) {
    return Stream.of(OptimizerKind.values())
        .flatMap(
            optimizer ->
                optimizer.semantics().stream()
                    .map(semantics -> trial(network, optimizer, semantics, epochs)))
        .toList();
  }

  /** A trial of the study. */
  public static Trial trial(
      NetworkKind network, OptimizerKind optimizer, Semantics semantics, int epochs) {
    return new Trial(
        Trial.MNIST,
        network,
        network.isConvolutional() ? Optional.of(Reading.STRIDED) : Optional.empty(),
        optimizer,
        semantics,
        optimizer.hasLearningRate(semantics) ? OptionalDouble.of(0.005) : OptionalDouble.empty(),
        3,
        50,
        epochs,
        Initialisation.XAVIER);
  }

  /** The lines of each trial's records.csv by its id, without the seconds. */
  public static Map<String, List<String>> lines(ResultsDirectory results, List<Trial> trials)
      throws IOException {
    Map<String, List<String>> lines = new LinkedHashMap<>();
    for (Trial trial : trials) {
      lines.put(
          trial.id().value(),
          Files.readAllLines(results.trial(trial.id()).recordsFile()).stream()
              .map(line -> line.substring(0, line.lastIndexOf(',')))
              .toList());
    }
    return lines;
  }

  /** Keeps the notes and ends; may ask for a stop after a number of epochs. */
  public static class Log implements RunListener {

    final List<String> notes = Collections.synchronizedList(new ArrayList<>());
    private final List<String> ends = Collections.synchronizedList(new ArrayList<>());
    private final StopRequest stop;
    private int epochsLeft;

    /**
     * @param stop is asked after some epochs
     * @param epochs how many; 0 for never
     */
    public Log(StopRequest stop, int epochs) {
      this.stop = stop;
      this.epochsLeft = epochs;
    }

    @Override
    public void trialStarted(int worker, Trial trial) {
      // of no interest
    }

    @Override
    public void batchDone(int worker, int epoch, int examples) {
      // of no interest
    }

    @Override
    public synchronized void epochDone(int worker, Trial trial, EpochRecord record) {
      epochsLeft--;
      if (epochsLeft == 0) {
        stop.request();
      }
    }

    /** The status in which each trial ended, in order. */
    public List<String> ends() {
      return ends;
    }

    @Override
    public void noted(Trial trial, String note) {
      notes.add(trial.id() + ": " + note);
    }

    @Override
    public void trialFinished(int worker, Trial trial, TrialStatus status) {
      ends.add(status.word());
    }
  }
}
