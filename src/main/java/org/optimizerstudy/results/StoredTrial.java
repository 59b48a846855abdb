package org.optimizerstudy.results;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.experiment.TrialId;

/**
 * A trial as it is stored, with every value checked: a finished one whole and sealed, another as
 * far as it is.
 *
 * @param history its values, status and records
 * @param predictions of the network after the last epoch; empty if the history lacks its measures
 * @param json the content of trial.json, for what only provenance tables show; not to be changed
 * @param recordsSha256 checksum of records.csv as it was read
 * @param sealings by {@code study seal}, in order; empty if the run that trained it sealed it
 */
public record StoredTrial(
    TrialHistory history,
    Optional<Predictions> predictions,
    ObjectNode json,
    String recordsSha256,
    List<Sealing> sealings)
    implements TrialReading {

  public StoredTrial {
    sealings = List.copyOf(sealings);
  }

  /** The columns of its records.csv. */
  List<String> columns() {
    return TrialSchema.columns(JsonFields.of(json));
  }

  /** The seal that its files should have, whatever seal its trial.json has. */
  Seal seal() {
    return Seal.of(json, recordsSha256, predictions.map(Predictions::sha256));
  }

  @Override
  public TrialId id() {
    return trial().id();
  }

  /** Its values. */
  public Trial trial() {
    return history.trial();
  }

  /** How far it is. */
  public TrialStatus status() {
    return history.status();
  }

  /** Key of the engine that began to train it. */
  public String engine() {
    return EngineKey.of(json);
  }

  /** One an epoch. */
  public List<EpochRecord> records() {
    return history.records();
  }

  /** Whether running it again would change nothing. */
  public boolean isFinished() {
    return status().isFinal();
  }
}
