package org.optimizerstudy.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.optimizerstudy.experiment.InvalidInputException;

/**
 * The checksums of a finished trial, in the member {@code seal} of its trial.json. They reveal
 * later changes of the records, the predictions, the model or trial.json. They are not a signature:
 * anyone can compute new ones. {@code study seal} does so after an intended change and records the
 * reason.
 *
 * @param recordsSha256 SHA-256 of the bytes of records.csv
 * @param predictionsSha256 SHA-256 of the bytes of predictions.txt; empty if the trial has none
 * @param modelSha256 SHA-256 of the bytes of model.zip; empty if the trial has none
 * @param trialSha256 SHA-256 of trial.json in its {@linkplain CanonicalJson canonical form},
 *     without its member {@code seal}
 */
record Seal(
    String recordsSha256,
    Optional<String> predictionsSha256,
    Optional<String> modelSha256,
    String trialSha256) {

  /** The name of the member of trial.json. */
  static final String MEMBER = "seal";

  private static final String SCHEMA = "schema";
  private static final String RECORDS = "records_sha256";
  private static final String PREDICTIONS = "predictions_sha256";
  private static final String MODEL = "model_sha256";
  private static final String TRIAL = "trial_sha256";

  /** The version of the format. */
  private static final int VERSION = 1;

  /** Computes the seal of a trial, whatever seal it has. */
  static Seal of(
      ObjectNode trial,
      String recordsSha256,
      Optional<String> predictionsSha256,
      Optional<String> modelSha256) {
    ObjectNode content = trial.deepCopy();
    putFiles(content.putObject(MEMBER), recordsSha256, predictionsSha256, modelSha256);
    return new Seal(
        recordsSha256, predictionsSha256, modelSha256, Checksum.hex(CanonicalJson.of(content)));
  }

  /** The seal of the same files with another trial.json. */
  Seal with(ObjectNode trial) {
    return of(trial, recordsSha256, predictionsSha256, modelSha256);
  }

  private static ObjectNode putFiles(
      ObjectNode seal, String records, Optional<String> predictions, Optional<String> model) {
    seal.put(SCHEMA, VERSION).put(RECORDS, records);
    predictions.ifPresent(sha256 -> seal.put(PREDICTIONS, sha256));
    model.ifPresent(sha256 -> seal.put(MODEL, sha256));
    return seal;
  }

  /**
   * Reads the seal of a trial.json.
   *
   * @throws InvalidInputException if it is invalid, or of a version that is not known
   */
  static Seal read(JsonFields trial) {
    JsonFields seal = trial.object(MEMBER);
    seal.requireOnly(SCHEMA, RECORDS, PREDICTIONS, MODEL, TRIAL);
    seal.integer(SCHEMA, VERSION, VERSION);
    return new Seal(
        seal.sha256(RECORDS),
        sha256IfPresent(seal, PREDICTIONS),
        sha256IfPresent(seal, MODEL),
        seal.sha256(TRIAL));
  }

  private static Optional<String> sha256IfPresent(JsonFields seal, String member) {
    return seal.has(member) ? Optional.of(seal.sha256(member)) : Optional.empty();
  }

  /** Reads the seal of a trial.json; empty if it is absent or invalid. */
  static Optional<Seal> readIfValid(ObjectNode trial) {
    try {
      return isIn(trial) ? Optional.of(read(JsonFields.of(trial))) : Optional.empty();
    } catch (InvalidInputException e) {
      return Optional.empty(); // it will be replaced
    }
  }

  /** The differences from another seal, in words. */
  String differenceFrom(Seal before) {
    List<String> differences = new ArrayList<>();
    if (!recordsSha256.equals(before.recordsSha256)) {
      differences.add(
          String.format(
              Locale.ROOT,
              "records.csv had SHA-256 %s, has %s",
              before.recordsSha256,
              recordsSha256));
    }
    addDifference(
        differences, ResultsFiles.PREDICTIONS, before.predictionsSha256, predictionsSha256);
    addDifference(differences, ResultsFiles.MODEL, before.modelSha256, modelSha256);
    if (!trialSha256.equals(before.trialSha256)) {
      differences.add("trial.json was changed");
    }
    return String.join("; ", differences);
  }

  private static void addDifference(
      List<String> differences, String file, Optional<String> before, Optional<String> now) {
    if (!now.equals(before)) {
      differences.add(
          String.format(
              Locale.ROOT,
              "%s had SHA-256 %s, has %s",
              file,
              before.orElse("none"),
              now.orElse("none")));
    }
  }

  /** Whether the trial has a seal, valid or not. */
  static boolean isIn(JsonNode trial) {
    return trial.has(MEMBER);
  }

  void writeTo(ObjectNode trial) {
    trial.remove(MEMBER); // so that it is written last
    putFiles(trial.putObject(MEMBER), recordsSha256, predictionsSha256, modelSha256)
        .put(TRIAL, trialSha256);
  }
}
