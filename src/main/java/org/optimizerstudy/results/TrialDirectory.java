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
 * The directory of a trial. It contains records.csv and trial.json, checkpoint/ until the trial is
 * finished, and predictions.txt and perhaps model.zip after it has completed.
 */
public final class TrialDirectory {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

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

  /** The path of the directory. */
  public Path path() {
    return directory.path();
  }

  /** The path of the records, one row per epoch. */
  public Path recordsFile() {
    return directory.path(ResultsFiles.RECORDS);
  }

  /** The path of the settings, provenance and status. */
  public Path trialFile() {
    return directory.path(ResultsFiles.TRIAL);
  }

  /**
   * Reads the trial; a run may be writing it at the same time.
   *
   * @return the trial or its damage; empty if it was never started
   */
  public Optional<TrialReading> read() {
    return TrialReader.read(this);
  }

  /** Reads the trial; the seal of a finished trial may be missing or wrong. */
  public Optional<TrialReading> readUnsealed() {
    return TrialReader.readUnsealed(this);
  }

  /**
   * Reads the trial.
   *
   * @throws InvalidInputException if it is damaged or was never started
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
   * Starts the trial: writes trial.json with status RUNNING and records.csv with its header.
   *
   * @throws IOException if the directory cannot be written
   */
  public TrialWriter begin(Provenance provenance) throws IOException {
    directory.create();
    return TrialWriter.begin(this, provenance, List.of());
  }

  /**
   * Starts the trial, or resumes it from the last checkpoint that agrees with its records. Later
   * records are removed.
   *
   * @throws InvalidInputException if the stored trial is damaged, finished, has other settings, or
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
   * Checks that the stored trial is the requested one.
   *
   * @throws InvalidInputException if trial.json has another value; the message names it
   */
  public void requireSame(StoredTrial stored, Provenance asked) {
    Optional<Provenance.Difference> difference = asked.differenceFrom(stored.json());
    if (difference.isPresent()) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "%s: %s: must be %s as requested, found %s; use another --output, or delete %s to run the trial again",
              trialFile(),
              difference.get().key(),
              difference.get().asked(),
              difference.get().stored(),
              path()));
    }
  }

  /**
   * The damage that prevents resuming an interrupted trial: its records are not those with which
   * its checkpoints were saved.
   *
   * @throws InvalidInputException if checkpoint/ is not a directory
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
        ResultsFiles.RECORDS,
        disagreement,
        String.format(Locale.ROOT, "restore the file, or delete %s to run the trial again", path()),
        false);
  }

  /**
   * Seals a finished trial, replacing any previous seal, and records that.
   *
   * @param trial trial from {@link #readUnsealed()}
   * @param reason reason to record in trial.json
   * @return changes since the previous seal, in words; empty if the seal is correct, in which case
   *     nothing is written
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
    actual.with(json).writeTo(json);
    writeJson(json);
    return Optional.of(before.map(actual::differenceFrom).orElse("it had no seal"));
  }

  SafeDirectory files() {
    return directory;
  }

  Checkpoints checkpoints() {
    return new Checkpoints(directory.directory(ResultsFiles.CHECKPOINTS));
  }

  /** The content of records.csv; empty if it does not exist. */
  byte[] recordsContent() throws IOException {
    return directory.has(ResultsFiles.RECORDS) ? directory.read(ResultsFiles.RECORDS) : new byte[0];
  }

  void writeJson(ObjectNode json) throws IOException {
    directory.write(ResultsFiles.TRIAL, JSON.writeValueAsString(json) + "\n");
  }
}
