package org.optimizerstudy.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.optimizerstudy.data.DataFiles;
import org.optimizerstudy.experiment.KnownDataset;
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
      description =
          "A directory with four IDX files like MNIST's (default: the embedded MNIST, or where Debian's"
              + " package installs them).")
  private Optional<Path> data = Optional.empty();

  @Mixin private EngineOption engine;

  /** The pattern of the trials' ids. */
  Optional<TrialGlob> only() {
    return only;
  }

  /** The option that selects the engine. */
  EngineOption engine() {
    return engine;
  }

  /**
   * Reads the files of a data set, without ND4J.
   *
   * @param dataset the data set; empty for the one in the directory that the user named
   * @return the files; empty for the embedded MNIST
   * @throws org.optimizerstudy.experiment.InvalidInputException if a file is missing or invalid, or
   *     the files are those of another data set
   * @throws IOException if they cannot be read
   */
  Optional<DataFiles> files(Optional<KnownDataset> dataset) throws IOException {
    return DataFiles.find(dataset, data);
  }
}
