package org.optimizerstudy.execution;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.ResultsLock;
import org.optimizerstudy.results.StoredTrial;

/** What a test starts in a JVM of its own to kill it: runs trials in a results directory. */
final class ChildRun {

  private ChildRun() {}

  /** Arguments: the results directory, the number of trials, epochs, workers. */
  public static void main(String[] arguments) throws IOException {
    ResultsDirectory results = ResultsDirectory.create(Path.of(arguments[0]));
    List<Trial> trials =
        SmallStudy.trials(NetworkKind.DEEP_MLP, Integer.parseInt(arguments[2]))
            .subList(0, Integer.parseInt(arguments[1]));
    StopRequest never = new StopRequest();
    try (ResultsLock lock = ResultsLock.take(results)) {
      results.tidy(results.read().trials());
      List<Trial> pending = new ArrayList<>();
      for (Trial trial : trials) {
        if (!(results.trial(trial.id()).read().orElse(null) instanceof StoredTrial stored)
            || !stored.isFinished()) {
          pending.add(trial);
        }
      }
      new LocalWorkers(Integer.parseInt(arguments[3]), SmallStudy.runner(), results, never)
          .execute(
              pending,
              new SmallStudy.Log(never, 0) {
                @Override
                public void epochDone(int worker, Trial trial, EpochRecord record) {
                  System.out.println("epoch " + record.epoch());
                }
              });
    }
  }

  static Process start(Path results, int trials, int epochs, int workers) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            ChildRun.class.getName(),
            results.toString(),
            Integer.toString(trials),
            Integer.toString(epochs),
            Integer.toString(workers))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
