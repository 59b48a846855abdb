package org.optimizerstudy.results;

/**
 * Names of the members of trial.json. {@link TrialSchema}, {@link EngineKey}, {@link Seal} and
 * {@link Sealing} declare the members that they alone read and write.
 */
public final class TrialJson {

  /** The trial's id. */
  static final String TRIAL = "trial";

  /** The trial's values ({@link SettingsJson}). */
  static final String SETTINGS = "settings";

  /** The update rule with every constant, as DL4J writes it. */
  public static final String UPDATER = "updater";

  /** Bytes of updater state per parameter. */
  static final String STATE_BYTES = "state_bytes_per_parameter";

  /** Checksums of the raw data files, by file name. */
  public static final String DATASET_SHA256 = "dataset_sha256";

  /** Software, processor and settings ({@link Environment}). */
  public static final String ENVIRONMENT = "environment";

  /** Member of the environment: versions by name. */
  public static final String VERSIONS = "versions";

  /** Member of the versions: the program's git commit. */
  public static final String COMMIT = "commit";

  /** Member of the environment: version and vendor of the Java runtime. */
  static final String JAVA = "java";

  /** Member of the environment: operating system. */
  static final String OS = "os";

  /** Member of the environment: model of the processor. */
  public static final String CPU = "cpu";

  /** Member of the environment: the widest vector instructions that kernels may use. */
  public static final String INSTRUCTION_SET = "instruction_set";

  /** Member of the environment: environment variables of the native libraries. */
  static final String NATIVE_SETTINGS = "settings";

  /** Member of the environment: graphics device ({@link Device}). */
  static final String DEVICE = "device";

  /** Time at which the trial began. */
  public static final String STARTED = "started";

  /** Time at which the trial ended. */
  public static final String FINISHED = "finished";

  /** Status ({@link TrialStatus#word}). */
  static final String STATUS = "status";

  /** Epoch in which the trial diverged. */
  static final String DIVERGED_AT_EPOCH = "diverged_at_epoch";

  /** Parameter updates before the trial diverged. */
  static final String DIVERGED_AT_ITERATION = "diverged_at_iteration";

  /** Resumptions, in order. */
  static final String RESUMED = "resumed";

  /** Member of a resumption: the epoch after which the trial resumed. */
  static final String AFTER_EPOCH = "after_epoch";

  /** Member of a resumption: its time. */
  static final String AT = "at";

  private TrialJson() {}
}
