package org.optimizerstudy.data;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
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
 * The four IDX files of a data set, read and checked. ND4J and its native libraries are not loaded
 * before {@link #load}, so that a command can reject bad data first.
 */
public final class DataFiles {

  private static final int VALIDATION_EXAMPLES = 5_000;
  private static final int ALL_TRAINING_EXAMPLES = Trial.TRAINING_EXAMPLES + VALIDATION_EXAMPLES;
  private static final int TEST_EXAMPLES = 10_000;

  private static final String TRAIN = "train";
  private static final String TEST = "t10k";
  private static final String IMAGES = "-images-idx3-ubyte";
  private static final String LABELS = "-labels-idx1-ubyte";

  private final String name;
  private final Map<String, String> sha256;
  private final IdxRecordReader training;
  private final IdxRecordReader test;

  private DataFiles(
      String name, Map<String, String> sha256, IdxRecordReader training, IdxRecordReader test) {
    this.name = name;
    this.sha256 = Map.copyOf(sha256);
    this.training = training;
    this.test = test;
  }

  /** Locates a file by name. */
  private interface Location {
    URL file(String name) throws IOException;
  }

  /**
   * The embedded MNIST, verified against its checksums.
   *
   * @throws InvalidInputException if a file is not the official one
   */
  public static DataFiles mnist() throws IOException {
    Map<String, String> expected = mnistChecksums();
    DataFiles files = read(Trial.MNIST, name -> resource(name + ".gz"));
    for (Map.Entry<String, String> file : expected.entrySet()) {
      String found = files.sha256.get(file.getKey());
      if (!file.getValue().equals(found)) {
        throw new InvalidInputException(
            "%s: must have the SHA-256 %s of the official file, found %s"
                .formatted(file.getKey(), file.getValue(), found));
      }
    }
    return files;
  }

  /**
   * The files with MNIST's names in a directory, gzip-compressed (.gz) or raw. The name of the data
   * set is derived from the checksums, not from the directory.
   *
   * @throws InvalidInputException if a file is missing, has an invalid format or does not have
   *     MNIST's counts
   */
  public static DataFiles in(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new InvalidInputException(
          Files.exists(directory)
              ? directory + ": must be a directory with four IDX files, found a file"
              : "not found: " + directory);
    }
    DataFiles files = read("data", name -> fileIn(directory, name));
    String name =
        files.sha256.equals(mnistChecksums()) ? Trial.MNIST : "data-" + files.fingerprint();
    return new DataFiles(name, files.sha256, files.training, files.test);
  }

  /**
   * The data set's name: {@value Trial#MNIST}, or {@code data-} with the first digits of a checksum
   * of all four files.
   */
  public String name() {
    return name;
  }

  /** Creates the arrays of the examples; can be called once. */
  public Dataset load() {
    Examples train = examples(training);
    return new Dataset(
        name,
        sha256,
        train.range(VALIDATION_EXAMPLES, ALL_TRAINING_EXAMPLES),
        train.range(0, VALIDATION_EXAMPLES),
        examples(test));
  }

  private static DataFiles read(String name, Location location) throws IOException {
    Map<String, String> checksums = new TreeMap<>();
    IdxRecordReader train = open(location, TRAIN, ALL_TRAINING_EXAMPLES, checksums);
    IdxRecordReader test = open(location, TEST, TEST_EXAMPLES, checksums);
    return new DataFiles(name, checksums, train, test);
  }

  private static IdxRecordReader open(
      Location location, String part, int count, Map<String, String> checksums) throws IOException {
    IdxRecordReader reader = new IdxRecordReader();
    try {
      reader.initialize(
          new CollectionInputSplit(
              List.of(uri(location.file(part + IMAGES)), uri(location.file(part + LABELS)))));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading the data", e);
    }
    IdxFile images = reader.images();
    int[] found = images.dimensions();
    int size = Dataset.IMAGE_SIZE;
    if (found[0] != count || found[1] != size || found[2] != size) {
      throw new InvalidInputException(
          "%s: must hold %d images of %dx%d, found %d of %dx%d"
              .formatted(images.name(), count, size, size, found[0], found[1], found[2]));
    }
    checksums.put(part + IMAGES, images.sha256());
    checksums.put(part + LABELS, reader.labels().sha256());
    return reader;
  }

  private static Examples examples(IdxRecordReader reader) {
    int count = reader.images().examples();
    DataSetIterator batches = new RecordReaderDataSetIterator(reader, 1_000, 1, Dataset.CLASSES);
    batches.setPreProcessor(new ImagePreProcessingScaler(0, 1));
    INDArray features = Nd4j.createUninitialized(DataType.FLOAT, count, Dataset.PIXELS);
    INDArray labels = Nd4j.createUninitialized(DataType.FLOAT, count, Dataset.CLASSES);
    int from = 0;
    while (batches.hasNext()) {
      DataSet batch = batches.next();
      int to = from + batch.numExamples();
      features.get(NDArrayIndex.interval(from, to), NDArrayIndex.all()).assign(batch.getFeatures());
      labels.get(NDArrayIndex.interval(from, to), NDArrayIndex.all()).assign(batch.getLabels());
      from = to;
    }
    reader.close();
    return new Examples(features, labels);
  }

  /** The first eight digits of the SHA-256 of the four files' checksums, ordered by file name. */
  private String fingerprint() {
    MessageDigest digest = IdxFile.newDigest();
    new TreeMap<>(sha256).values().forEach(sum -> digest.update(sum.getBytes(US_ASCII)));
    return HexFormat.of().formatHex(digest.digest()).substring(0, 8);
  }

  private static URL fileIn(Path directory, String name) throws IOException {
    for (String file : List.of(name + ".gz", name)) {
      if (Files.isRegularFile(directory.resolve(file))) {
        return directory.resolve(file).toUri().toURL();
      }
    }
    throw new InvalidInputException(
        "%s: must hold %s.gz or %s, found %s"
            .formatted(directory, name, name, insteadOf(directory, name)));
  }

  /** What was found instead of a file, and what to do. */
  private static String insteadOf(Path directory, String name) throws IOException {
    String dotted = name.replace("-idx", ".idx");
    for (String file : List.of(dotted + ".gz", dotted)) {
      if (Files.isRegularFile(directory.resolve(file))) {
        return "%s; rename it to %s".formatted(file, file.replace(dotted, name));
      }
    }
    for (String file : List.of(name + ".gz", name, dotted)) {
      if (Files.isDirectory(directory.resolve(file))) {
        return "%s as a directory; provide the files themselves".formatted(file);
      }
    }
    return "neither";
  }

  static URL resource(String name) {
    URL url = DataFiles.class.getResource("/mnist/" + name);
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
      throw new IOException("not a valid location: " + url, e);
    }
  }
}
