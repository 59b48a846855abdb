package org.optimizerstudy.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Trial;

/**
 * A data set with the split of the loader that the paper's authors used: the first 5,000 of the
 * 60,000 training examples for validation, the other 55,000 for training, and 10,000 for testing.
 *
 * @param name {@value Trial#MNIST}, or see {@link DataFiles#in}
 * @param sha256 checksum of each raw file, by file name
 * @param training 55,000 examples
 * @param validation 5,000 examples
 * @param test 10,000 examples
 */
public record Dataset(
    String name,
    Map<String, String> sha256,
    Examples training,
    Examples validation,
    Examples test) {

  public static final int IMAGE_SIZE = 28;
  public static final int PIXELS = IMAGE_SIZE * IMAGE_SIZE;
  public static final int CLASSES = IdxRecordReader.CLASSES;

  public Dataset {
    sha256 = Map.copyOf(sha256);
  }

  /**
   * The embedded MNIST, verified against its checksums.
   *
   * @throws InvalidInputException if a file is not the official one
   */
  public static Dataset mnist() throws IOException {
    return DataFiles.mnist().load();
  }

  /**
   * The data set in a directory; see {@link DataFiles#in}.
   *
   * @throws InvalidInputException if a file is missing, has an invalid format or does not have
   *     MNIST's counts
   */
  public static Dataset read(Path directory) throws IOException {
    return DataFiles.in(directory).load();
  }

  /** The examples of a split. */
  public Examples of(Split split) {
    return switch (split) {
      case TRAINING -> training;
      case VALIDATION -> validation;
      case TEST -> test;
    };
  }

  /**
   * Copies the examples to the JVM heap. Each call of the returned supplier creates a data set on
   * the device of the calling thread.
   */
  public Supplier<Dataset> copier() {
    Supplier<Examples> ofTraining = training.copier();
    Supplier<Examples> ofValidation = validation.copier();
    Supplier<Examples> ofTest = test.copier();
    return () -> new Dataset(name, sha256, ofTraining.get(), ofValidation.get(), ofTest.get());
  }
}
