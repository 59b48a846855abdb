package org.optimizerstudy.execution;

import org.optimizerstudy.experiment.InvalidInputException;

/** Provides local workers. */
public final class LocalProvider implements ExecutorProvider {

  /** The value of the option --executor for local workers. */
  public static final String KEY = "local";

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public void check(Placement placement) {
    placement.workers().ifPresent(LocalWorkers::requireCount);
    if (placement.master().isPresent() || !placement.configuration().isEmpty()) {
      throw new InvalidInputException(
          "--master, --conf: must be used with --executor spark only, found them with local");
    }
  }

  @Override
  public TrialExecutor executor(Placement placement, Run run) {
    int workers = run.runner().sessions(placement.workers());
    return new LocalWorkers(workers, run.runner(), run.results(), run.model(), run.stop());
  }
}
