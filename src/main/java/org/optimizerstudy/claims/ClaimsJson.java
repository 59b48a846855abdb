package org.optimizerstudy.claims;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.optimizerstudy.experiment.Keyed;
import org.optimizerstudy.results.ResultsFiles;
import org.optimizerstudy.statistics.Comparison;
import org.optimizerstudy.statistics.Holm;
import org.optimizerstudy.statistics.Interval;
import org.optimizerstudy.statistics.Outcome;

/**
 * The judgements in machine-readable form: {@code claims.json} in the results directory. The same
 * judgements give the same bytes. Numbers that are not finite are null, such as the limits of an
 * interval with an unknown variance.
 *
 * <p>The file is an object with
 *
 * <ul>
 *   <li>{@code schema}: {@value #SCHEMA}; increases when a field changes its meaning or is removed.
 *   <li>{@code judgements}: in the order of claims, semantics and readings, objects with
 *       <ul>
 *         <li>{@code claim}, {@code sentence}, {@code where}, {@code predicate}: the claim's id,
 *             its paraphrase, its place in the paper, and its condition for reproduced.
 *         <li>{@code semantics}, {@code reading}: the scope; the reading is null for a claim
 *             without convolutions.
 *         <li>{@code verdict}: reproduced, contradicted, no difference, undecided, not run.
 *         <li>{@code reason}: one or two sentences.
 *         <li>{@code effect}: the comparison that best represents the verdict, as in {@code
 *             comparisons}, or a number as in {@code quantities}; null if not run.
 *         <li>{@code comparisons}: every comparison of the claim, objects with {@code name}, {@code
 *             value}, {@code low}, {@code high} (95 % interval), {@code unit}, {@code margin} (in
 *             the unit), {@code outcome} (above, below, no difference, not above, undecided),
 *             {@code less_than_margin} (the interval excludes zero but lies inside the margin),
 *             {@code role} (effect, bound, not_opposite), {@code p_below} (two-sided, 1 for a
 *             positive value), {@code p_below_holm} (the same, adjusted by Holm's method), {@code
 *             seeds} (of each cell), {@code pooled_sd} (whether a cell with one seed uses the
 *             pooled SD), {@code seeds_needed} (per cell, to decide it; null if it is decided or no
 *             number is enough).
 *         <li>{@code shapes}: by optimizer, how accuracy changes with the learning rate.
 *         <li>{@code quantities}: other numbers, objects with {@code name}, {@code value}, {@code
 *             low}, {@code high}, {@code unit}.
 *         <li>{@code notes}: further notes for readers.
 *         <li>{@code plan}: the trials that would decide an undecided claim, or that one not run
 *             needs: {@code seeds_per_cell}, {@code trials} (number of missing trials), {@code
 *             seconds} of training on one core (null if unknown), {@code command}; null if there is
 *             no plan.
 *         <li>{@code beside}: findings on other bases, objects with {@code basis} (see {@link
 *             Basis#key}), {@code verdict}, {@code differs} (from the primary verdict, if both were
 *             judged), {@code reason}, {@code effect}, {@code notes}.
 *         <li>{@code trials}: ids of the trials that the primary finding is based on.
 *       </ul>
 *   <li>{@code out_of_sample}: an object with such judgements by the name of each other data set
 *       than MNIST; absent if there are no trials on one.
 * </ul>
 */
public final class ClaimsJson {

  /** The file name. */
  public static final String FILE = ResultsFiles.CLAIMS;

  /** The schema number that this program writes. */
  public static final int SCHEMA = 2;

  private ClaimsJson() {}

  /** The content of the file as text. */
  public static String text(List<Judgement> judgements) {
    return text(judgements, Map.of());
  }

  /** The content of the file with judgements on other data sets, by the data set's name. */
  public static String text(List<Judgement> judgements, Map<String, List<Judgement>> outOfSample) {
    ObjectNode json = toJson(judgements);
    if (!outOfSample.isEmpty()) {
      ObjectNode datasets = json.putObject("out_of_sample");
      outOfSample.forEach(
          (dataset, on) -> {
            ArrayNode array = datasets.putArray(dataset);
            on.forEach(judgement -> array.add(toJson(judgement)));
          });
    }
    return json.toPrettyString() + "\n";
  }

  static ObjectNode toJson(List<Judgement> judgements) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("schema", SCHEMA);
    ArrayNode array = json.putArray("judgements");
    judgements.forEach(judgement -> array.add(toJson(judgement)));
    return json;
  }

  private static ObjectNode toJson(Judgement judgement) {
    Finding finding = judgement.finding();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("claim", judgement.claim());
    json.put("sentence", judgement.definition().sentence());
    json.put("where", judgement.definition().where());
    json.put("predicate", judgement.definition().predicate());
    json.put("semantics", judgement.semantics().key());
    json.put("reading", judgement.reading().map(Keyed::key).orElse(null));
    json.put("verdict", judgement.verdict().key());
    json.put("reason", finding.reason());
    json.set("effect", effect(finding));
    ArrayNode comparisons = json.putArray("comparisons");
    finding.rule().ifPresent(rule -> comparisons(comparisons, rule.statements()));
    ObjectNode shapes = json.putObject("shapes");
    finding.shapes().forEach((optimizer, shape) -> shapes.put(optimizer.key(), shape));
    ArrayNode quantities = json.putArray("quantities");
    finding.quantities().forEach(quantity -> quantities.add(toJson(quantity)));
    ArrayNode notes = json.putArray("notes");
    finding.notes().forEach(notes::add);
    json.set("plan", judgement.plan().map(ClaimsJson::toJson).orElse(null));
    ArrayNode alternatives = json.putArray("beside");
    judgement.alternatives().forEach(other -> alternatives.add(toJson(other, judgement)));
    ArrayNode trials = json.putArray("trials");
    judgement.trials().forEach(trial -> trials.add(trial.value()));
    return json;
  }

  private static void comparisons(ArrayNode array, List<Statement> statements) {
    List<Double> adjusted =
        Holm.adjusted(statements.stream().map(s -> s.comparison().pBelow()).toList());
    for (int i = 0; i < statements.size(); i++) {
      array.add(toJson(statements.get(i)).put("p_below_holm", adjusted.get(i)));
    }
  }

  private static ObjectNode effect(Finding finding) {
    return finding
        .decisive()
        .map(ClaimsJson::toJson)
        .or(() -> finding.effect().map(ClaimsJson::toJson))
        .orElse(null);
  }

  private static ObjectNode toJson(Statement statement) {
    Comparison comparison = statement.comparison();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", statement.words());
    interval(json, comparison.interval());
    json.put("unit", statement.unit().key());
    json.put("margin", comparison.margin());
    json.put("outcome", comparison.outcome().words());
    json.put("less_than_margin", comparison.isSmall());
    json.put("role", statement.role().name().toLowerCase(Locale.ROOT));
    ArrayNode seeds = json.putArray("seeds");
    comparison.difference().terms().forEach(term -> seeds.add(term.mean().size()));
    json.put("pooled_sd", comparison.difference().isPooled());
    OptionalInt needed = comparison.observationsNeeded();
    boolean open = comparison.outcome() == Outcome.UNDECIDED && needed.isPresent();
    json.put("seeds_needed", open ? (Integer) needed.getAsInt() : null);
    json.put("p_below", comparison.pBelow());
    return json;
  }

  private static ObjectNode toJson(ReportedQuantity quantity) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", quantity.name());
    interval(json, quantity.interval());
    json.put("unit", quantity.unit().key());
    return json;
  }

  private static ObjectNode toJson(SeedPlan plan) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("seeds_per_cell", plan.seedsPerCell());
    json.put("trials", plan.trials());
    json.put("seconds", plan.seconds().isPresent() ? (Double) plan.seconds().getAsDouble() : null);
    json.put("command", plan.command());
    return json;
  }

  private static ObjectNode toJson(AlternativeFinding alternative, Judgement judgement) {
    Finding finding = alternative.finding();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("basis", alternative.basis().key());
    json.put("verdict", finding.verdict().key());
    json.put("differs", judgement.differing().contains(alternative));
    json.put("reason", finding.reason());
    json.set("effect", effect(finding));
    ArrayNode notes = json.putArray("notes");
    finding.notes().forEach(notes::add);
    return json;
  }

  private static void interval(ObjectNode json, Interval interval) {
    json.put("value", finite(interval.value()));
    json.put("low", finite(interval.low()));
    json.put("high", finite(interval.high()));
  }

  private static Double finite(double number) {
    return Double.isFinite(number) ? number : null;
  }
}
