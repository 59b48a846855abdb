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
 * The records.csv of a running trial, which grows by one line per epoch. Each run that starts or
 * resumes the trial creates a new file, so that no other hard link to it exists.
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

  /** Creates a file with the header only. */
  static RecordsFile create(SafeDirectory directory, List<String> columns) throws IOException {
    String header = String.join(",", columns) + "\n";
    return open(directory, header.getBytes(StandardCharsets.UTF_8), columns);
  }

  /**
   * Creates a file to append to; it replaces an existing one.
   *
   * @param content initial content
   * @param columns columns of the header
   */
  static RecordsFile open(SafeDirectory directory, byte[] content, List<String> columns)
      throws IOException {
    directory.write(ResultsFiles.RECORDS, content);
    FileChannel channel = directory.open(ResultsFiles.RECORDS, StandardOpenOption.WRITE);
    try {
      channel.position(content.length);
      Object key =
          directory.file(ResultsFiles.RECORDS).map(BasicFileAttributes::fileKey).orElse(null);
      RecordsFile records = new RecordsFile(directory, channel, key, columns);
      records.checksum.update(content);
      return records;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Appends a record and hands it to the operating system.
   *
   * @throws IOException if it cannot be written, or another process changed the file
   */
  void append(EpochRecord record) throws IOException {
    requireUntouched();
    try {
      csv.writeRecord(record.toRow(columns));
      csv.flush();
    } catch (IOException e) {
      throw new IOException(
          directory.path(ResultsFiles.RECORDS) + ": cannot be written: " + e.getMessage(), e);
    }
  }

  /** Records in a file that was deleted or replaced would be lost unnoticed. */
  private void requireUntouched() throws IOException {
    Optional<BasicFileAttributes> found;
    try {
      found = directory.file(ResultsFiles.RECORDS);
    } catch (InvalidInputException e) {
      throw new IOException(e.getMessage() + "; it was replaced while the trial was running", e);
    }
    boolean isOurs =
        found.isPresent()
            && Objects.equals(found.get().fileKey(), key)
            && found.get().size() == channel.position();
    if (!isOurs) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s: must not be changed by other processes, found it %s while the trial was running",
              directory.path(ResultsFiles.RECORDS),
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
   * Forces the content to the disk.
   *
   * @throws IOException if it cannot be written, or another process changed the file
   */
  void force() throws IOException {
    requireUntouched();
    channel.force(true);
  }

  /** Every record was flushed, so nothing remains to be written. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
