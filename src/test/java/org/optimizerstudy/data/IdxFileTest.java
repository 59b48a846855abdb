package org.optimizerstudy.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.optimizerstudy.experiment.InvalidInputException;

class IdxFileTest {

  @TempDir Path directory;

  @Test
  void readsDimensionsAndValues() throws IOException {
    IdxFile file = IdxFile.read(write(0x802, new int[] {2, 3}, 6), 2);

    assertThat(file.dimensions()).containsExactly(2, 3);
    assertThat(file.values()).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(file.examples()).isEqualTo(2);
    assertThat(file.exampleLength()).isEqualTo(3);
  }

  @Test
  void checksumIsOfTheWholeRawFile() throws IOException {
    // printf '\0\0\10\1\0\0\0\2\0\1' | sha256sum
    assertThat(IdxFile.read(write(0x801, new int[] {2}, 2), 1).sha256())
        .isEqualTo("8c50639ad7f90a8211edb1bbdfb25436fd8e2a10794b6d5e3d479d1b22c7e318");
  }

  @Test
  void complainsOfTheWrongMagicNumber() throws IOException {
    assertComplaint(write(0x803, new int[] {1, 1, 1}, 1), 1, "0x00000801, found 0x00000803");
  }

  @Test
  void complainsOfHugeCountsBeforeItReservesMemory() throws IOException {
    assertComplaint(
        write(0x803, new int[] {1 << 20, 1 << 20, 28}, 0), 3, "at most 268435456 values");
    assertComplaint(write(0x801, new int[] {-1}, 0), 1, "found -1");
    assertComplaint(write(0x801, new int[] {0}, 0), 1, "found 0");
  }

  @Test
  void complainsOfMissingAndOfSurplusBytes() throws IOException {
    assertComplaint(write(0x801, new int[] {5}, 4), 1, "cut off");
    assertComplaint(write(0x801, new int[] {5}, 6), 1, "found more bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<!DOCTYPE html>", "<html>", "\r\n<html>"})
  void complainsOfAWebPageThatIsNamedGz(String page) throws IOException {
    Path file = Files.writeString(directory.resolve("train-images-idx3-ubyte.gz"), page);

    assertComplaint(file.toUri().toURL(), 3, ", a web page; download the file itself");
  }

  @Test
  void complainsOfACutDownloadWithItsLength() throws IOException {
    Path file = Files.write(directory.resolve("cut.gz"), gzip(new byte[5000]));
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 20));

    assertComplaint(file.toUri().toURL(), 3, "found it cut off after 20 bytes; download it again");
  }

  @Test
  void tellsWhatElseAFileIs() throws IOException {
    byte[] images = ByteBuffer.allocate(17).putInt(0x803).putInt(1).putInt(1).putInt(1).array();
    byte[] labels = ByteBuffer.allocate(9).putInt(0x801).putInt(1).array();
    assertInstead(labels, 3, "found 0x00000801, labels; are two files swapped?");
    assertInstead(gzip(images), 1, "found 0x00000803, images; are two files swapped?");
    assertInstead(gzip(gzip(images)), 3, "a gzip file in a gzip file; decompress it once");
    assertInstead("PK\3\4....".getBytes(StandardCharsets.US_ASCII), 3, "a zip archive; unpack it");
  }

  @Test
  void namesAPathAsTheUserWritesIt() throws IOException {
    Path file = Files.createDirectories(directory.resolve("my data 100%")).resolve("a+b%20c");
    Files.write(file, new byte[4]);

    assertComplaint(file.toUri().toURL(), 3, file + ": must start with");
  }

  private void assertInstead(byte[] content, int rank, String part) throws IOException {
    assertComplaint(Files.write(directory.resolve("f"), content).toUri().toURL(), rank, part);
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  @Test
  void complainsOfAnEmptyFile() throws IOException {
    Path file = Files.createFile(directory.resolve("empty"));

    assertComplaint(file.toUri().toURL(), 1, "cut off");
  }

  private void assertComplaint(URL file, int rank, String part) {
    assertThatThrownBy(() -> IdxFile.read(file, rank))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(part);
  }

  private URL write(int magic, int[] dimensions, int values) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(4 + 4 * dimensions.length + values);
    content.putInt(magic);
    for (int dimension : dimensions) {
      content.putInt(dimension);
    }
    for (int i = 0; i < values; i++) {
      content.put((byte) i);
    }
    Path file = directory.resolve("file-" + values);
    Files.write(file, content.array());
    return file.toUri().toURL();
  }
}
