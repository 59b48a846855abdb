package org.optimizerstudy.results;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.TrialId;

/**
 * Directory of one trial: records.csv and trial.json, checkpoint/ while it is not finished, and
 * predictions.txt when it has completed.
 */
public final class TrialDirectory {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  static final String JSON_FILE = "trial.json";
  static final String RECORDS_FILE = "records.csv";
  static final String PREDICTIONS_FILE = "predictions.txt";
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

  /** Where it is. */
  public Path path() {
    return directory.path();
  }

  /** One row an epoch. */
  public Path recordsFile() {
    return directory.path(RECORDS_FILE);
  }

  /** One digit per test image; see {@link Predictions}. */
  public Path predictionsFile() {
    return directory.path(PREDICTIONS_FILE);
  }

  /** Settings, provenance and status. */
  public Path trialFile() {
    return directory.path(JSON_FILE);
  }

  /**
   * Reads the trial, also while a run writes it.
   *
   * @return the trial or what is wrong with it; empty if it was never begun
   */
  public Optional<TrialReading> read() {
    return TrialReader.read(this);
  }

  /** The same, but a finished trial may lack its seal or have a wrong one. */
  public Optional<TrialReading> readUnsealed() {
    return TrialReader.readUnsealed(this);
  }

  /**
   * The trial.
   *
   * @throws InvalidInputException if it is damaged, or was never begun
   */
  public StoredTrial stored() {
    return undamaged(
        read()
            .orElseThrow(
                () -> new InvalidInputException(path() + ": must hold a trial, found none")));
  }

  private static StoredTrial undamaged(TrialReading reading) {
    if (reading instanceof DamagedTrial damaged) {
      throw new InvalidInputException(damaged.message());
    }
    return (StoredTrial) reading;
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
   * Takes the trial up: begins it if it was never begun, else resumes it from its last checkpoint
   * that agrees with its records. The records after that are cut off.
   *
   * @throws InvalidInputException if what is there is damaged, of other settings or finished, or
   *     does not agree with its checkpoints
   * @throws IOException if the directory cannot be read or written
   */
  public TrialWriter open(Provenance provenance) throws IOException {
    Optional<TrialReading> reading = read();
    if (reading.isEmpty()) {
      return begin(provenance);
    }
    StoredTrial trial = undamaged(reading.get());
    requireSame(trial, provenance);
    if (trial.isFinished()) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "%s: status: must be RUNNING to resume, found %s",
              trialFile(),
              trial.status().word()));
    }
    return TrialWriter.resume(this, trial, provenance);
  }

  /**
   * Checks that what was stored is what is asked for.
   *
   * @throws InvalidInputException if trial.json has another value; the message names it
   */
  public void requireSame(StoredTrial stored, Provenance asked) {
    Optional<Provenance.Difference> difference = asked.differenceFrom(stored.json());
    if (difference.isPresent()) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "%s: %s: must be %s as asked for, found %s; give another --output, or delete %s to run the trial again",
              trialFile(),
              difference.get().key(),
              difference.get().asked(),
              difference.get().stored(),
              path()));
    }
  }

  /**
   * What keeps an interrupted trial from being resumed: records that are not those that its
   * checkpoints were saved with.
   *
   * @throws InvalidInputException if something else than a directory is in the place of checkpoint/
   * @throws IOException if a file cannot be read
   */
  public Optional<DamagedTrial> obstacle() throws IOException {
    return checkpoints()
        .find(id, recordsContent(), new ArrayList<>())
        .disagreement()
        .map(this::obstacle);
  }

  DamagedTrial obstacle(String disagreement) {
    return new DamagedTrial(
        id,
        path(),
        RECORDS_FILE,
        disagreement,
        String.format(Locale.ROOT, "restore the file, or delete %s to run the trial again", path()),
        false);
  }

  /**
   * Seals a finished trial as it is, in place of the seal that it may have, and records that.
   *
   * @param trial as {@link #readUnsealed()} gave it
   * @param reason for {@code sealed} in trial.json
   * @return what was changed since the trial was sealed last, in words; empty if its seal is right,
   *     and nothing was written
   * @throws IOException if trial.json cannot be written
   */
  public Optional<String> seal(StoredTrial trial, String reason) throws IOException {
    ObjectNode json = trial.json().deepCopy();
    Optional<Seal> before = Seal.readIfValid(json);
    Seal actual = trial.seal();
    if (before.equals(Optional.of(actual))) {
      return Optional.empty();
    }
    new Sealing(
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            reason,
            before.map(Seal::recordsSha256))
        .addTo(json);
    Seal.of(json, actual.recordsSha256(), actual.predictionsSha256()).writeTo(json);
    writeJson(json);
    return Optional.of(before.map(actual::differenceFrom).orElse("it had no seal"));
  }

  SafeDirectory files() {
    return directory;
  }

  Checkpoints checkpoints() {
    return new Checkpoints(directory.directory(CHECKPOINT));
  }

  /** The bytes of records.csv; none if it does not exist. */
  byte[] recordsContent() throws IOException {
    return directory.has(RECORDS_FILE) ? directory.read(RECORDS_FILE) : new byte[0];
  }

  void writeJson(ObjectNode json) throws IOException {
    directory.write(JSON_FILE, JSON.writeValueAsString(json) + "\n");
  }
}
