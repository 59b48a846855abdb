package org.optimizerstudy.execution;

import org.optimizerstudy.experiment.InvalidInputException;

/** Provides local workers. */
public final class LocalProvider implements ExecutorProvider {

  /** The word that chooses local workers. */
  public static final String KEY = "local";

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public void check(Placement placement) {
    if (workers(placement) < 1) {
      throw new InvalidInputException("--workers: must be at least 1, found " + workers(placement));
    }
    if (placement.master().isPresent() || !placement.configuration().isEmpty()) {
      throw new InvalidInputException(
          "--master, --conf: must be given with --executor spark alone, found them with local");
    }
  }

  @Override
  public TrialExecutor executor(Placement placement, Run run) {
    return new LocalWorkers(workers(placement), run.runner(), run.results(), run.stop());
  }

  private static int workers(Placement placement) {
    return placement.workers().orElse(Runtime.getRuntime().availableProcessors());
  }
}
