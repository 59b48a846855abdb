package org.optimizerstudy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import org.optimizerstudy.experiment.TrialGlob;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.StoredResults;

/** Reads results directories for commands. */
final class ResultsInput {

  private ResultsInput() {}

  /**
   * Reads the trials and names on standard error what is ignored or excluded.
   *
   * @param only pattern of the ids; all trials if empty
   */
  static StoredResults read(ResultsDirectory directory, Optional<TrialGlob> only, PrintWriter err)
      throws IOException {
    StoredResults all = directory.read();
    nameIgnored(all, err);
    StoredResults results = all.only(only);
    nameDamaged(results, err);
    return results;
  }

  /** Names the files and directories that are ignored on standard error. */
  static void nameIgnored(StoredResults results, PrintWriter err) {
    results.notes().forEach(note -> err.println("note: " + note));
  }

  /** Names the damaged trials on standard error. */
  static void nameDamaged(StoredResults results, PrintWriter err) {
    results.damaged().forEach(trial -> err.println("study: left out: " + trial.message()));
    err.flush();
  }
}
