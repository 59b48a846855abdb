package org.optimizerstudy.results;

import java.nio.file.Path;
import java.util.Locale;
import org.optimizerstudy.experiment.TrialId;

/**
 * A trial that cannot be read or trusted. Commands report it and exclude it.
 *
 * @param id name of its directory
 * @param directory directory of the trial
 * @param file name of the damaged file
 * @param problem place, rule and value found
 * @param remedy what to do
 * @param isCopy whether the directory is a copy of another trial's directory
 */
public record DamagedTrial(
    TrialId id, Path directory, String file, String problem, String remedy, boolean isCopy)
    implements TrialReading {

  /** The message for the user, in one line. */
  public String message() {
    return String.format(Locale.ROOT, "%s: %s; %s", directory.resolve(file), problem, remedy);
  }

  /** The message without the path of the results directory, in one line. */
  public String publicMessage() {
    return String.format(Locale.ROOT, "trials/%s/%s: %s", id, file, problem);
  }
}
