package org.optimizerstudy.results;

/** Names of the files and directories of a results directory. */
public final class ResultsFiles {

  /** File that marks a results directory ({@link Marker}). */
  static final String MARKER = "study-results";

  /** Lock file ({@link ResultsLock}). */
  static final String LOCK = "lock";

  /** Records of one trial in its directory, and of all trials in the results directory. */
  public static final String RECORDS = "records.csv";

  /** Judgements of the claims in machine-readable form. */
  public static final String CLAIMS = "claims.json";

  /** Report as a page. */
  public static final String PAGE = "report.html";

  /** Report as a notebook. */
  public static final String NOTEBOOK = "report.ipynb";

  /** Report in Markdown. */
  public static final String SUMMARY = "report.md";

  /** Directory of the pictures and their tables. */
  public static final String FIGURES = "figures";

  /** Directory of the trials, one directory per trial. */
  public static final String TRIALS = "trials";

  /** Settings, provenance and status of a trial ({@link TrialJson}). */
  public static final String TRIAL = "trial.json";

  /** Predictions of a completed trial ({@link Predictions}). */
  public static final String PREDICTIONS = "predictions.txt";

  /** Trained network of a completed trial ({@link ModelFormat}). */
  public static final String MODEL = "model.zip";

  /** Directory of the checkpoints of an unfinished trial. */
  static final String CHECKPOINTS = "checkpoint";

  /** First of the two checkpoint files ({@link Checkpoints}). */
  static final String CHECKPOINT_A = "a.checkpoint";

  /** Second of the two checkpoint files. */
  static final String CHECKPOINT_B = "b.checkpoint";

  private ResultsFiles() {}
}
