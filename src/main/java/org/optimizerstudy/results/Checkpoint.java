package org.optimizerstudy.results;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.optimizerstudy.experiment.InvalidInputException;

/**
 * A training's state after an epoch, and the records.csv that it belongs to. As a file, in
 * little-endian order:
 *
 * <pre>
 * 8 bytes  "STUDYCP1"
 * int      epoch
 * long     iterations
 * long     length of records.csv with this epoch's record
 * int      CRC-32C of so much of records.csv
 * int      number p of parameters
 * int      number s of values of the updater's state
 * p floats parameters
 * s floats the updater's state
 * int      CRC-32C of everything before
 * </pre>
 *
 * @param state of the training
 * @param recordsLength bytes of records.csv
 * @param recordsChecksum CRC-32C of these bytes
 */
record Checkpoint(TrainingState state, long recordsLength, int recordsChecksum) {

  private static final byte[] MAGIC = "STUDYCP1".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = 8 + 4 + 8 + 8 + 4 + 4 + 4;
  private static final int CHECKSUM = 4;

  /** CRC-32C of the first bytes of an array. */
  static int checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }

  /** Whether a records.csv starts with the records of this checkpoint. */
  boolean agreesWith(byte[] records) {
    return recordsLength <= records.length
        && checksum(records, (int) recordsLength) == recordsChecksum;
  }

  byte[] toBytes() {
    float[] parameters = state.parameters();
    float[] updaterState = state.updaterState();
    ByteBuffer bytes =
        ByteBuffer.allocate(
                HEADER + Float.BYTES * (parameters.length + updaterState.length) + CHECKSUM)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(MAGIC)
            .putInt(state.epoch())
            .putLong(state.iterations())
            .putLong(recordsLength)
            .putInt(recordsChecksum)
            .putInt(parameters.length)
            .putInt(updaterState.length);
    bytes.asFloatBuffer().put(parameters).put(updaterState);
    int end = bytes.capacity() - CHECKSUM;
    return bytes.putInt(end, checksum(bytes.array(), end)).array();
  }

  /**
   * Reads a checkpoint.
   *
   * @param file that it is from, for messages
   * @param content of the file
   * @throws InvalidInputException if it is not a whole and undamaged one
   */
  static Checkpoint read(Path file, byte[] content) {
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.capacity() < HEADER + CHECKSUM) {
      throw damaged(file, "its length is " + bytes.capacity());
    }
    int end = bytes.capacity() - CHECKSUM;
    if (bytes.getInt(end) != checksum(bytes.array(), end)) {
      throw damaged(file, "its checksum is wrong");
    }
    byte[] magic = new byte[MAGIC.length];
    bytes.get(magic);
    int epoch = bytes.getInt();
    long iterations = bytes.getLong();
    long recordsLength = bytes.getLong();
    int recordsChecksum = bytes.getInt();
    int parameters = bytes.getInt();
    int updaterState = bytes.getInt();
    boolean plausible =
        Arrays.equals(magic, MAGIC)
            && epoch > 0
            && iterations > 0
            && recordsLength > 0
            && parameters >= 0
            && updaterState >= 0
            && HEADER + (long) Float.BYTES * ((long) parameters + updaterState) == end;
    if (!plausible) {
      throw damaged(file, "its header is not that of a checkpoint");
    }
    FloatBuffer floats = bytes.asFloatBuffer();
    return new Checkpoint(
        new TrainingState(epoch, iterations, next(floats, parameters), next(floats, updaterState)),
        recordsLength,
        recordsChecksum);
  }

  private static float[] next(FloatBuffer floats, int count) {
    float[] values = new float[count];
    floats.get(values);
    return values;
  }

  private static InvalidInputException damaged(Path file, String found) {
    return new InvalidInputException(
        "%s: must be a whole checkpoint, found it damaged: %s".formatted(file, found));
  }
}
