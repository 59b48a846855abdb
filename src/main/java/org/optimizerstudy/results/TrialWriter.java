package org.optimizerstudy.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Trial;

/**
 * Writes one trial while it runs: one record and one checkpoint per epoch, then the status. If the
 * program dies at any time, {@link TrialDirectory#open(Provenance)} resumes the trial.
 */
public final class TrialWriter implements Closeable {

  private final TrialDirectory directory;
  private final Trial trial;
  private final ObjectNode json;
  private final RecordsFile records;
  private final Checkpoints checkpoints;
  private final Optional<TrainingState> start;
  private final List<String> notes;
  private Optional<Predictions> predictions = Optional.empty();

  private TrialWriter(
      TrialDirectory directory,
      Trial trial,
      ObjectNode json,
      RecordsFile records,
      Checkpoints checkpoints,
      Optional<TrainingState> start,
      List<String> notes) {
    this.directory = directory;
    this.trial = trial;
    this.json = json;
    this.records = records;
    this.checkpoints = checkpoints;
    this.start = start;
    this.notes = List.copyOf(notes);
  }

  static TrialWriter begin(TrialDirectory directory, Provenance provenance, List<String> notes)
      throws IOException {
    Checkpoints checkpoints = directory.checkpoints();
    checkpoints.delete();
    deleteResults(directory);
    ObjectNode json = TrialSchema.begin(EpochColumn.keys());
    json.setAll(provenance.toJson());
    json.put(TrialJson.STARTED, now());
    json.put(TrialJson.STATUS, new TrialStatus.Running().word());
    directory.writeJson(json);
    RecordsFile records = RecordsFile.create(directory.files(), EpochColumn.keys());
    return new TrialWriter(
        directory, provenance.trial(), json, records, checkpoints, Optional.empty(), notes);
  }

  /** Deletes what a run wrote that died before it wrote the final status. */
  private static void deleteResults(TrialDirectory directory) throws IOException {
    directory.files().delete(ResultsFiles.PREDICTIONS);
    directory.files().delete(ResultsFiles.MODEL);
  }

  /** Resumes from the last checkpoint that agrees with the records; restarts if there is none. */
  static TrialWriter resume(TrialDirectory directory, StoredTrial trial, Provenance provenance)
      throws IOException {
    List<String> notes = new ArrayList<>();
    Checkpoints checkpoints = directory.checkpoints();
    byte[] content = directory.recordsContent();
    Checkpoints.Found found = checkpoints.find(trial.id(), content, notes);
    if (found.disagreement().isPresent()) {
      throw new InvalidInputException(directory.obstacle(found.disagreement().get()).message());
    }
    Optional<Checkpoint> latest = found.checkpoint();
    if (latest.isEmpty()) {
      notes.add("no usable checkpoint; restarting from epoch 1");
      return begin(directory, provenance, notes);
    }
    TrainingState start = latest.get().state();
    notes.add("resuming after epoch " + start.epoch());
    ObjectNode json = TrialSchema.upgrade(trial.json());
    ObjectNode resumption = json.withArray(TrialJson.RESUMED).addObject();
    resumption.put(TrialJson.AFTER_EPOCH, start.epoch());
    resumption.put(TrialJson.AT, now());
    if (!provenance.engine().equals(EngineKey.of(json))) {
      resumption.put(EngineKey.MEMBER, provenance.engine());
      notes.add(
          String.format(
              Locale.ROOT,
              "the trial was started with engine %s and resumes with %s; trial.json names both",
              EngineKey.of(json),
              provenance.engine()));
    }
    JsonNode environment = provenance.canonicalJson().path(TrialJson.ENVIRONMENT);
    if (!environment.equals(json.path(TrialJson.ENVIRONMENT))) {
      resumption.set(TrialJson.ENVIRONMENT, environment);
      notes.add("the environment differs from that at the start; trial.json has both");
    }
    deleteResults(directory);
    directory.writeJson(json);
    RecordsFile records =
        RecordsFile.open(
            directory.files(),
            Arrays.copyOf(content, (int) latest.get().recordsLength()),
            TrialSchema.columns(JsonFields.of(json)));
    return new TrialWriter(
        directory, trial.trial(), json, records, checkpoints, Optional.of(start), notes);
  }

  /** The state from which training resumes; empty if it starts. */
  public Optional<TrainingState> start() {
    return start;
  }

  /** Notes for the user on the stored state of the trial, one per line. */
  public List<String> notes() {
    return notes;
  }

  /** Appends a record and hands it to the operating system. */
  public void append(EpochRecord record) throws IOException {
    records.append(record);
  }

  /** Saves the state that belongs to the records so far. */
  public void save(TrainingState state) throws IOException {
    if (checkpoints.forcesNext()) {
      records.force();
    }
    checkpoints.save(new Checkpoint(directory.id(), state, records.length(), records.checksum()));
  }

  /** Keeps the final measures and predictions for {@link #finish}. */
  public void evaluated(FinalMeasures measures, Predictions ofTest) {
    TrialSchema.put(measures, json);
    predictions = Optional.of(ofTest);
  }

  /** Finishes the trial without a file of its model. */
  public void finish(TrialStatus status) throws IOException {
    finish(status, Optional.empty());
  }

  /**
   * Writes the final status and the seal to trial.json.
   *
   * @param format format of the model's file, which is written if the trial has completed; no file
   *     if empty
   * @throws IOException if it cannot be written, or another process changed records.csv
   */
  public void finish(TrialStatus status, Optional<ModelFormat> format) throws IOException {
    records.force();
    byte[] content = directory.recordsContent();
    if (content.length != records.length()
        || Checkpoint.checksum(content, content.length) != records.checksum()) {
      throw new IOException(
          directory.recordsFile() + ": must not be changed by other processes, found it changed");
    }
    if (predictions.isPresent()) {
      directory.files().write(ResultsFiles.PREDICTIONS, predictions.get().toBytes());
    }
    Optional<String> model = Optional.empty();
    if (format.isPresent() && status instanceof TrialStatus.Completed) {
      byte[] zip = format.get().bytes(trial, lastState(content));
      directory.files().write(ResultsFiles.MODEL, zip);
      model = Optional.of(Checksum.hex(zip));
    }
    json.put(TrialJson.FINISHED, now());
    json.put(TrialJson.STATUS, status.word());
    if (status instanceof TrialStatus.Diverged diverged) {
      json.put(TrialJson.DIVERGED_AT_EPOCH, diverged.epoch());
      json.put(TrialJson.DIVERGED_AT_ITERATION, diverged.iteration());
    }
    Seal.of(json, Checksum.hex(content), predictions.map(Predictions::sha256), model).writeTo(json);
    directory.writeJson(json);
    checkpoints.delete();
  }

  /** The state after the last epoch, from its checkpoint. */
  private TrainingState lastState(byte[] content) throws IOException {
    return checkpoints
        .find(directory.id(), content, new ArrayList<>())
        .checkpoint()
        .filter(checkpoint -> checkpoint.recordsLength() == content.length)
        .map(Checkpoint::state)
        .orElseThrow(
            () ->
                new IOException(
                    directory.path().resolve(ResultsFiles.CHECKPOINTS)
                        + ": must hold the checkpoint of the last epoch to save the model, found"
                        + " none that is intact"));
  }

  @Override
  public void close() throws IOException {
    records.close();
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
