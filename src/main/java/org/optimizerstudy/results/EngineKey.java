package org.optimizerstudy.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import org.optimizerstudy.experiment.InvalidInputException;

/**
 * The engine that trained a stored trial: the member {@code engine} of trial.json. Trials of older
 * versions have ND4J's backend and the layers instead, of which three combinations exist.
 */
final class EngineKey {

  static final String MEMBER = "engine";

  private static final String BACKEND = "backend";
  private static final String LAYERS = "layers";

  /** The engines by backend and layers. */
  private static final Map<String, String> OLDER =
      Map.of(
          "CpuBackend onednn", "onednn",
          "CpuBackend stock", "nd4j",
          "JCublasBackend stock", "nd4j-cuda");

  private EngineKey() {}

  /**
   * Checks that a trial.json names its engine.
   *
   * @throws InvalidInputException if not; the message names the member
   */
  static void require(JsonFields fields) {
    if (fields.has(MEMBER)) {
      fields.text(MEMBER);
      return;
    }
    String pair = fields.text(BACKEND) + " " + fields.text(LAYERS);
    if (!OLDER.containsKey(pair)) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "%s and %s: must be one of %s, found %s",
              BACKEND,
              LAYERS,
              String.join(", ", OLDER.keySet().stream().sorted().toList()),
              pair));
    }
  }

  /** The engine of a trial.json that was {@linkplain #require checked}. */
  static String of(JsonNode trial) {
    return trial.has(MEMBER)
        ? trial.path(MEMBER).asText()
        : OLDER.get(trial.path(BACKEND).asText() + " " + trial.path(LAYERS).asText());
  }

  /** A copy of a trial.json with the member {@code engine}. */
  static ObjectNode named(ObjectNode trial) {
    return trial.deepCopy().put(MEMBER, of(trial));
  }
}
