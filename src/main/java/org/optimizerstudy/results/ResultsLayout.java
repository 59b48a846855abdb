package org.optimizerstudy.results;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The directories that the program writes, each with the names of its files. Only files with these
 * names, and temporary files named after them, are ever written, replaced or removed.
 */
enum ResultsLayout {
  /** A results directory, or a directory in which a report is published. */
  ROOT(
      names(
          ResultsFiles.MARKER,
          ResultsFiles.LOCK,
          ResultsFiles.RECORDS,
          ResultsFiles.CLAIMS,
          ResultsFiles.PAGE,
          ResultsFiles.NOTEBOOK,
          ResultsFiles.SUMMARY),
      true),

  /** Pictures with their tables; older versions named some of them {@code compare}. */
  FIGURES("(?:figure\\d|compare\\.).*\\.(?:png|svg|csv)", true),

  /** One directory per trial. */
  TRIALS("(?!)", false),

  /** The files of one trial. */
  TRIAL(
      names(ResultsFiles.TRIAL, ResultsFiles.RECORDS, ResultsFiles.PREDICTIONS, ResultsFiles.MODEL),
      false),

  /** The checkpoints of an unfinished trial. */
  CHECKPOINTS(names(ResultsFiles.CHECKPOINT_A, ResultsFiles.CHECKPOINT_B), false);

  private final Pattern files;
  private final Pattern temporaries;
  private final boolean shared;

  ResultsLayout(String files, boolean shared) {
    this.files = Pattern.compile(files);
    this.temporaries =
        Pattern.compile(
            String.format(
                Locale.ROOT, "\\.(?:%s)\\.[0-9a-f-]{36}\\.tmp|(?:%s)\\.tmp", files, files));
    this.shared = shared;
  }

  /** The regular expression of these names. */
  private static String names(String... names) {
    return Stream.of(names).map(Pattern::quote).collect(Collectors.joining("|"));
  }

  /** Whether a file of this name belongs to the program. */
  boolean owns(String name) {
    return files.matcher(name).matches();
  }

  /** The subdirectory of this name; empty if the program has none. */
  Optional<ResultsLayout> below(String name) {
    return switch (this) {
      case ROOT ->
          switch (name) {
            case ResultsFiles.TRIALS -> Optional.of(TRIALS);
            case ResultsFiles.FIGURES -> Optional.of(FIGURES);
            default -> Optional.empty();
          };
      case TRIALS -> Optional.of(TRIAL);
      case TRIAL ->
          name.equals(ResultsFiles.CHECKPOINTS) ? Optional.of(CHECKPOINTS) : Optional.empty();
      case FIGURES, CHECKPOINTS -> Optional.empty();
    };
  }

  /** Whether processes that do not hold the {@link ResultsLock} may write to the directory. */
  boolean isShared() {
    return shared;
  }

  /** A new name for a file that is being written. */
  String temporary(String file) {
    return String.format(Locale.ROOT, ".%s.%s.tmp", file, UUID.randomUUID());
  }

  /** Whether this is the name of a file that was being written. */
  boolean isTemporary(String name) {
    return temporaries.matcher(name).matches();
  }
}
