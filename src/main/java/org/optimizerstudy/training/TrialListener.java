package org.optimizerstudy.training;

import java.io.IOException;
import org.optimizerstudy.results.EpochRecord;

/** Hears of a trial's course, on the thread that runs it. */
public interface TrialListener {

  /**
   * A batch is trained.
   *
   * @param epoch from 1
   * @param examples of the epoch so far
   */
  void batchDone(int epoch, int examples);

  /** An epoch is trained and evaluated. */
  void epochDone(EpochRecord record) throws IOException;
}
