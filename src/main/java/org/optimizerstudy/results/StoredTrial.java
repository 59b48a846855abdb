package org.optimizerstudy.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.experiment.TrialId;

/**
 * A stored trial whose values were all checked. A finished trial is complete and sealed.
 *
 * @param history values, status and records of the trial
 * @param predictions predictions after the last epoch; empty if the history has no final measures
 * @param json content of trial.json, for provenance tables; must not be modified
 * @param recordsSha256 checksum of records.csv
 * @param modelSha256 checksum of model.zip; empty if the trial has none
 * @param sealings entries of {@code study seal}, in order; empty if the run sealed the trial
 */
public record StoredTrial(
    TrialHistory history,
    Optional<Predictions> predictions,
    ObjectNode json,
    String recordsSha256,
    Optional<String> modelSha256,
    List<Sealing> sealings)
    implements TrialReading {

  public StoredTrial {
    sealings = List.copyOf(sealings);
  }

  /** The columns of the trial's records.csv. */
  List<String> columns() {
    return TrialSchema.columns(JsonFields.of(json));
  }

  /**
   * The schema of trial.json: 2, or 1 in trials of older versions, which have neither the measures
   * after the last epoch nor predictions.
   */
  public int schema() {
    return TrialSchema.of(json);
  }

  /** The seal computed from the trial's files. */
  Seal seal() {
    return Seal.of(json, recordsSha256, predictions.map(Predictions::sha256), modelSha256);
  }

  @Override
  public TrialId id() {
    return trial().id();
  }

  /** The values of the trial. */
  public Trial trial() {
    return history.trial();
  }

  /** The status of the trial. */
  public TrialStatus status() {
    return history.status();
  }

  /** The key of the engine that started the trial. */
  public String engine() {
    return EngineKey.of(json);
  }

  /** Whether model and instruction set of the processor are the same. */
  boolean ranOnProcessorOf(Environment environment) {
    JsonNode ran = json.path(TrialJson.ENVIRONMENT);
    return ran.path(TrialJson.CPU).asText().equals(environment.cpu())
        && ran.path(TrialJson.INSTRUCTION_SET).asText().equals(environment.instructionSet());
  }

  /** The records, one per epoch. */
  public List<EpochRecord> records() {
    return history.records();
  }

  /** Whether the trial has completed or diverged. */
  public boolean isFinished() {
    return status().isFinal();
  }
}
