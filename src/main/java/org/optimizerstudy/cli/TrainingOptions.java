package org.optimizerstudy.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.optimizerstudy.data.Dataset;
import org.optimizerstudy.training.Layers;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the commands that train: which trials, on what data, and what computes. */
final class TrainingOptions {

  @Option(
      names = "--only",
      paramLabel = "GLOB",
      description = "Only trials whose id matches, for example '*.adam.*'.")
  private Optional<String> only = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "A directory with four IDX files like MNIST's (default: the embedded MNIST).")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--layers",
      paramLabel = "L",
      converter = KeyConverters.OfLayers.class,
      description = "onednn or stock (default: onednn where it runs).")
  private Optional<Layers> layers = Optional.empty();

  @Mixin private BackendOption backend;

  /** A glob over the trials' ids. */
  Optional<String> only() {
    return only;
  }

  /** Where the data are, if not in the program. */
  Optional<Path> data() {
    return data;
  }

  BackendOption backend() {
    return backend;
  }

  /**
   * Reads the data.
   *
   * @throws IOException if they cannot be read
   */
  Dataset dataset() throws IOException {
    return data.isPresent() ? Dataset.read(data.get()) : Dataset.mnist();
  }

  /** See {@link BackendOption#check}. */
  void check() {
    backend.check(layers);
  }

  /** See {@link BackendOption#choose}. */
  BackendOption.Choice choose() {
    return backend.choose(layers);
  }
}
