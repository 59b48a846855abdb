package org.optimizerstudy.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.optimizerstudy.experiment.InvalidInputException;

/**
 * A file of unsigned bytes in the IDX format of the MNIST page: the magic number 0x000008NN with NN
 * dimensions, each dimension as a big-endian 32-bit number, then the values in C order.
 *
 * @param name location of the file, for messages
 * @param dimensions sizes, the number of examples first
 * @param values the values in C order
 * @param sha256 checksum of the raw (decompressed) file including the header, in hexadecimal
 * @param storedSha256 checksum of the file as it is stored, compressed or not, in hexadecimal
 */
record IdxFile(String name, int[] dimensions, byte[] values, String sha256, String storedSha256) {

  /** Limits the memory; far above any data set of this form (MNIST's training images are 47 MB). */
  private static final long MAX_VALUES = 1L << 28;

  private static final int UNSIGNED_BYTE = 0x08;
  private static final int GZIP_MAGIC = 0x1f8b;
  private static final String GZIP_ENDING = ".gz";

  /**
   * Reads a file, gzip-compressed or raw.
   *
   * @param url the file
   * @param rank required number of dimensions
   * @throws InvalidInputException if the file is not in this format, truncated, damaged or too long
   * @throws IOException if it cannot be read
   */
  static IdxFile read(URL url, int rank) throws IOException {
    String place = place(url);
    MessageDigest raw = newDigest();
    MessageDigest stored = newDigest();
    try (InputStream file =
            new BufferedInputStream(new DigestInputStream(url.openStream(), stored), 1 << 16);
        DataInputStream in = new DataInputStream(new DigestInputStream(decompressed(file), raw))) {
      int[] dimensions = dimensions(place, in, rank);
      byte[] values = values(place, in, dimensions);
      file.transferTo(OutputStream.nullOutputStream()); // so that the checksum is of the whole
      return new IdxFile(place, dimensions, values, hex(raw.digest()), hex(stored.digest()));
    } catch (EOFException e) {
      throw new InvalidInputException(
          "%s: must be a complete IDX file, found it cut off%s; download it again"
              .formatted(place, size(url)),
          e);
    } catch (ZipException e) {
      throw new InvalidInputException(
          "%s: must be an intact gzip file, found it damaged (%s); download it again"
              .formatted(place, e.getMessage()),
          e);
    }
  }

  /** The path of a file, or the name of an embedded resource. */
  private static String place(URL url) {
    return url.getProtocol().equals("file")
        ? path(url).toString()
        : url.getPath().substring(url.getPath().lastIndexOf('/') + 1);
  }

  private static String size(URL url) throws IOException {
    return url.getProtocol().equals("file")
        ? " after %d bytes".formatted(Files.size(path(url)))
        : "";
  }

  private static Path path(URL url) {
    return Path.of(URI.create(url.toString()));
  }

  /** The name of the raw file, without its directory. */
  String rawName() {
    String file = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    return file.endsWith(GZIP_ENDING)
        ? file.substring(0, file.length() - GZIP_ENDING.length())
        : file;
  }

  int examples() {
    return dimensions[0];
  }

  /** Number of values per example. */
  int exampleLength() {
    return values.length / Math.max(1, examples());
  }

  private static int[] dimensions(String place, DataInputStream in, int rank) throws IOException {
    int magic = in.readInt();
    int expected = UNSIGNED_BYTE << 8 | rank;
    if (magic != expected) {
      throw new InvalidInputException(
          "%s: must start with the IDX magic number 0x%08x, found %s"
              .formatted(place, expected, instead(magic)));
    }
    int[] dimensions = new int[rank];
    long length = 1;
    for (int i = 0; i < rank; i++) {
      dimensions[i] = in.readInt();
      if (dimensions[i] < 1 || dimensions[i] > MAX_VALUES) {
        throw new InvalidInputException(
            "%s: dimension %d must be from 1 to %d, found %d"
                .formatted(place, i + 1, MAX_VALUES, dimensions[i]));
      }
      length *= dimensions[i];
      if (length > MAX_VALUES) {
        throw new InvalidInputException(
            "%s: must hold at most %d values, found dimensions %s"
                .formatted(place, MAX_VALUES, Arrays.toString(dimensions)));
      }
    }
    return dimensions;
  }

  private static byte[] values(String place, DataInputStream in, int[] dimensions)
      throws IOException {
    int length = Arrays.stream(dimensions).reduce(1, (a, b) -> a * b);
    byte[] values = in.readNBytes(length);
    if (values.length < length) {
      throw new EOFException();
    }
    if (in.read() >= 0) {
      throw new InvalidInputException(
          "%s: must end after its %d values, found more bytes".formatted(place, length));
    }
    return values;
  }

  /** What was found instead of an IDX file, and what to do, if it can be recognised. */
  private static String instead(int magic) {
    String start = String.format("0x%08x", magic);
    byte[] bytes = ByteBuffer.allocate(Integer.BYTES).putInt(magic).array();
    if (new String(bytes, StandardCharsets.ISO_8859_1).strip().startsWith("<")) {
      return start + ", a web page; download the file itself";
    }
    if (magic >>> 16 == GZIP_MAGIC) {
      return start + ", a gzip file in a gzip file; decompress it once";
    }
    return switch (magic) {
      case UNSIGNED_BYTE << 8 | 1 -> start + ", labels; are two files swapped?";
      case UNSIGNED_BYTE << 8 | 3 -> start + ", images; are two files swapped?";
      case 0x504b0304 -> start + ", a zip archive; unpack it";
      default -> start;
    };
  }

  private static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }

  private static InputStream decompressed(InputStream in) throws IOException {
    in.mark(2);
    int magic = in.read() << 8 | in.read();
    in.reset();
    return magic == GZIP_MAGIC ? new GZIPInputStream(in, 1 << 16) : in;
  }

  static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is required on every Java platform", e);
    }
  }
}
