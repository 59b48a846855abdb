package org.optimizerstudy.results;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.experiment.TrialId;

/** Directory of one trial: records.csv and trial.json, and checkpoint/ while it is not finished. */
public final class TrialDirectory {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  static final String JSON_FILE = "trial.json";
  static final String RECORDS_FILE = "records.csv";
  static final String CHECKPOINT = "checkpoint";

  private final TrialId id;
  private final SafeDirectory directory;

  TrialDirectory(TrialId id, SafeDirectory directory) {
    this.id = id;
    this.directory = directory;
  }

  /** The trial's id. */
  public TrialId id() {
    return id;
  }

  /** One row an epoch. */
  public Path recordsFile() {
    return directory.path(RECORDS_FILE);
  }

  /** Settings, provenance and status. */
  public Path trialFile() {
    return directory.path(JSON_FILE);
  }

  /**
   * Begins the trial from nothing: writes trial.json with status RUNNING and records.csv with its
   * header.
   *
   * @throws IOException if the directory cannot be written
   */
  public TrialWriter begin(Provenance provenance) throws IOException {
    directory.create();
    return TrialWriter.begin(this, provenance, List.of());
  }

  /**
   * Takes the trial up: begins it if it was never begun, else goes on with it from its last
   * checkpoint that agrees with its records. The records after that are cut off.
   *
   * @throws InvalidInputException if what is there is of other settings, or is finished
   * @throws IOException if the directory cannot be read or written
   */
  public TrialWriter open(Provenance provenance) throws IOException {
    Optional<TrialStatus> status = status();
    if (status.isEmpty()) {
      return begin(provenance);
    }
    requireSame(provenance);
    if (status.get().isFinal()) {
      throw new InvalidInputException(
          "%s: status: must be RUNNING to go on, found %s"
              .formatted(trialFile(), status.get().word()));
    }
    return TrialWriter.resume(this, provenance);
  }

  /**
   * Checks that what was stored, if anything, is what is asked for.
   *
   * @throws InvalidInputException if trial.json has another value; the message names it
   */
  public void requireSame(Provenance asked) throws IOException {
    if (!directory.has(JSON_FILE)) {
      return;
    }
    Optional<Provenance.Difference> difference = asked.differenceFrom(json());
    if (difference.isPresent()) {
      throw new InvalidInputException(
          "%s: %s: must be %s as asked for, found %s; give another --output, or delete %s to run the trial again"
              .formatted(
                  trialFile(),
                  difference.get().key(),
                  difference.get().asked(),
                  difference.get().stored(),
                  directory.path()));
    }
  }

  /**
   * The status, empty if the trial was never begun.
   *
   * @throws InvalidInputException if trial.json is not what this program writes, or is missing
   *     beside records or checkpoints
   */
  public Optional<TrialStatus> status() throws IOException {
    if (!directory.has(JSON_FILE)) {
      requireNothing();
      return Optional.empty();
    }
    JsonNode json = json();
    String word = json.path("status").asText();
    return Optional.of(
        switch (word) {
          case "RUNNING" -> new TrialStatus.Running();
          case "COMPLETED" -> new TrialStatus.Completed();
          case "DIVERGED" ->
              new TrialStatus.Diverged(
                  json.path("diverged_at_epoch").asInt(),
                  json.path("diverged_at_iteration").asLong());
          default ->
              throw new InvalidInputException(
                  "%s: status: must be RUNNING, COMPLETED or DIVERGED, found \"%s\""
                      .formatted(trialFile(), word));
        });
  }

  /** The content of trial.json. */
  public JsonNode json() throws IOException {
    try {
      return JSON.readTree(directory.read(JSON_FILE));
    } catch (JacksonException e) {
      throw new InvalidInputException(trialFile() + ": must be valid JSON, found it damaged", e);
    }
  }

  /**
   * The trial's values.
   *
   * @throws InvalidInputException if trial.json does not hold them, or they are not those of its
   *     directory's name
   */
  public Trial trial() throws IOException {
    JsonNode settings = json().path("settings");
    Trial trial;
    try {
      trial = SettingsJson.read(settings);
    } catch (InvalidInputException e) {
      throw e.at(trialFile() + ": settings");
    }
    if (!trial.id().equals(id)) {
      throw new InvalidInputException(
          "%s: settings: must be those of the directory's trial, found %s"
              .formatted(trialFile(), trial.id()));
    }
    return trial;
  }

  /** Bytes that the trial's updater keeps for a parameter; empty if trial.json lacks them. */
  OptionalDouble stateBytes() throws IOException {
    JsonNode bytes = json().path(Provenance.STATE_BYTES);
    return bytes.isNumber() ? OptionalDouble.of(bytes.asDouble()) : OptionalDouble.empty();
  }

  /** Training accuracy after the last epoch; empty if trial.json lacks it. */
  OptionalDouble finalTrainAccuracy() throws IOException {
    JsonNode accuracy = json().path("final").path("train_accuracy");
    return accuracy.isNumber() ? OptionalDouble.of(accuracy.asDouble()) : OptionalDouble.empty();
  }

  /**
   * The records so far. Of a trial that is not finished, a last line without its end is left out:
   * its writing was cut off.
   *
   * @throws InvalidInputException if records.csv breaks its form; the message names the line
   */
  public List<EpochRecord> records() throws IOException {
    boolean isFinal = status().map(TrialStatus::isFinal).orElse(false);
    if (!isFinal && !directory.has(RECORDS_FILE)) {
      return List.of();
    }
    String content = new String(directory.read(RECORDS_FILE), StandardCharsets.UTF_8);
    return parse(isFinal ? content : content.substring(0, content.lastIndexOf('\n') + 1));
  }

  private List<EpochRecord> parse(String content) throws IOException {
    List<EpochRecord> records = new ArrayList<>();
    try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(content)) {
      for (CsvRecord row : csv) {
        if (records.isEmpty() && row.getStartingLineNumber() == 1) {
          requireHeader(row);
        } else {
          records.add(parse(row));
        }
      }
    } catch (CsvParseException e) {
      throw new InvalidInputException(recordsFile() + ": must be CSV: " + e.getMessage(), e);
    }
    return records;
  }

  SafeDirectory files() {
    return directory;
  }

  /** Whether any file of a trial is there. */
  boolean isBegun() throws IOException {
    return directory.names().stream()
        .anyMatch(name -> directory.isOwn(name) && !directory.isTemporary(name));
  }

  /** Whether this is a copy of another trial's directory. */
  boolean isCopy() throws IOException {
    try {
      return directory.has(JSON_FILE)
          && SettingsJson.read(json().path("settings"))
              .id()
              .value()
              .equals(json().path("trial").asText())
          && !json().path("trial").asText().equals(id.value());
    } catch (InvalidInputException e) {
      return false; // damaged, which whoever reads the trial is told
    }
  }

  Checkpoints checkpoints() {
    return new Checkpoints(directory.directory(CHECKPOINT));
  }

  void writeJson(ObjectNode json) throws IOException {
    directory.write(JSON_FILE, JSON.writeValueAsString(json) + "\n");
  }

  /** trial.json is the first file of a trial, so one that is missing was deleted. */
  private void requireNothing() throws IOException {
    for (String name : List.of(RECORDS_FILE, CHECKPOINT)) {
      if (directory.names().contains(name)) {
        throw new InvalidInputException(
            "%s: must be there beside %s, found that it is missing; put it back, or move %s away to run the trial again"
                .formatted(trialFile(), name, directory.path()));
      }
    }
  }

  private void requireHeader(CsvRecord row) {
    if (!row.getFields().equals(EpochRecord.COLUMNS)) {
      throw new InvalidInputException(
          "%s: must have the columns %s, found %s"
              .formatted(recordsFile(), EpochRecord.COLUMNS, row.getFields()));
    }
  }

  private EpochRecord parse(CsvRecord row) {
    try {
      return EpochRecord.parse(row.getFields());
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "%s:%d: %s".formatted(recordsFile(), row.getStartingLineNumber(), e.getMessage()), e);
    }
  }
}
