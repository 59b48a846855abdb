package org.optimizerstudy.execution.spark;

import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.VoidFunction;
import org.optimizerstudy.experiment.Initialisation;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;

/**
 * The function of the job, once a trial.
 *
 * @param engine key of the engine that computes
 * @param data directory of the data, on every executor; null for the embedded MNIST
 */
record TrialTask(String engine, String data) implements VoidFunction<TrialTask.Work> {

  /**
   * A trial on its way to an executor; null where the trial has no value.
   *
   * @param index its place in the run
   */
  record Work(
      int index,
      String dataset,
      NetworkKind network,
      Reading reading,
      OptimizerKind optimizer,
      Semantics semantics,
      Double learningRate,
      long seed,
      int batch,
      int epochs,
      Initialisation initialisation)
      implements Serializable {

    static Work of(int index, Trial trial) {
      return new Work(
          index,
          trial.dataset(),
          trial.network(),
          trial.reading().orElse(null),
          trial.optimizer(),
          trial.semantics(),
          trial.learningRate().isPresent() ? trial.learningRate().getAsDouble() : null,
          trial.seed(),
          trial.batch(),
          trial.epochs(),
          trial.initialisation());
    }

    Trial trial() {
      return new Trial(
          dataset,
          network,
          Optional.ofNullable(reading),
          optimizer,
          semantics,
          learningRate == null ? OptionalDouble.empty() : OptionalDouble.of(learningRate),
          seed,
          batch,
          epochs,
          initialisation);
    }
  }

  @Override
  public void call(Work work) throws IOException {
    TrialPlugin.site().run(this, work, TaskContext.get());
  }
}
