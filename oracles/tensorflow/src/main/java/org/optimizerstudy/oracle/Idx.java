package org.optimizerstudy.oracle;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Unsigned bytes from a gzipped IDX file, MNIST's format: magic 0x0000080r for rank r, r sizes, the
 * values.
 *
 * @param rows the first size: images or labels
 */
record Idx(int rows, byte[] values) {
  private static final int UNSIGNED_BYTES = 0x08;

  static Idx read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
      int magic = in.readInt();
      if (magic >>> Byte.SIZE != UNSIGNED_BYTES) {
        throw new IOException(file + " is no IDX file of unsigned bytes");
      }
      int rows = in.readInt();
      for (int rank = magic & 0xff; rank > 1; rank--) {
        in.readInt();
      }
      return new Idx(rows, in.readAllBytes());
    }
  }

  int rowSize() {
    return values.length / rows;
  }

  int value(int row, int position) {
    return Byte.toUnsignedInt(values[row * rowSize() + position]);
  }
}
