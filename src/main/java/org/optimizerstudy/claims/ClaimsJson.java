package org.optimizerstudy.claims;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.optimizerstudy.experiment.Keyed;

/**
 * The judgements for machines: {@code claims.json} in the results directory, an object with the
 * array {@code judgements} in the order of the claims. The same judgements give the same bytes.
 */
public final class ClaimsJson {

  /** Name of the file. */
  public static final String FILE = "claims.json";

  private ClaimsJson() {}

  /** The content of the file. */
  public static String text(List<Judgement> judgements) {
    return toJson(judgements).toPrettyString() + "\n";
  }

  static ObjectNode toJson(List<Judgement> judgements) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode array = json.putArray("judgements");
    judgements.forEach(judgement -> array.add(toJson(judgement)));
    return json;
  }

  private static ObjectNode toJson(Judgement judgement) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("claim", judgement.claim());
    json.put("sentence", judgement.sentence());
    json.put("where", judgement.where());
    json.put("semantics", judgement.semantics().key());
    json.put("reading", judgement.reading().map(Keyed::key).orElse(null));
    json.put("verdict", judgement.verdict().key());
    json.put("reason", judgement.reason());
    json.put("margin", judgement.margin());
    ArrayNode measures = json.putArray("measures");
    for (Measure measure : judgement.measures()) {
      ObjectNode node = measures.addObject();
      node.put("name", measure.name());
      node.put("value", measure.value());
      node.put("low", measure.low());
      node.put("high", measure.high());
      node.put("unit", measure.unit());
    }
    ArrayNode trials = json.putArray("trials");
    judgement.trials().forEach(trial -> trials.add(trial.value()));
    return json;
  }
}
