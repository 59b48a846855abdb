package org.optimizerstudy.results;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/** The records.csv of a running trial, which grows by a line an epoch. */
final class RecordsFile implements Closeable {

  private final Path file;
  private final FileChannel channel;
  private final CRC32C checksum;
  private final CsvWriter csv;

  private RecordsFile(Path file, FileChannel channel, CRC32C checksum) {
    this.file = file;
    this.channel = channel;
    this.checksum = checksum;
    this.csv =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.LF)
            .build(
                new OutputStreamWriter(
                    new CheckedOutputStream(Channels.newOutputStream(channel), checksum),
                    StandardCharsets.UTF_8));
  }

  /** A file with the header alone. */
  static RecordsFile create(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    RecordsFile records = new RecordsFile(file, channel, new CRC32C());
    try {
      records.write(EpochRecord.COLUMNS);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return records;
  }

  /**
   * Goes on with a file.
   *
   * @param content the file's
   * @param length of the part to go on from; what is after it is cut off
   */
  static RecordsFile truncate(Path file, byte[] content, int length) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    channel.truncate(length).position(length);
    CRC32C checksum = new CRC32C();
    checksum.update(content, 0, length);
    return new RecordsFile(file, channel, checksum);
  }

  /** Appends a record; it is with the operating system when this returns. */
  void append(EpochRecord record) throws IOException {
    write(record.toRow());
  }

  private void write(List<String> row) throws IOException {
    try {
      csv.writeRecord(row);
      csv.flush();
    } catch (IOException e) {
      throw new IOException(file + ": cannot be written: " + e.getMessage(), e);
    }
  }

  long length() throws IOException {
    return channel.position();
  }

  int checksum() {
    return (int) checksum.getValue();
  }

  /** Returns when the disk has it. */
  void force() throws IOException {
    channel.force(true);
  }

  /** Every record was flushed, so nothing is left to write. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
