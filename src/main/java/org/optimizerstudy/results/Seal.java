package org.optimizerstudy.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.optimizerstudy.experiment.InvalidInputException;

/**
 * Checksums of a finished trial, in the member {@code seal} of its trial.json. They show any later
 * change of its records or of trial.json itself, by accident or by hand; they are no signature, and
 * whoever means to deceive can compute them anew. {@code study seal} does so after an intended
 * change and records that.
 *
 * @param recordsSha256 SHA-256 of the bytes of records.csv
 * @param predictionsSha256 SHA-256 of the bytes of predictions.txt; empty if the trial has none
 * @param trialSha256 SHA-256 of trial.json in its {@linkplain CanonicalJson canonical form},
 *     without its member {@code seal}
 */
record Seal(String recordsSha256, Optional<String> predictionsSha256, String trialSha256) {

  /** The member of trial.json. */
  static final String MEMBER = "seal";

  private static final String SCHEMA = "schema";
  private static final String RECORDS = "records_sha256";
  private static final String PREDICTIONS = "predictions_sha256";
  private static final String TRIAL = "trial_sha256";

  /** Form of the seal, of records.csv and of trial.json. */
  private static final int VERSION = 1;

  /** The seal that a trial.json should have, whatever seal it has. */
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
   * The seal that a trial.json has.
   *
   * @throws InvalidInputException if it is no seal, or of a form that this version does not know
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

  /** The seal of a trial.json; empty if it has none or what it has is none. */
  static Optional<Seal> readIfValid(ObjectNode trial) {
    try {
      return isIn(trial) ? Optional.of(read(JsonFields.of(trial))) : Optional.empty();
    } catch (InvalidInputException e) {
      return Optional.empty(); // about to be replaced
    }
  }

  /** What differs from another seal, in words. */
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

  /** Whether the trial has a member of this name, right or wrong. */
  static boolean isIn(JsonNode trial) {
    return trial.has(MEMBER);
  }

  void writeTo(ObjectNode trial) {
    trial.remove(MEMBER); // so that it comes last
    putFiles(trial.putObject(MEMBER), recordsSha256, predictionsSha256).put(TRIAL, trialSha256);
  }
}
