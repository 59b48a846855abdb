package org.optimizerstudy.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.optimizerstudy.data.DataFiles;
import org.optimizerstudy.experiment.TrialGlob;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the commands that train: which trials, on what data, and what computes. */
final class TrainingOptions {

  @Option(
      names = "--only",
      paramLabel = "GLOB",
      converter = KeyConverters.OfTrialGlob.class,
      description =
          "Only trials whose whole id matches, for example '*.adam.*'. * stands for any characters,"
              + " ? for one, [a-c] for one of these, [!a-c] for one other, {adam,rmsprop} for"
              + " either.")
  private Optional<TrialGlob> only = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "A directory with four IDX files like MNIST's (default: the embedded MNIST).")
  private Optional<Path> data = Optional.empty();

  @Mixin private EngineOption engine;

  /** What the trials' ids must match. */
  Optional<TrialGlob> only() {
    return only;
  }

  /** Where the data are, if not in the program. */
  Optional<Path> data() {
    return data;
  }

  /** What computes. */
  EngineOption engine() {
    return engine;
  }

  /**
   * Reads the files of data that were given; ND4J is not touched.
   *
   * @throws org.optimizerstudy.experiment.InvalidInputException if they are not such files
   * @throws IOException if they cannot be read
   */
  Optional<DataFiles> givenFiles() throws IOException {
    return data.isPresent() ? Optional.of(DataFiles.in(data.get())) : Optional.empty();
  }
}
