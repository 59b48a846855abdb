package org.optimizerstudy.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.optimizerstudy.experiment.InvalidInputException;
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

  /** What trial.json must share with what is asked for; the environment may differ. */
  private static final List<String> FIXED =
      List.of("trial", "settings", "updater", "dataset_sha256", "backend", "layers");

  /**
   * A value that differs.
   *
   * @param key its place in trial.json, for example {@code updater.beta1}
   * @param asked the value asked for
   * @param stored the value in trial.json
   */
  record Difference(String key, String asked, String stored) {}

  /** The first value of a trial.json that is not what is asked for. */
  Optional<Difference> differenceFrom(JsonNode stored) {
    JsonNode asked = canonicalJson();
    return FIXED.stream()
        .flatMap(key -> difference(key, asked.path(key), stored.path(key)).stream())
        .findFirst();
  }

  /** What the bits of a record depend on, besides what is fixed. */
  private static final List<String> ROUNDING =
      List.of(
          "backend",
          "layers",
          "environment.versions",
          "environment.java",
          "environment.cpu",
          "environment.instruction_set",
          "environment.settings",
          "environment.device");

  /**
   * What is not as it was when a trial was trained, so that floats may round otherwise; empty if
   * its records must come out the same to the last bit.
   *
   * @throws InvalidInputException if the trial was on other data or under another rule, so that
   *     there is nothing to compare
   */
  public Optional<String> environmentDifference(JsonNode stored) {
    JsonNode asked = canonicalJson();
    for (String key : List.of("settings", "updater", "dataset_sha256")) {
      Optional<Difference> difference = difference(key, asked.path(key), stored.path(key));
      if (difference.isPresent()) {
        throw new InvalidInputException(
            "%s: %s: must be %s to be trained again here, found %s"
                .formatted(
                    trial.id(),
                    difference.get().key(),
                    difference.get().asked(),
                    difference.get().stored()));
      }
    }
    if (stored.path("resumed").findValue("environment") != null) {
      return Optional.of("the trial went on in another environment than it began in");
    }
    return ROUNDING.stream()
        .flatMap(key -> difference(key, at(asked, key), at(stored, key)).stream())
        .findFirst()
        .map(found -> "%s was %s, is %s".formatted(found.key(), found.stored(), found.asked()))
        .or(() -> unknown(asked))
        .or(() -> environment.device().map(gpu -> "bits are not promised on a " + gpu.name()));
  }

  /** What is unknown here may differ, even where it was unknown too. */
  private static Optional<String> unknown(JsonNode asked) {
    return ROUNDING.stream()
        .filter(key -> at(asked, key).asText().equals(CpuInfo.UNKNOWN))
        .findFirst()
        .map(key -> key + " is unknown");
  }

  private static JsonNode at(JsonNode json, String key) {
    return json.at("/" + key.replace('.', '/'));
  }

  private static Optional<Difference> difference(String key, JsonNode asked, JsonNode stored) {
    if (asked.equals(stored)) {
      return Optional.empty();
    }
    if (!asked.isObject() || !stored.isObject()) {
      return Optional.of(new Difference(key, text(asked), text(stored)));
    }
    Set<String> names = new TreeSet<>();
    asked.fieldNames().forEachRemaining(names::add);
    stored.fieldNames().forEachRemaining(names::add);
    return names.stream()
        .flatMap(name -> difference(key + "." + name, asked.path(name), stored.path(name)).stream())
        .findFirst();
  }

  private static String text(JsonNode value) {
    return value.isMissingNode() ? "nothing" : value.toString();
  }

  /** As JSON that was written and read, so that equal numbers are equal. */
  JsonNode canonicalJson() {
    ObjectMapper mapper = new ObjectMapper();
    try {
      return mapper.readTree(mapper.writeValueAsBytes(toJson()));
    } catch (IOException e) {
      throw new UncheckedIOException("JSON from memory", e);
    }
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
    environment
        .device()
        .ifPresent(
            gpu -> {
              ObjectNode device = where.putObject("device");
              device.put("name", gpu.name());
              device.put("compute_capability", gpu.computeCapability());
              device.put("memory", gpu.memory());
              device.put("driver", gpu.driver());
            });
    return json;
  }

  private static void putAll(ObjectNode node, Map<String, String> values) {
    values.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> node.put(entry.getKey(), entry.getValue()));
  }
}
