package org.optimizerstudy.results;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Writes one trial while it runs: a record an epoch, appended and flushed, then the status. */
public final class TrialWriter implements Closeable {

  private final TrialDirectory directory;
  private final ObjectNode json;
  private final CsvWriter csv;

  private TrialWriter(TrialDirectory directory, ObjectNode json, CsvWriter csv) {
    this.directory = directory;
    this.json = json;
    this.csv = csv;
  }

  static TrialWriter begin(TrialDirectory directory, Provenance provenance) throws IOException {
    ObjectNode json = provenance.toJson();
    json.put("started", now());
    json.put("status", new TrialStatus.Running().word());
    directory.writeJson(json);
    CsvWriter csv =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.LF)
            .build(Files.newBufferedWriter(directory.recordsFile()));
    TrialWriter writer = new TrialWriter(directory, json, csv);
    csv.writeRecord(EpochRecord.COLUMNS);
    csv.flush();
    return writer;
  }

  /** Appends a record; it is with the operating system when this returns. */
  public void append(EpochRecord record) throws IOException {
    csv.writeRecord(record.toRow());
    csv.flush();
  }

  /** Closes trial.json with the final status. */
  public void finish(TrialStatus status) throws IOException {
    json.put("finished", now());
    json.put("status", status.word());
    if (status instanceof TrialStatus.Diverged diverged) {
      json.put("diverged_at_epoch", diverged.epoch());
      json.put("diverged_at_iteration", diverged.iteration());
    }
    directory.writeJson(json);
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
