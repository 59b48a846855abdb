package org.optimizerstudy.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.optimizerstudy.experiment.Trial;

/**
 * Everything that a trial's records depend on, beside the records in trial.json.
 *
 * @param trial its values
 * @param updater the effective update rule with every constant, as DL4J writes it to JSON
 * @param stateBytes bytes that the updater keeps for a parameter
 * @param datasetSha256 checksums of the raw data files by name
 * @param backend ND4J's backend that computed
 * @param layers whose layers computed
 * @param environment software, processor and settings
 */
public record Provenance(
    Trial trial,
    JsonNode updater,
    double stateBytes,
    Map<String, String> datasetSha256,
    String backend,
    String layers,
    Environment environment) {

  /** Where trial.json has the bytes that the updater keeps for a parameter. */
  static final String STATE_BYTES = "state_bytes_per_parameter";

  public Provenance {
    datasetSha256 = Map.copyOf(datasetSha256);
  }

  /** As JSON, without status and times. */
  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("trial", trial.id().value());
    json.set("settings", SettingsJson.write(trial));
    json.set("updater", updater);
    json.put(STATE_BYTES, stateBytes);
    putAll(json.putObject("dataset_sha256"), datasetSha256);
    json.put("backend", backend);
    json.put("layers", layers);
    ObjectNode where = json.putObject("environment");
    putAll(where.putObject("versions"), environment.versions());
    where.put("java", environment.java());
    where.put("os", environment.os());
    where.put("cpu", environment.cpu());
    where.put("instruction_set", environment.instructionSet());
    where.put("cores", environment.cores());
    where.put("threads_per_worker", environment.settings().getOrDefault("OMP_NUM_THREADS", "all"));
    putAll(where.putObject("settings"), environment.settings());
    return json;
  }

  private static void putAll(ObjectNode node, Map<String, String> values) {
    values.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> node.put(entry.getKey(), entry.getValue()));
  }
}
