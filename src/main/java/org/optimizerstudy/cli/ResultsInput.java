package org.optimizerstudy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import org.optimizerstudy.experiment.TrialGlob;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.StoredResults;

/** What a command reads from a results directory. */
final class ResultsInput {

  private ResultsInput() {}

  /**
   * Reads the trials, once, and names on standard error what is ignored or left out.
   *
   * @param only what the ids of the trials must match; all if empty
   */
  static StoredResults read(ResultsDirectory directory, Optional<TrialGlob> only, PrintWriter err)
      throws IOException {
    StoredResults all = directory.read();
    all.notes().forEach(note -> err.println("note: " + note));
    StoredResults results = all.only(only);
    nameDamaged(results, err);
    return results;
  }

  /** Names the trials on standard error that are left out because they are damaged. */
  static void nameDamaged(StoredResults results, PrintWriter err) {
    results.damaged().forEach(trial -> err.println("study: left out: " + trial.message()));
    err.flush();
  }
}
