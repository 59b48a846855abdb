package org.optimizerstudy.execution.spark;

import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.VoidFunction;
import org.optimizerstudy.experiment.FactorValues;
import org.optimizerstudy.experiment.Trial;

/**
 * The function of the job, once a trial.
 *
 * @param engine key of the engine that computes
 * @param data directory of the data, on every executor; null for the embedded MNIST
 */
record TrialTask(String engine, String data) implements VoidFunction<TrialTask.Work> {

  /**
   * A trial on its way to an executor.
   *
   * @param index its place in the run
   * @param values texts by the factors' keys
   */
  record Work(int index, Map<String, String> values) implements Serializable {

    static Work of(int index, Trial trial) {
      return new Work(index, trial.values().texts());
    }

    Trial trial() {
      return new Trial(FactorValues.parse(values));
    }
  }

  @Override
  public void call(Work work) throws IOException {
    TrialPlugin.site().run(this, work, TaskContext.get());
  }
}
