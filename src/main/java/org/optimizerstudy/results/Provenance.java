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
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.InvalidInputException;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.natives.CpuInfo;

/**
 * Everything that a trial's records depend on, as stored in trial.json.
 *
 * @param trial the trial
 * @param updater update rule with every constant, as DL4J writes it to JSON
 * @param stateBytes bytes of updater state per parameter
 * @param datasetSha256 checksums of the raw data files, by file name
 * @param engine key of the engine
 * @param environment software, processor and settings
 */
public record Provenance(
    Trial trial,
    JsonNode updater,
    double stateBytes,
    Map<String, String> datasetSha256,
    String engine,
    Environment environment) {

  public Provenance {
    datasetSha256 = Map.copyOf(datasetSha256);
  }

  /** The same provenance with another computing device, or with none. */
  public Provenance on(Optional<Device> device) {
    return new Provenance(
        trial, updater, stateBytes, datasetSha256, engine, environment.on(device));
  }

  /** The members of trial.json that must be as requested; engine and environment may differ. */
  private static final List<String> FIXED =
      List.of(TrialJson.TRIAL, TrialJson.SETTINGS, TrialJson.UPDATER, TrialJson.DATASET_SHA256);

  /**
   * A value that differs.
   *
   * @param key place in trial.json, for example {@code updater.beta1}
   * @param asked requested value
   * @param stored value in trial.json
   */
  record Difference(String key, String asked, String stored) {}

  /** The first value of a trial.json that differs from the requested one. */
  Optional<Difference> differenceFrom(JsonNode stored) {
    JsonNode asked = canonicalJson();
    return FIXED.stream()
        .flatMap(key -> difference(key, asked.path(key), stored.path(key), "").stream())
        .findFirst();
  }

  /** The members on which the bits of records depend, besides the fixed ones. */
  private static final List<String> ROUNDING =
      List.of(
          EngineKey.MEMBER,
          inEnvironment(TrialJson.CPU),
          inEnvironment(TrialJson.INSTRUCTION_SET),
          inEnvironment(TrialJson.NATIVE_SETTINGS),
          inEnvironment(TrialJson.VERSIONS),
          inEnvironment(TrialJson.DEVICE));

  /** The same if both devices are of the first tier. */
  private static final List<String> ROUNDING_OF_FIRST_TIER =
      List.of(EngineKey.MEMBER, inEnvironment(TrialJson.VERSIONS));

  /**
   * Checks that a stored trial has the same values, rule and data, so that its records are
   * comparable. The name of the data set may differ.
   *
   * @throws InvalidInputException if they differ; the message names the difference
   */
  public void requireComparable(StoredTrial stored) {
    JsonNode asked = canonicalJson();
    for (String key : List.of(TrialJson.SETTINGS, TrialJson.UPDATER, TrialJson.DATASET_SHA256)) {
      Optional<Difference> difference =
          difference(
              key,
              asked.path(key),
              stored.json().path(key),
              TrialJson.SETTINGS + "." + Factor.DATASET.key());
      if (difference.isPresent()) {
        throw new InvalidInputException(
            String.format(
                Locale.ROOT,
                "%s: %s: must be %s to train the trial again here, found %s",
                stored.id(),
                difference.get().key(),
                difference.get().asked(),
                difference.get().stored()));
      }
    }
  }

  /**
   * The differences from the environment in which a trial was trained that may change the rounding
   * of floats, one per line. Unknown values count as different. The version of Java is not listed,
   * because training gives the same bits with every version.
   */
  public List<String> environmentDifferences(StoredTrial trial) {
    JsonNode asked = canonicalJson();
    JsonNode stored = EngineKey.named(trial.json());
    List<String> differences = new ArrayList<>();
    boolean isFirstTier =
        List.of(asked, stored).stream()
            .allMatch(
                json ->
                    at(json, inEnvironment(TrialJson.DEVICE) + "." + Device.TIER)
                        .asText()
                        .equals(Device.FIRST_TIER));
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
    if (stored.path(TrialJson.RESUMED).findValue(TrialJson.ENVIRONMENT) != null) {
      differences.add("the trial was resumed in another environment");
    }
    if (stored.path(TrialJson.RESUMED).findValue(EngineKey.MEMBER) != null) {
      differences.add("the trial was resumed with another engine");
    }
    environment
        .device()
        .filter(gpu -> !gpu.isFirstTier())
        .ifPresent(gpu -> differences.add("identical bits are not guaranteed on a " + gpu.name()));
    return differences;
  }

  private static String inEnvironment(String member) {
    return TrialJson.ENVIRONMENT + "." + member;
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
   * The first difference between two values.
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

  /** The JSON after writing and reading, so that equal numbers are equal nodes. */
  JsonNode canonicalJson() {
    ObjectMapper mapper = new ObjectMapper();
    try {
      return mapper.readTree(mapper.writeValueAsBytes(toJson()));
    } catch (IOException e) {
      throw new UncheckedIOException("JSON from memory", e);
    }
  }

  /** The members of trial.json without status and times. */
  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put(TrialJson.TRIAL, trial.id().value());
    json.set(TrialJson.SETTINGS, SettingsJson.write(trial));
    json.set(TrialJson.UPDATER, updater);
    json.put(TrialJson.STATE_BYTES, stateBytes);
    putAll(json.putObject(TrialJson.DATASET_SHA256), datasetSha256);
    json.put(EngineKey.MEMBER, engine);
    ObjectNode where = json.putObject(TrialJson.ENVIRONMENT);
    putAll(where.putObject(TrialJson.VERSIONS), environment.versions());
    where.put(TrialJson.JAVA, environment.java());
    where.put(TrialJson.OS, environment.os());
    where.put(TrialJson.CPU, environment.cpu());
    where.put(TrialJson.INSTRUCTION_SET, environment.instructionSet());
    where.put("cores", environment.cores());
    where.put("threads_per_worker", environment.settings().getOrDefault("OMP_NUM_THREADS", "all"));
    putAll(where.putObject(TrialJson.NATIVE_SETTINGS), environment.settings());
    environment
        .device()
        .ifPresent(
            gpu -> {
              ObjectNode device = where.putObject(TrialJson.DEVICE);
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
