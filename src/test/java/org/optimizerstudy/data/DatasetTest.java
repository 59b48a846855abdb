package org.optimizerstudy.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.optimizerstudy.RealData;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.KnownDataset;

class DatasetTest {

  private static final List<String> FILES =
      List.of(
          "train-images-idx3-ubyte",
          "train-labels-idx1-ubyte",
          "t10k-images-idx3-ubyte",
          "t10k-labels-idx1-ubyte");

  private static final Path FASHION = KnownDataset.FASHION_MNIST.installed().orElseThrow();

  @TempDir Path directory;

  @BeforeEach
  void copyMnist() throws IOException {
    for (String file : FILES) {
      try (InputStream in = getClass().getResourceAsStream("/mnist/" + file + ".gz")) {
        Files.copy(in, directory.resolve(file + ".gz"));
      }
    }
  }

  @Test
  void splitsAsThePapersLoader() {
    Dataset mnist = RealData.mnist();

    assertThat(mnist.name()).isEqualTo("mnist");
    assertThat(mnist.training().size()).isEqualTo(55_000);
    assertThat(mnist.validation().size()).isEqualTo(5_000);
    assertThat(mnist.test().size()).isEqualTo(10_000);
    // The well-known first labels of the official files: 5 0 4 1 9 ... and 7 2 1 0 4 ...
    assertThat(classes(mnist.validation(), 5)).containsExactly(5, 0, 4, 1, 9);
    assertThat(classes(mnist.test(), 5)).containsExactly(7, 2, 1, 0, 4);
  }

  @Test
  void pixelsAreTheBytesDividedBy255() throws IOException {
    byte[] raw = raw("t10k-images-idx3-ubyte");
    float[] first = RealData.mnist().test().features().getRow(0).toFloatVector();

    for (int i = 0; i < first.length; i++) {
      assertThat(first[i]).isEqualTo(Byte.toUnsignedInt(raw[16 + i]) / 255f);
    }
    assertThat(RealData.mnist().training().features().minNumber().floatValue()).isEqualTo(0f);
    assertThat(RealData.mnist().training().features().maxNumber().floatValue()).isEqualTo(1f);
  }

  @Test
  void labelsAreOneHot() throws IOException {
    byte[] raw = raw("t10k-labels-idx1-ubyte");
    float[][] labels = RealData.mnist().test().labels().toFloatMatrix();

    for (int i = 0; i < labels.length; i++) {
      for (int k = 0; k < 10; k++) {
        assertThat(labels[i][k]).isEqualTo(raw[8 + i] == k ? 1f : 0f);
      }
    }
  }

  @Test
  void recognisesMnistInADirectoryRawOrCompressed() throws IOException {
    Files.write(directory.resolve(FILES.get(2)), raw(FILES.get(2)));
    Files.delete(directory.resolve(FILES.get(2) + ".gz"));

    assertThat(Dataset.read(directory).name()).isEqualTo("mnist");
  }

  @Test
  void namesOtherDataAfterTheChecksumsOfAllFourFiles(@TempDir Path elsewhere) throws IOException {
    byte[] labels = raw("t10k-labels-idx1-ubyte");
    labels[labels.length - 1] ^= 1;
    compress("t10k-labels-idx1-ubyte", labels);

    Dataset other = Dataset.read(directory);
    for (String file : FILES) {
      Files.copy(directory.resolve(file + ".gz"), elsewhere.resolve(file + ".gz"));
    }

    assertThat(other.name()).matches("data-[0-9a-f]{8}");
    assertThat(Dataset.read(elsewhere).name()).isEqualTo(other.name());
    labels[labels.length - 1] ^= 2;
    compress("t10k-labels-idx1-ubyte", labels);
    assertThat(Dataset.read(directory).name())
        .matches("data-[0-9a-f]{8}")
        .isNotEqualTo(other.name());
  }

  @Test
  void mnistByItsNameIsTheEmbeddedOneOrTheUsers() throws IOException {
    assertThat(DataFiles.find(Optional.of(KnownDataset.MNIST), Optional.empty())).isEmpty();
    assertThat(DataFiles.find(Optional.empty(), Optional.empty())).isEmpty();
    assertThat(DataFiles.find(Optional.of(KnownDataset.MNIST), Optional.of(directory)))
        .hasValueSatisfying(
            files -> {
              assertThat(files.name()).isEqualTo("mnist");
              assertThat(files.directory()).contains(directory);
            });
  }

  @Test
  void otherFilesThanThoseOfTheNamedDataSetAreAnError() {
    assertThatThrownBy(
            () -> DataFiles.find(Optional.of(KnownDataset.KMNIST), Optional.of(directory)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must hold the official files of kmnist, found those of mnist")
        .hasMessageContaining("http://codh.rois.ac.jp/kmnist/dataset/kmnist/");
  }

  @Test
  void aDataSetThatIsNowhereSaysWhereToGetIt() {
    assertThatThrownBy(() -> DataFiles.find(Optional.of(KnownDataset.KMNIST), Optional.empty()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must be in --data DIR")
        .hasMessageContaining("http://codh.rois.ac.jp/kmnist/dataset/kmnist/");
    Assumptions.assumeFalse(Files.exists(FASHION));
    assertThatThrownBy(
            () -> DataFiles.find(Optional.of(KnownDataset.FASHION_MNIST), Optional.empty()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must be in --data DIR or in " + FASHION)
        .hasMessageContaining("apt-get install dataset-fashion-mnist, or download");
  }

  /** From Debian's package dataset-fashion-mnist. */
  @Test
  void fashionMnistIsFoundWhereDebianInstallsIt() throws IOException {
    Assumptions.assumeTrue(Files.exists(FASHION), "dataset-fashion-mnist is not installed");

    DataFiles files =
        DataFiles.find(Optional.of(KnownDataset.FASHION_MNIST), Optional.empty()).orElseThrow();

    assertThat(files.name()).isEqualTo("fashion-mnist");
    assertThat(files.directory()).contains(FASHION);
    // the first labels that the authors' README shows: ankle boots, T-shirts and tops
    assertThat(classes(files.load().validation(), 3)).containsExactly(9, 0, 0);
  }

  @Test
  void everyKnownDataSetHasTheChecksumsOfFourFiles() throws IOException {
    for (KnownDataset known : KnownDataset.values()) {
      Properties sha256 = new Properties();
      try (InputStream in =
          getClass().getResourceAsStream("/" + known.key() + "/sha256.properties")) {
        sha256.load(in);
      }
      assertThat(sha256.values()).allMatch(sum -> sum.toString().matches("[0-9a-f]{64}"));
      assertThat(FILES)
          .allMatch(file -> sha256.containsKey(file) || sha256.containsKey(file + ".gz"));
      assertThat(sha256.keySet())
          .allMatch(file -> FILES.contains(file.toString().replaceFirst("\\.gz$", "")));
    }
  }

  /** The checksum of the compressed file, which is all that is known of KMNIST's images. */
  @Test
  void theStoredFileHasAChecksumToo() throws IOException {
    Path compressed = directory.resolve("t10k-labels-idx1-ubyte.gz");
    Path raw = directory.resolve("t10k-labels-idx1-ubyte");
    Files.write(raw, raw("t10k-labels-idx1-ubyte"));

    IdxFile fromCompressed = IdxFile.read(compressed.toUri().toURL(), 1);
    IdxFile fromRaw = IdxFile.read(raw.toUri().toURL(), 1);

    assertThat(fromCompressed.storedSha256()).isEqualTo(sha256(Files.readAllBytes(compressed)));
    assertThat(fromRaw.storedSha256())
        .isEqualTo(fromRaw.sha256())
        .isEqualTo(fromCompressed.sha256());
    assertThat(fromRaw.rawName()).isEqualTo(fromCompressed.rawName());
  }

  private static String sha256(byte[] content) {
    return HexFormat.of().formatHex(IdxFile.newDigest().digest(content));
  }

  @Test
  void complainsOfDifferentCounts() throws IOException {
    byte[] labels = raw("train-labels-idx1-ubyte");
    compress("train-labels-idx1-ubyte", idx(0x801, new int[] {59_999}, labels, 8, 59_999));

    assertComplaint("train-labels-idx1-ubyte.gz", "60000, found 59999");
  }

  @Test
  void complainsOfATruncatedFile() throws IOException {
    Path file = directory.resolve("train-images-idx3-ubyte.gz");
    byte[] compressed = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(compressed, compressed.length / 2));

    assertComplaint("train-images-idx3-ubyte.gz", "cut off");
  }

  @Test
  void complainsOfAnAlteredFile() throws IOException {
    Path file = directory.resolve("t10k-images-idx3-ubyte.gz");
    byte[] compressed = Files.readAllBytes(file);
    compressed[compressed.length - 6] ^= 1; // in the CRC-32 of the trailer
    Files.write(file, compressed);

    assertComplaint("t10k-images-idx3-ubyte.gz", "damaged");
  }

  @Test
  void complainsOfAMissingFile() throws IOException {
    Files.delete(directory.resolve("t10k-labels-idx1-ubyte.gz"));

    assertComplaint("t10k-labels-idx1-ubyte", "found neither");
  }

  @Test
  void complainsOfNamesWithDotsAndSaysHowToRename() throws IOException {
    Path file = directory.resolve("train-images-idx3-ubyte.gz");
    Files.move(file, directory.resolve("train-images.idx3-ubyte.gz"));
    assertComplaint(
        "must hold train-images-idx3-ubyte.gz or train-images-idx3-ubyte, found"
            + " train-images.idx3-ubyte.gz; rename it to train-images-idx3-ubyte.gz");

    Files.move(
        directory.resolve("train-images.idx3-ubyte.gz"),
        directory.resolve("train-images.idx3-ubyte"));
    assertComplaint("found train-images.idx3-ubyte; rename it to train-images-idx3-ubyte");
  }

  @Test
  void complainsOfADirectoryInTheFilesPlace() throws IOException {
    Files.delete(directory.resolve("t10k-labels-idx1-ubyte.gz"));
    Files.createDirectory(directory.resolve("t10k-labels-idx1-ubyte"));

    assertComplaint("found t10k-labels-idx1-ubyte as a directory; provide the files themselves");
  }

  @Test
  void complainsOfFilesThatAreSwapped() throws IOException {
    Files.copy(
        directory.resolve("train-labels-idx1-ubyte.gz"),
        directory.resolve("train-images-idx3-ubyte.gz"),
        StandardCopyOption.REPLACE_EXISTING);

    assertComplaint("train-images-idx3-ubyte.gz: ", "labels; are two files swapped?");
  }

  @Test
  void complainsOfALabelOutOfRange() throws IOException {
    byte[] labels = raw("t10k-labels-idx1-ubyte");
    labels[8 + 17] = 10;
    compress("t10k-labels-idx1-ubyte", labels);

    assertComplaint("label 17 must be from 0 to 9", "found 10");
  }

  @Test
  void complainsOfOtherSizes() throws IOException {
    byte[] images = raw("t10k-images-idx3-ubyte");
    compress(
        "t10k-images-idx3-ubyte", idx(0x803, new int[] {10_000, 14, 56}, images, 16, 7_840_000));

    assertComplaint("10000 images of 28x28", "10000 of 14x56");
  }

  private void assertComplaint(String... parts) {
    assertThatThrownBy(() -> Dataset.read(directory))
        .isInstanceOf(InvalidInputException.class)
        .message()
        .contains(parts)
        .hasLineCount(1);
  }

  private static int[] classes(Examples examples, int count) {
    return examples.range(0, count).labels().argMax(1).toIntVector();
  }

  private byte[] raw(String file) throws IOException {
    try (InputStream in =
        new GZIPInputStream(getClass().getResourceAsStream("/mnist/" + file + ".gz"))) {
      return in.readAllBytes();
    }
  }

  private void compress(String file, byte[] content) throws IOException {
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(directory.resolve(file + ".gz")))) {
      out.write(content);
    }
  }

  private static byte[] idx(int magic, int[] dimensions, byte[] from, int offset, int length)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(magic);
    for (int dimension : dimensions) {
      out.writeInt(dimension);
    }
    out.write(from, offset, length);
    return bytes.toByteArray();
  }

  /** Also the last ones, which are a view of a view. */
  @Test
  void rangesAreTheirRows() {
    Examples training = RealData.mnist().training();
    float[] pixels = training.features().dup('c').data().asFloat();
    float[] labels = training.labels().dup('c').data().asFloat();
    for (int from : List.of(0, 49_900, 50_000, 54_500)) {
      Examples range = training.range(from, from + 500);
      assertThat(range.size()).isEqualTo(500);
      assertThat(range.features().dup('c').data().asFloat())
          .isEqualTo(
              Arrays.copyOfRange(pixels, from * Dataset.PIXELS, (from + 500) * Dataset.PIXELS));
      assertThat(range.labels().dup('c').data().asFloat())
          .isEqualTo(
              Arrays.copyOfRange(labels, from * Dataset.CLASSES, (from + 500) * Dataset.CLASSES));
    }
    assertThat(training.range(40_000, 55_000).range(14_000, 15_000).features())
        .isEqualTo(training.range(54_000, 55_000).features());
  }
}
