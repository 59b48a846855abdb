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
import java.util.Optional;
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
import org.optimizerstudy.experiment.KnownDataset;
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
  private final Optional<Path> directory;
  private final Map<String, String> sha256;
  private final IdxRecordReader training;
  private final IdxRecordReader test;

  private DataFiles(
      String name,
      Optional<Path> directory,
      Map<String, String> sha256,
      IdxRecordReader training,
      IdxRecordReader test) {
    this.name = name;
    this.directory = directory;
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
    Read found = Read.of(name -> resource("mnist/" + name + ".gz"));
    KnownChecksums official = KnownChecksums.of(KnownDataset.MNIST);
    for (IdxFile file : found.files()) {
      if (!official.contain(file)) {
        throw new InvalidInputException(
            "%s: must have the SHA-256 of the official file, found %s"
                .formatted(file.name(), file.sha256()));
      }
    }
    return found.as(KnownDataset.MNIST.key(), Optional.empty());
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
    Read found = Read.of(name -> fileIn(directory, name));
    for (KnownDataset known : KnownDataset.values()) {
      if (found.files().stream().allMatch(KnownChecksums.of(known)::contain)) {
        return found.as(known.key(), Optional.of(directory));
      }
    }
    return found.as("data-" + found.fingerprint(), Optional.of(directory));
  }

  /**
   * The files of a data set: in the directory that the user named, or where Debian's package
   * installs them.
   *
   * @param dataset the data set; empty for the one in the directory
   * @param directory the directory that the user named
   * @return the files; empty for the embedded MNIST
   * @throws InvalidInputException if the files are not found, are invalid, or are those of another
   *     data set; the message states where to get them
   */
  public static Optional<DataFiles> find(Optional<KnownDataset> dataset, Optional<Path> directory)
      throws IOException {
    if (directory.isEmpty() && dataset.orElse(KnownDataset.MNIST) == KnownDataset.MNIST) {
      return Optional.empty();
    }
    Optional<Path> place = directory.or(() -> dataset.get().installed().filter(Files::isDirectory));
    if (place.isEmpty()) {
      throw new InvalidInputException(
          "dataset %s: must be in --data DIR%s; %s"
              .formatted(
                  dataset.get().key(),
                  dataset
                      .get()
                      .installed()
                      .map(path -> " or in " + path + ", found neither")
                      .orElse(", found no --data"),
                  howToGet(dataset.get())));
    }
    DataFiles files = in(place.get());
    if (dataset.isPresent() && !files.name.equals(dataset.get().key())) {
      throw new InvalidInputException(
          "%s: must hold the official files of %s, found those of %s; %s"
              .formatted(place.get(), dataset.get().key(), files.name, howToGet(dataset.get())));
    }
    return Optional.of(files);
  }

  private static String howToGet(KnownDataset dataset) {
    return "%sdownload the four .gz files from %s and name their directory by --data"
        .formatted(
            dataset.debianPackage().map("apt-get install %s, or "::formatted).orElse(""),
            dataset.address());
  }

  /** The directory of the files; empty for the embedded MNIST. */
  public Optional<Path> directory() {
    return directory;
  }

  /**
   * The data set's name: that of a {@link KnownDataset}, or {@code data-} with the first digits of
   * a checksum of all four files.
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

  /** The readers of the files with MNIST's names. */
  private record Read(IdxRecordReader training, IdxRecordReader test) {

    static Read of(Location location) throws IOException {
      return new Read(
          open(location, TRAIN, ALL_TRAINING_EXAMPLES), open(location, TEST, TEST_EXAMPLES));
    }

    List<IdxFile> files() {
      return List.of(training.images(), training.labels(), test.images(), test.labels());
    }

    /** The checksum of each raw file, ordered by file name. */
    Map<String, String> sha256() {
      Map<String, String> checksums = new TreeMap<>();
      files().forEach(file -> checksums.put(file.rawName(), file.sha256()));
      return checksums;
    }

    /** The first eight digits of the SHA-256 of the four files' checksums. */
    String fingerprint() {
      MessageDigest digest = IdxFile.newDigest();
      sha256().values().forEach(sum -> digest.update(sum.getBytes(US_ASCII)));
      return HexFormat.of().formatHex(digest.digest()).substring(0, 8);
    }

    DataFiles as(String name, Optional<Path> directory) {
      return new DataFiles(name, directory, sha256(), training, test);
    }
  }

  private static IdxRecordReader open(Location location, String part, int count)
      throws IOException {
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

  /** An embedded file. */
  static URL resource(String path) {
    URL url = DataFiles.class.getResource("/" + path);
    if (url == null) {
      throw new IllegalStateException("/" + path + " is missing from the class path");
    }
    return url;
  }

  private static URI uri(URL url) throws IOException {
    try {
      return url.toURI();
    } catch (URISyntaxException e) {
      throw new IOException("not a valid location: " + url, e);
    }
  }
}
