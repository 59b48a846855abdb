package org.optimizerstudy.data;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.datavec.api.split.CollectionInputSplit;
import org.deeplearning4j.datasets.datavec.RecordReaderDataSetIterator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.preprocessor.ImagePreProcessingScaler;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Trial;

/**
 * A data set in the split of the loader that the paper's authors used: of the 60,000 training
 * examples the first 5,000 are for validation and the other 55,000 for training; 10,000 are for
 * testing.
 *
 * @param name {@value Trial#MNIST}, or the directory's name with the start of its checksum
 * @param sha256 checksum of each raw file by its name
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

  private static final int VALIDATION_EXAMPLES = 5_000;
  private static final int ALL_TRAINING_EXAMPLES = Trial.TRAINING_EXAMPLES + VALIDATION_EXAMPLES;
  private static final int TEST_EXAMPLES = 10_000;

  private static final String TRAIN = "train";
  private static final String TEST = "t10k";
  private static final String IMAGES = "-images-idx3-ubyte";
  private static final String LABELS = "-labels-idx1-ubyte";

  public Dataset {
    sha256 = Map.copyOf(sha256);
  }

  /** Where the four files of a data set are. */
  private interface Location {
    URL file(String name) throws IOException;
  }

  /**
   * The embedded MNIST, verified against its checksums.
   *
   * @throws InvalidInputException if a file is not the official one
   */
  public static Dataset mnist() throws IOException {
    Map<String, String> expected = mnistChecksums();
    Dataset dataset = read(Trial.MNIST, name -> resource(name + ".gz"));
    for (Map.Entry<String, String> file : expected.entrySet()) {
      String found = dataset.sha256().get(file.getKey());
      if (!file.getValue().equals(found)) {
        throw new InvalidInputException(
            "%s: must have the SHA-256 %s of the official file, found %s"
                .formatted(file.getKey(), file.getValue(), found));
      }
    }
    return dataset;
  }

  /**
   * The data set in a directory that holds four IDX files with MNIST's names, gzip-compressed (.gz)
   * or raw. If they are MNIST's by their checksums, its name is MNIST's.
   *
   * @throws InvalidInputException if a file is missing, breaks the format or has not MNIST's counts
   */
  public static Dataset read(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new InvalidInputException(
          directory + ": must be a directory with four IDX files, found none");
    }
    Dataset dataset = read("data", name -> fileIn(directory, name));
    String name =
        dataset.sha256().equals(mnistChecksums())
            ? Trial.MNIST
            : nameOf(directory) + "-" + dataset.fingerprint();
    return new Dataset(
        name, dataset.sha256(), dataset.training(), dataset.validation(), dataset.test());
  }

  /**
   * Reads the examples into the JVM's memory now; each call of what is returned makes a data set of
   * them on the device of the calling thread.
   */
  public Supplier<Dataset> copier() {
    Supplier<Examples> ofTraining = training.copier();
    Supplier<Examples> ofValidation = validation.copier();
    Supplier<Examples> ofTest = test.copier();
    return () -> new Dataset(name, sha256, ofTraining.get(), ofValidation.get(), ofTest.get());
  }

  private static Dataset read(String name, Location location) throws IOException {
    Map<String, String> checksums = new TreeMap<>();
    Examples train = examples(location, TRAIN, ALL_TRAINING_EXAMPLES, checksums);
    Examples test = examples(location, TEST, TEST_EXAMPLES, checksums);
    return new Dataset(
        name,
        checksums,
        train.range(VALIDATION_EXAMPLES, ALL_TRAINING_EXAMPLES),
        train.range(0, VALIDATION_EXAMPLES),
        test);
  }

  private static Examples examples(
      Location location, String part, int count, Map<String, String> checksums) throws IOException {
    try (IdxRecordReader reader = new IdxRecordReader()) {
      reader.initialize(
          new CollectionInputSplit(
              List.of(uri(location.file(part + IMAGES)), uri(location.file(part + LABELS)))));
      IdxFile images = reader.images();
      int[] dimensions = images.dimensions();
      if (dimensions[0] != count || dimensions[1] != IMAGE_SIZE || dimensions[2] != IMAGE_SIZE) {
        throw new InvalidInputException(
            "%s: must hold %d images of %dx%d, found %d of %dx%d"
                .formatted(
                    images.name(),
                    count,
                    IMAGE_SIZE,
                    IMAGE_SIZE,
                    dimensions[0],
                    dimensions[1],
                    dimensions[2]));
      }
      checksums.put(part + IMAGES, images.sha256());
      checksums.put(part + LABELS, reader.labels().sha256());
      DataSetIterator batches = new RecordReaderDataSetIterator(reader, 1_000, 1, CLASSES);
      batches.setPreProcessor(new ImagePreProcessingScaler(0, 1));
      return gather(batches, count);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while reading the data", e);
    }
  }

  private static Examples gather(DataSetIterator batches, int count) {
    INDArray features = Nd4j.createUninitialized(DataType.FLOAT, count, PIXELS);
    INDArray labels = Nd4j.createUninitialized(DataType.FLOAT, count, CLASSES);
    int from = 0;
    while (batches.hasNext()) {
      DataSet batch = batches.next();
      int to = from + batch.numExamples();
      features.get(NDArrayIndex.interval(from, to), NDArrayIndex.all()).assign(batch.getFeatures());
      labels.get(NDArrayIndex.interval(from, to), NDArrayIndex.all()).assign(batch.getLabels());
      from = to;
    }
    return new Examples(features, labels);
  }

  /** The first eight digits of the training images' checksum. */
  private String fingerprint() {
    return sha256.get(TRAIN + IMAGES).substring(0, 8);
  }

  private static String nameOf(Path directory) {
    Path last = directory.toAbsolutePath().normalize().getFileName();
    String name =
        (last == null ? "" : last.toString())
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    return name.isEmpty() ? "data" : name.substring(0, Math.min(40, name.length()));
  }

  private static URL fileIn(Path directory, String name) throws IOException {
    Path compressed = directory.resolve(name + ".gz");
    Path raw = directory.resolve(name);
    if (Files.isRegularFile(compressed)) {
      return compressed.toUri().toURL();
    }
    if (Files.isRegularFile(raw)) {
      return raw.toUri().toURL();
    }
    throw new InvalidInputException(
        "%s: must hold %s or %s.gz, found neither".formatted(directory, name, name));
  }

  static URL resource(String name) {
    URL url = Dataset.class.getResource("/mnist/" + name);
    if (url == null) {
      throw new IllegalStateException("/mnist/" + name + " is missing from the class path");
    }
    return url;
  }

  private static Map<String, String> mnistChecksums() throws IOException {
    Properties properties = new Properties();
    try (var in = resource("sha256.properties").openStream()) {
      properties.load(in);
    }
    Map<String, String> checksums = new TreeMap<>();
    properties.stringPropertyNames().forEach(k -> checksums.put(k, properties.getProperty(k)));
    return checksums;
  }

  private static URI uri(URL url) throws IOException {
    try {
      return url.toURI();
    } catch (URISyntaxException e) {
      throw new IOException("Not a location: " + url, e);
    }
  }
}
