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
 * later changes of the records, the predictions or trial.json. They are not a signature: anyone can
 * compute new ones. {@code study seal} does so after an intended change and records the reason.
 *
 * @param recordsSha256 SHA-256 of the bytes of records.csv
 * @param predictionsSha256 SHA-256 of the bytes of predictions.txt; empty if the trial has none
 * @param trialSha256 SHA-256 of trial.json in its {@linkplain CanonicalJson canonical form},
 *     without its member {@code seal}
 */
record Seal(String recordsSha256, Optional<String> predictionsSha256, String trialSha256) {

  /** The name of the member of trial.json. */
  static final String MEMBER = "seal";

  private static final String SCHEMA = "schema";
  private static final String RECORDS = "records_sha256";
  private static final String PREDICTIONS = "predictions_sha256";
  private static final String TRIAL = "trial_sha256";

  /** The version of the format. */
  private static final int VERSION = 1;

  /** Computes the seal of a trial, whatever seal it has. */
  static Seal of(ObjectNode trial, String recordsSha256, Optional<String> predictionsSha256) {
    ObjectNode content = trial.deepCopy();
    putFiles(content.putObject(MEMBER), recordsSha256, predictionsSha256);
    return new Seal(recordsSha256, predictionsSha256, Checksum.hex(CanonicalJson.of(content)));
  }

  private static ObjectNode putFiles(
      ObjectNode seal, String records, Optional<String> predictions) {
    seal.put(SCHEMA, VERSION).put(RECORDS, records);
    predictions.ifPresent(sha256 -> seal.put(PREDICTIONS, sha256));
    return seal;
  }

  /**
   * Reads the seal of a trial.json.
   *
   * @throws InvalidInputException if it is invalid, or of a version that is not known
   */
  static Seal read(JsonFields trial) {
    JsonFields seal = trial.object(MEMBER);
    seal.requireOnly(SCHEMA, RECORDS, PREDICTIONS, TRIAL);
    seal.integer(SCHEMA, VERSION, VERSION);
    return new Seal(
        seal.sha256(RECORDS),
        seal.has(PREDICTIONS) ? Optional.of(seal.sha256(PREDICTIONS)) : Optional.empty(),
        seal.sha256(TRIAL));
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
    if (!predictionsSha256.equals(before.predictionsSha256)) {
      differences.add(
          String.format(
              Locale.ROOT,
              "predictions.txt had SHA-256 %s, has %s",
              before.predictionsSha256.orElse("none"),
              predictionsSha256.orElse("none")));
    }
    if (!trialSha256.equals(before.trialSha256)) {
      differences.add("trial.json was changed");
    }
    return String.join("; ", differences);
  }

  /** Whether the trial has a seal, valid or not. */
  static boolean isIn(JsonNode trial) {
    return trial.has(MEMBER);
  }

  void writeTo(ObjectNode trial) {
    trial.remove(MEMBER); // so that it is written last
    putFiles(trial.putObject(MEMBER), recordsSha256, predictionsSha256).put(TRIAL, trialSha256);
  }
}
