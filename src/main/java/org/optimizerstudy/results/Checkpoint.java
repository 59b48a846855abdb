package org.optimizerstudy.results;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.TrialId;

/**
 * The state of a trial after an epoch, and the part of records.csv that belongs to it. The file, in
 * little-endian order:
 *
 * <pre>
 * 8 bytes  "STUDYCP2"
 * int      length n of the trial's id
 * n bytes  the trial's id
 * int      epoch
 * long     iterations
 * long     length of records.csv with this epoch's record
 * int      CRC-32C of that part of records.csv
 * int      number p of parameters
 * int      number s of values of updater state
 * p floats parameters
 * s floats updater state
 * int      CRC-32C of all bytes before it
 * </pre>
 *
 * <p>Files of older versions start with "STUDYCP1" and have no id.
 *
 * @param trial id of the trial
 * @param state state of the training
 * @param recordsLength length of the part of records.csv in bytes
 * @param recordsChecksum CRC-32C of these bytes
 */
record Checkpoint(TrialId trial, TrainingState state, long recordsLength, int recordsChecksum) {

  private static final String MAGIC = "STUDYCP2";
  private static final String MAGIC_WITHOUT_ID = "STUDYCP1";
  private static final int HEADER = 8 + 4 + 8 + 8 + 4 + 4 + 4; // without the id
  private static final int MAX_ID = 250;
  private static final int CHECKSUM = 4;
  private static final String NOT_A_HEADER = "its header is not that of a checkpoint";

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
    byte[] id = trial.value().getBytes(StandardCharsets.US_ASCII);
    float[] parameters = state.parameters();
    float[] updaterState = state.updaterState();
    ByteBuffer bytes =
        ByteBuffer.allocate(
                HEADER
                    + Integer.BYTES
                    + id.length
                    + Float.BYTES * (parameters.length + updaterState.length)
                    + CHECKSUM)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(MAGIC.getBytes(StandardCharsets.US_ASCII))
            .putInt(id.length)
            .put(id)
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
   * @param file path of the file, for messages
   * @param content content of the file
   * @param trial id of the expected trial
   * @throws InvalidInputException if the content is not a complete and undamaged checkpoint of this
   *     trial
   */
  static Checkpoint read(Path file, byte[] content, TrialId trial) {
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.capacity() < HEADER + CHECKSUM) {
      throw damaged(file, "its length is " + bytes.capacity());
    }
    int end = bytes.capacity() - CHECKSUM;
    if (bytes.getInt(end) != checksum(bytes.array(), end)) {
      throw damaged(file, "its checksum is wrong");
    }
    requireTrial(file, bytes.limit(end), trial);
    if (bytes.remaining() < HEADER - MAGIC.length()) {
      throw damaged(file, NOT_A_HEADER);
    }
    int epoch = bytes.getInt();
    long iterations = bytes.getLong();
    long recordsLength = bytes.getLong();
    int recordsChecksum = bytes.getInt();
    int parameters = bytes.getInt();
    int updaterState = bytes.getInt();
    boolean plausible =
        epoch > 0
            && iterations > 0
            && recordsLength > 0
            && parameters >= 0
            && updaterState >= 0
            && Float.BYTES * ((long) parameters + updaterState) == bytes.remaining();
    if (!plausible) {
      throw damaged(file, NOT_A_HEADER);
    }
    FloatBuffer floats = bytes.asFloatBuffer();
    return new Checkpoint(
        trial,
        new TrainingState(epoch, iterations, next(floats, parameters), next(floats, updaterState)),
        recordsLength,
        recordsChecksum);
  }

  /** Reads and checks the fields before the epoch. */
  private static void requireTrial(Path file, ByteBuffer bytes, TrialId trial) {
    String magic = text(bytes, MAGIC.length());
    if (magic.equals(MAGIC_WITHOUT_ID)) {
      return;
    }
    int length = magic.equals(MAGIC) ? bytes.getInt() : -1;
    if (length < 0 || length > Math.min(MAX_ID, bytes.remaining())) {
      throw damaged(file, NOT_A_HEADER);
    }
    String id = text(bytes, length);
    if (!id.equals(trial.value())) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT, "%s: must be of trial %s, found a checkpoint of %s", file, trial, id));
    }
  }

  private static String text(ByteBuffer bytes, int length) {
    byte[] text = new byte[length];
    bytes.get(text);
    return new String(text, StandardCharsets.US_ASCII);
  }

  private static float[] next(FloatBuffer floats, int count) {
    float[] values = new float[count];
    floats.get(values);
    return values;
  }

  private static InvalidInputException damaged(Path file, String found) {
    return new InvalidInputException(
        String.format(
            Locale.ROOT, "%s: must be a whole checkpoint, found it damaged: %s", file, found));
  }
}
