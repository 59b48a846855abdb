package org.optimizerstudy;

import org.optimizerstudy.data.Dataset;
import org.optimizerstudy.engine.Engine;
import org.optimizerstudy.engine.nd4j.Nd4jEngine;
import org.optimizerstudy.engine.onednn.OneDnnEngine;
import org.optimizerstudy.training.TrialRunner;

/** Runners of each engine on this machine's CPU. */
public final class TestRunners {

  private TestRunners() {}

  public static TrialRunner onednn(Dataset dataset) {
    return of(new OneDnnEngine(), dataset);
  }

  public static TrialRunner nd4j(Dataset dataset) {
    return of(new Nd4jEngine(), dataset);
  }

  private static TrialRunner of(Engine engine, Dataset dataset) {
    return new TrialRunner(engine, engine.devices(), dataset);
  }
}
