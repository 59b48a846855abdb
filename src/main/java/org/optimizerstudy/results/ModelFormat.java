package org.optimizerstudy.results;

import java.io.IOException;
import org.optimizerstudy.experiment.Trial;

/** The format of the file model.zip, which holds the trained network of a trial. */
public interface ModelFormat {

  /**
   * The content of the file.
   *
   * @param trial the trial
   * @param state the state after its last epoch
   * @throws IOException if the network cannot be written
   */
  byte[] bytes(Trial trial, TrainingState state) throws IOException;
}
