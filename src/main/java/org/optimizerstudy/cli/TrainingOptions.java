package org.optimizerstudy.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.optimizerstudy.data.DataFiles;
import org.optimizerstudy.experiment.TrialGlob;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the commands that train: trials, data and engine. */
final class TrainingOptions {

  @Option(
      names = "--only",
      paramLabel = "GLOB",
      converter = KeyConverters.OfTrialGlob.class,
      description =
          "Only trials whose whole id matches, for example '*.adam.*'. * matches any characters,"
              + " ? matches one, [a-c] one of these, [!a-c] one other, and {adam,rmsprop} either.")
  private Optional<TrialGlob> only = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "A directory with four IDX files like MNIST's (default: the embedded MNIST).")
  private Optional<Path> data = Optional.empty();

  @Mixin private EngineOption engine;

  /** The pattern of the trials' ids. */
  Optional<TrialGlob> only() {
    return only;
  }

  /** The directory of the data; empty for the embedded MNIST. */
  Optional<Path> data() {
    return data;
  }

  /** The option that selects the engine. */
  EngineOption engine() {
    return engine;
  }

  /**
   * Reads the files of the data directory, without ND4J.
   *
   * @throws org.optimizerstudy.experiment.InvalidInputException if a file is missing or invalid
   * @throws IOException if they cannot be read
   */
  Optional<DataFiles> givenFiles() throws IOException {
    return data.isPresent() ? Optional.of(DataFiles.in(data.get())) : Optional.empty();
  }
}
