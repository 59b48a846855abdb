package org.optimizerstudy.results;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.optimizerstudy.experiment.InvalidInputException;

/**
 * The records.csv of a running trial, which grows by a line per epoch. It is a new file each time a
 * run takes the trial up, so that nothing else has a hard link to it.
 */
final class RecordsFile implements Closeable {

  private final SafeDirectory directory;
  private final FileChannel channel;
  private final Object key;
  private final CRC32C checksum = new CRC32C();
  private final CsvWriter csv;
  private final List<String> columns;

  private RecordsFile(
      SafeDirectory directory, FileChannel channel, Object key, List<String> columns) {
    this.directory = directory;
    this.channel = channel;
    this.key = key;
    this.columns = columns;
    this.csv =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.LF)
            .build(
                new OutputStreamWriter(
                    new CheckedOutputStream(Channels.newOutputStream(channel), checksum),
                    StandardCharsets.UTF_8));
  }

  /** A file with the header alone. */
  static RecordsFile create(SafeDirectory directory, List<String> columns) throws IOException {
    String header = String.join(",", columns) + "\n";
    return open(directory, header.getBytes(StandardCharsets.UTF_8), columns);
  }

  /**
   * A file to append to.
   *
   * @param content that it begins with, in the place of what it held
   * @param columns of its header
   */
  static RecordsFile open(SafeDirectory directory, byte[] content, List<String> columns)
      throws IOException {
    directory.write(TrialDirectory.RECORDS_FILE, content);
    FileChannel channel = directory.open(TrialDirectory.RECORDS_FILE, StandardOpenOption.WRITE);
    try {
      channel.position(content.length);
      Object key =
          directory
              .file(TrialDirectory.RECORDS_FILE)
              .map(BasicFileAttributes::fileKey)
              .orElse(null);
      RecordsFile records = new RecordsFile(directory, channel, key, columns);
      records.checksum.update(content);
      return records;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Appends a record; it is with the operating system when this returns.
   *
   * @throws IOException if it cannot be written, or the file is not as this run left it
   */
  void append(EpochRecord record) throws IOException {
    requireUntouched();
    try {
      csv.writeRecord(record.toRow(columns));
      csv.flush();
    } catch (IOException e) {
      throw new IOException(
          directory.path(TrialDirectory.RECORDS_FILE) + ": cannot be written: " + e.getMessage(),
          e);
    }
  }

  /** A record in a file that has lost its name would be lost without a word. */
  private void requireUntouched() throws IOException {
    Optional<BasicFileAttributes> found;
    try {
      found = directory.file(TrialDirectory.RECORDS_FILE);
    } catch (InvalidInputException e) {
      throw new IOException(e.getMessage() + "; it was replaced while the trial ran", e);
    }
    boolean isOurs =
        found.isPresent()
            && Objects.equals(found.get().fileKey(), key)
            && found.get().size() == channel.position();
    if (!isOurs) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s: must be changed by this run alone, found it %s while the trial ran",
              directory.path(TrialDirectory.RECORDS_FILE),
              found.isPresent() ? "changed" : "deleted"));
    }
  }

  long length() throws IOException {
    return channel.position();
  }

  int checksum() {
    return (int) checksum.getValue();
  }

  /**
   * Returns when the disk has it.
   *
   * @throws IOException if it cannot be written, or the file is not as this run left it
   */
  void force() throws IOException {
    requireUntouched();
    channel.force(true);
  }

  /** Every record was flushed, so nothing is left to write. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
