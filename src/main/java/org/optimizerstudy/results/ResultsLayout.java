package org.optimizerstudy.results;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The directories that the program writes in, each with the names of its files there. Only files
 * with these names, and temporary files named after them, are ever written, replaced or removed.
 */
enum Place {
  /** A results directory, or one that a report is published in. */
  ROOT("study-results|lock|records\\.csv|claims\\.json|report\\.(?:html|ipynb|md)", true),

  /** Pictures with their tables. */
  FIGURES("(?:figure\\d|compare\\.).*\\.(?:png|svg|csv)", true),

  /** A directory per trial. */
  TRIALS("(?!)", false),

  /** The files of one trial. */
  TRIAL("trial\\.json|records\\.csv|predictions\\.txt", false),

  /** What an unfinished trial resumes from. */
  CHECKPOINT("[ab]\\.checkpoint", false);

  private final Pattern files;
  private final Pattern temporaries;
  private final boolean shared;

  Place(String files, boolean shared) {
    this.files = Pattern.compile(files);
    this.temporaries =
        Pattern.compile(
            String.format(
                Locale.ROOT, "\\.(?:%s)\\.[0-9a-f-]{36}\\.tmp|(?:%s)\\.tmp", files, files));
    this.shared = shared;
  }

  /** Whether a file of the program has this name here. */
  boolean owns(String name) {
    return files.matcher(name).matches();
  }

  /** The directory of this name in this one, if the program has one. */
  Optional<Place> below(String name) {
    return switch (this) {
      case ROOT ->
          switch (name) {
            case "trials" -> Optional.of(TRIALS);
            case "figures" -> Optional.of(FIGURES);
            default -> Optional.empty();
          };
      case TRIALS -> Optional.of(TRIAL);
      case TRIAL -> name.equals("checkpoint") ? Optional.of(CHECKPOINT) : Optional.empty();
      case FIGURES, CHECKPOINT -> Optional.empty();
    };
  }

  /** Whether processes write here that have not taken the {@link ResultsLock}. */
  boolean isShared() {
    return shared;
  }

  /** A new name for a file that is not whole yet. */
  String temporary(String file) {
    return String.format(Locale.ROOT, ".%s.%s.tmp", file, UUID.randomUUID());
  }

  /** Whether this is the name of a file of the program that is not whole yet. */
  boolean isTemporary(String name) {
    return temporaries.matcher(name).matches();
  }
}
