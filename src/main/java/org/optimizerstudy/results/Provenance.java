package org.optimizerstudy.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.natives.CpuInfo;

/**
 * Everything that a trial's records depend on, beside the records in trial.json.
 *
 * @param trial its values
 * @param updater the effective update rule with every constant, as DL4J writes it to JSON
 * @param stateBytes bytes that the updater keeps for a parameter
 * @param datasetSha256 checksums of the raw data files by name
 * @param engine key of the engine that computed
 * @param environment software, processor and settings
 */
public record Provenance(
    Trial trial,
    JsonNode updater,
    double stateBytes,
    Map<String, String> datasetSha256,
    String engine,
    Environment environment) {

  /** Where trial.json has the bytes that the updater keeps for a parameter. */
  static final String STATE_BYTES = "state_bytes_per_parameter";

  public Provenance {
    datasetSha256 = Map.copyOf(datasetSha256);
  }

  /** The same on a device, if the engine has one besides the processor. */
  public Provenance on(Optional<Device> device) {
    return new Provenance(
        trial, updater, stateBytes, datasetSha256, engine, environment.on(device));
  }

  /** What trial.json must share with what is asked for; engine and environment may differ. */
  private static final List<String> FIXED =
      List.of("trial", "settings", "updater", "dataset_sha256");

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
        .flatMap(key -> difference(key, asked.path(key), stored.path(key), "").stream())
        .findFirst();
  }

  /** What the bits of a record depend on, besides what is fixed. */
  private static final List<String> ROUNDING =
      List.of(
          EngineKey.MEMBER,
          "environment.cpu",
          "environment.instruction_set",
          "environment.settings",
          "environment.versions",
          "environment.device");

  /** The same for trials that ran on devices of the first tier, here and there. */
  private static final List<String> ROUNDING_OF_FIRST_TIER =
      List.of(EngineKey.MEMBER, "environment.versions");

  /**
   * Checks that a trial was trained on these data by this rule, so that its records can be compared
   * with those of this one. The name that the data set has in it does not count.
   *
   * @throws InvalidInputException if not; the message names the difference
   */
  public void requireComparable(StoredTrial stored) {
    JsonNode asked = canonicalJson();
    for (String key : List.of("settings", "updater", "dataset_sha256")) {
      Optional<Difference> difference =
          difference(key, asked.path(key), stored.json().path(key), "settings.dataset");
      if (difference.isPresent()) {
        throw new InvalidInputException(
            String.format(
                Locale.ROOT,
                "%s: %s: must be %s to be trained again here, found %s",
                stored.id(),
                difference.get().key(),
                difference.get().asked(),
                difference.get().stored()));
      }
    }
  }

  /**
   * What is not as it was when a trial was trained, so that floats may round otherwise, a line
   * each. What is unknown here counts as different. The version of Java is not listed: training
   * gives the same bits with every version.
   */
  public List<String> environmentDifferences(StoredTrial trial) {
    JsonNode asked = canonicalJson();
    JsonNode stored = EngineKey.named(trial.json());
    List<String> differences = new ArrayList<>();
    boolean isFirstTier =
        List.of(asked, stored).stream()
            .allMatch(
                json -> json.at("/environment/device/tier").asText().equals(Device.FIRST_TIER));
    for (String key : isFirstTier ? ROUNDING_OF_FIRST_TIER : ROUNDING) {
      JsonNode here = at(asked, key);
      difference(key, here, at(stored, key), "")
          .map(
              found ->
                  String.format(
                      Locale.ROOT, "%s was %s, is %s", found.key(), found.stored(), found.asked()))
          .or(() -> unknown(key, here).map(place -> place + " is unknown"))
          .ifPresent(differences::add);
    }
    if (stored.path("resumed").findValue("environment") != null) {
      differences.add("the trial was resumed in another environment than it began in");
    }
    if (stored.path("resumed").findValue(EngineKey.MEMBER) != null) {
      differences.add("the trial was resumed by another engine than it began with");
    }
    environment
        .device()
        .filter(gpu -> !gpu.isFirstTier())
        .ifPresent(gpu -> differences.add("bits are not promised on a " + gpu.name()));
    return differences;
  }

  /** The place of the first unknown value. */
  private static Optional<String> unknown(String key, JsonNode value) {
    if (value.asText().equals(CpuInfo.UNKNOWN)) {
      return Optional.of(key);
    }
    return value.properties().stream()
        .flatMap(field -> unknown(key + "." + field.getKey(), field.getValue()).stream())
        .findFirst();
  }

  private static JsonNode at(JsonNode json, String key) {
    return json.at("/" + key.replace('.', '/'));
  }

  /**
   * The first difference.
   *
   * @param ignored key that may differ; empty for none
   */
  private static Optional<Difference> difference(
      String key, JsonNode asked, JsonNode stored, String ignored) {
    if (asked.equals(stored) || key.equals(ignored)) {
      return Optional.empty();
    }
    if (!asked.isObject() || !stored.isObject()) {
      return Optional.of(new Difference(key, text(asked), text(stored)));
    }
    Set<String> names = new TreeSet<>();
    asked.fieldNames().forEachRemaining(names::add);
    stored.fieldNames().forEachRemaining(names::add);
    return names.stream()
        .flatMap(
            name ->
                difference(key + "." + name, asked.path(name), stored.path(name), ignored).stream())
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
    json.put(EngineKey.MEMBER, engine);
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
              putAll(device, gpu.features());
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
