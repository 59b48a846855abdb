package org.optimizerstudy.results;

import java.nio.file.Path;
import java.util.Locale;
import org.optimizerstudy.experiment.TrialId;

/**
 * A trial that cannot be trusted or read: it is named, and left out of everything else.
 *
 * @param id of its directory
 * @param directory of the trial
 * @param file name of the damaged file in it
 * @param problem place, rule and value found
 * @param remedy what to do
 * @param isCopy whether the directory holds the trial of another one under a new name
 */
public record DamagedTrial(
    TrialId id, Path directory, String file, String problem, String remedy, boolean isCopy)
    implements TrialReading {

  /** One line for the user. */
  public String message() {
    return String.format(Locale.ROOT, "%s: %s; %s", directory.resolve(file), problem, remedy);
  }

  /** One line that is the same wherever the results directory is. */
  public String publicMessage() {
    return String.format(Locale.ROOT, "trials/%s/%s: %s", id, file, problem);
  }
}
