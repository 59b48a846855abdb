package org.optimizerstudy.publishing;

import static org.optimizerstudy.publishing.HtmlTable.count;
import static org.optimizerstudy.publishing.HtmlTable.heading;
import static org.optimizerstudy.publishing.HtmlTable.number;
import static org.optimizerstudy.publishing.HtmlTable.text;
import static org.optimizerstudy.publishing.HtmlTable.words;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import org.optimizerstudy.figures.Names;
import org.optimizerstudy.publishing.HtmlTable.Row;
import org.optimizerstudy.results.Sealing;
import org.optimizerstudy.results.StoredTrial;
import org.optimizerstudy.results.TrialJson;

/** The provenance of the records, from every trial.json. */
final class ProvenanceTables {

  private ProvenanceTables() {}

  /** What differs between trials has several rows. */
  static HtmlTable environments(List<StoredTrial> trials) {
    Map<String, Map<String, Integer>> found = new TreeMap<>();
    for (StoredTrial trial : trials) {
      JsonNode json = trial.json();
      flatten("", json.path(TrialJson.ENVIRONMENT))
          .forEach((name, value) -> add(found, name, value));
      add(found, "engine", trial.engine());
      add(found, "schema", schema(trial));
      add(found, "sealed", sealing(trial));
    }
    return counted("environments", "What the trials ran on and with", "Item", found);
  }

  private static String schema(StoredTrial trial) {
    return trial.schema() + (trial.schema() == 1 ? ", without measures after the last epoch" : "");
  }

  private static String sealing(StoredTrial trial) {
    List<Sealing> sealings = trial.sealings();
    if (sealings.isEmpty()) {
      return "by the run that trained it";
    }
    Sealing last = sealings.get(sealings.size() - 1);
    String first = last.previousRecordsSha256().isEmpty() ? "afterwards" : "again";
    return String.format(Locale.ROOT, "%s, by study seal: %s", first, last.reason());
  }

  static HtmlTable checksums(List<StoredTrial> trials) {
    Map<String, Map<String, Integer>> found = new TreeMap<>();
    for (StoredTrial trial : trials) {
      flatten("", trial.json().path(TrialJson.DATASET_SHA256))
          .forEach((name, value) -> add(found, trial.trial().dataset() + ": " + name, value));
    }
    return counted("checksums", "SHA-256 of the raw data files", "File", found);
  }

  /** Learning rates are the trials' and left out. */
  static HtmlTable updaters(List<StoredTrial> trials) {
    Map<String, Map<String, Integer>> found = new TreeMap<>();
    for (StoredTrial trial : trials) {
      StringJoiner constants = new StringJoiner(", ");
      flatten("", trial.json().path(TrialJson.UPDATER))
          .forEach(
              (name, value) -> {
                if (!name.toLowerCase(Locale.ROOT).contains("learningrate")) {
                  constants.add(name + " " + value);
                }
              });
      add(
          found,
          Names.of(trial.trial().optimizer()) + ", " + trial.trial().semantics().key(),
          constants.toString());
    }
    return counted("updaters", "Constants of every rule that was run", "Rule", found);
  }

  static HtmlTable runs(List<StoredTrial> trials) {
    return new HtmlTable(
        "runs",
        "When and where every trial ran",
        true,
        List.of(
            words("Trial"),
            words("Started"),
            words("Finished"),
            words("Commit"),
            words("CPU"),
            words("Instructions"),
            words("Engine"),
            number("Schema"),
            number("Epochs")),
        trials.stream()
            .map(
                trial -> {
                  JsonNode json = trial.json();
                  JsonNode environment = json.path(TrialJson.ENVIRONMENT);
                  return new Row(
                      Scope.ANY,
                      List.of(
                          heading(trial.trial().id().value()),
                          text(json.path(TrialJson.STARTED).asText(), "id"),
                          text(json.path(TrialJson.FINISHED).asText(), "id"),
                          text(
                              environment.path(TrialJson.VERSIONS).path(TrialJson.COMMIT).asText()),
                          text(environment.path(TrialJson.CPU).asText()),
                          text(environment.path(TrialJson.INSTRUCTION_SET).asText()),
                          text(trial.engine()),
                          count(trial.schema()),
                          count(trial.records().size())));
                })
            .toList());
  }

  /** First and last moment of the trials, as they tell it. */
  static List<String> period(List<StoredTrial> trials) {
    TreeSet<String> moments = new TreeSet<>();
    for (StoredTrial trial : trials) {
      moments.add(trial.json().path(TrialJson.STARTED).asText());
      moments.add(trial.json().path(TrialJson.FINISHED).asText());
    }
    return List.of(moments.first(), moments.last());
  }

  private static HtmlTable counted(
      String id, String caption, String what, Map<String, Map<String, Integer>> found) {
    List<Row> rows = new ArrayList<>();
    found.forEach(
        (name, values) ->
            values.forEach(
                (value, trials) ->
                    rows.add(
                        new Row(
                            Scope.ANY,
                            List.of(heading(name), text(value, "words"), count(trials))))));
    return new HtmlTable(
        id, caption, false, List.of(words(what), words("Value"), number("Trials")), rows);
  }

  private static void add(Map<String, Map<String, Integer>> found, String name, String value) {
    found.computeIfAbsent(name, n -> new TreeMap<>()).merge(value, 1, Integer::sum);
  }

  /** Values by the path of their names. */
  private static Map<String, String> flatten(String path, JsonNode node) {
    Map<String, String> values = new TreeMap<>();
    if (!node.isObject()) {
      if (!node.isMissingNode()) {
        values.put(path, node.asText());
      }
      return values;
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
      values.putAll(flatten(name, field.getValue()));
    }
    return values;
  }
}
