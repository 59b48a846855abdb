package org.optimizerstudy.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.optimizerstudy.experiment.InvalidInputException;

/**
 * The schema of trial.json. Schema 1 has no member {@code schema}, and its records have only the
 * required {@linkplain EpochColumn columns}. Schema 2 names the columns in {@code record_columns},
 * so that every version can read trials with more or fewer columns. A completed trial of schema 2
 * has {@code final}, the measures after the last epoch, and the file predictions.txt.
 */
final class TrialSchema {

  private static final String SCHEMA = "schema";
  private static final int CURRENT = 2;
  private static final String COLUMNS = "record_columns";
  private static final String FINAL = "final";
  private static final String TRAIN_LOSS = "train_loss";
  private static final String TRAIN_ACCURACY = "train_accuracy";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,49}");

  private TrialSchema() {}

  /** The first members of a new trial.json. */
  static ObjectNode begin(List<String> columns) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put(SCHEMA, CURRENT);
    columns.forEach(json.putArray(COLUMNS)::add);
    return json;
  }

  /** The number of a trial.json's schema. */
  static int of(JsonNode json) {
    return json.path(SCHEMA).asInt(1);
  }

  /** A copy of a trial.json in the current schema, with its own columns. */
  static ObjectNode upgrade(ObjectNode json) {
    ObjectNode upgraded = begin(columns(JsonFields.of(json)));
    upgraded.setAll(json.deepCopy());
    return upgraded;
  }

  /**
   * The columns that a trial's records.csv must have, in their order.
   *
   * @throws InvalidInputException if the schema is newer, or required columns are missing
   */
  static List<String> columns(JsonFields json) {
    if (!json.has(SCHEMA)) {
      json.requireNone("in a trial.json without schema", COLUMNS, FINAL);
      return EpochColumn.requiredKeys();
    }
    if (json.integer(SCHEMA, CURRENT, Integer.MAX_VALUE) > CURRENT) {
      throw json.wrong(SCHEMA, "at most " + CURRENT + " to be read by this version");
    }
    List<String> columns =
        json.distinctTexts(COLUMNS, NAME, "a name of small letters, digits and underscores");
    for (String required : EpochColumn.requiredKeys()) {
      if (!columns.contains(required)) {
        throw new InvalidInputException(
            String.format(Locale.ROOT, "%s: must name %s, found %s", COLUMNS, required, columns));
      }
    }
    return columns;
  }

  /** The measures after the last epoch; empty if trial.json has none. */
  static Optional<FinalMeasures> measures(JsonFields json, TrialStatus status) {
    if (!(status instanceof TrialStatus.Completed)) {
      json.requireNone("in a trial that has not completed", FINAL);
    }
    if (!json.has(FINAL)) {
      return Optional.empty();
    }
    JsonFields measures = json.object(FINAL);
    return Optional.of(
        new FinalMeasures(measures.sizeOrNull(TRAIN_LOSS), measures.fraction(TRAIN_ACCURACY)));
  }

  static void put(FinalMeasures measures, ObjectNode json) {
    ObjectNode object = json.putObject(FINAL);
    if (Double.isFinite(measures.trainLoss())) {
      object.put(TRAIN_LOSS, measures.trainLoss());
    } else {
      object.putNull(TRAIN_LOSS);
    }
    object.put(TRAIN_ACCURACY, measures.trainAccuracy());
  }
}
