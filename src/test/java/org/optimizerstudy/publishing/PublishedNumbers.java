package org.optimizerstudy.publishing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.optimizerstudy.claims.ClaimJudge;
import org.optimizerstudy.claims.Judgement;
import org.optimizerstudy.claims.JudgementFormat;
import org.optimizerstudy.claims.SeedSet;
import org.optimizerstudy.claims.Statement;
import org.optimizerstudy.claims.Verdict;
import org.optimizerstudy.execution.Plan;
import org.optimizerstudy.experiment.Experiment;
import org.optimizerstudy.experiment.ExperimentReader;
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.Keyed;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.experiment.TrialGlob;
import org.optimizerstudy.metrics.Estimate;
import org.optimizerstudy.metrics.TrialMeasure;
import org.optimizerstudy.metrics.Unit;
import org.optimizerstudy.results.EpochColumn;
import org.optimizerstudy.results.EpochRecord;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.StoredResults;
import org.optimizerstudy.results.StoredTrial;
import org.optimizerstudy.results.TrialHistory;
import org.optimizerstudy.results.TrialJson;
import org.optimizerstudy.statistics.Comparison;
import org.optimizerstudy.statistics.Contrast;
import org.optimizerstudy.statistics.Interval;
import org.optimizerstudy.statistics.Mean;
import org.optimizerstudy.statistics.Sample;
import org.optimizerstudy.statistics.Spread;

/**
 * The numbers that the documentation states, computed from the published records. A cell is a
 * trial's id without its seed.
 *
 * <pre>
 * mean MEASURE CELL               mean of a {@link TrialMeasure} over the seeds that record it
 * order MEASURE CELL CELL         of two means: "above" or "below"
 * seeds CELL                      "3 seeds"
 * difference MEASURE CELL CELL    of two means, with the 95 % interval if both have several seeds
 * same CELL CELL                  "the same" if all records of common seeds are, bit by bit
 * verdict CLAIM SEMANTICS
 * effect CLAIM SEMANTICS
 * judged CLAIM SEMANTICS          verdict and effect
 * comparison CLAIM SEMANTICS WORDS...  effect of the comparison with these words
 * outcome CLAIM SEMANTICS WORDS...  outcome of the comparison with these words
 * reason CLAIM SEMANTICS, note CLAIM SEMANTICS
 * shape CLAIM SEMANTICS OPTIMIZER
 * quantities CLAIM SEMANTICS      "Adam at 0.001: 98.50, ...": other numbers of the judgement
 * count VERDICT [SEMANTICS]       number of judgements
 * one-rule                        rules of one name that are one rule
 * undecided                       a list of the undecided judgements with their effects
 * fresh-judged                    "12 of 78": judgements by the registered seeds alone that are run
 * differing                       a list of the judgements with another verdict on another basis
 * trials, epochs                  number of published ones
 * images, core-hours              of the published trials, in millions and in training steps
 * instruction-sets                "avx2: 3, avx512: 276": the published trials by CPU
 * schema NUMBER NETWORK           number of published trials of a network with this trial.json
 * trial-time CELL                 estimate for one trial on one core
 * missing EXPERIMENT [OPTIONS]    "32 of 112": trials that are not published
 * time EXPERIMENT [OPTIONS]       estimate for all trials with two workers
 * time-missing EXPERIMENT [OPTIONS]  estimate for the missing ones
 * replicated CELL                 mean of the second program's seeds
 * replicated-difference CELL CELL
 * replication NAME                trials, pairs, compared, outside or predictions
 * include FILE                    a file beside the template
 * </pre>
 */
final class PublishedNumbers {

  private static final Path PUBLISHED = Path.of("notebooks-output");
  private static final int WORKERS = 2;

  private final StoredResults results = ResultsDirectory.at(PUBLISHED).read();
  private final List<TrialHistory> histories = results.histories();
  private final List<Judgement> judgements = ClaimJudge.judge(histories);
  private final Estimate estimate = Estimate.from(histories);
  private final Replication replication = Replication.read();

  PublishedNumbers() throws IOException {}

  /** The value of an expression. */
  String value(String expression) throws IOException {
    List<String> words = List.of(expression.split(" +"));
    List<String> of = words.subList(1, words.size());
    return switch (words.get(0)) {
      case "mean" -> number("%.", average(measure(of.get(0)), of.get(1)), measure(of.get(0)));
      case "seeds" -> seeds(cell(of.get(0)).size());
      case "difference" -> difference(measure(of.get(0)), of.get(1), of.get(2));
      case "order" -> order(measure(of.get(0)), of.get(1), of.get(2));
      case "same" -> same(of.get(0), of.get(1));
      case "verdict" -> judgement(of).verdict().key();
      case "effect" -> JudgementFormat.effect(judgement(of).finding());
      case "judged" -> judged(judgement(of));
      case "comparison" -> points(comparison(of).interval());
      case "outcome" -> comparison(of).outcome().words();
      case "reason" -> judgement(of).finding().reason();
      case "note" -> String.join(" ", judgement(of).finding().notes());
      case "shape" ->
          judgement(of).finding().shapes().get(Keyed.parse(OptimizerKind.class, of.get(2)));
      case "quantities" -> quantities(judgement(of));
      case "count" -> count(of);
      case "one-rule" -> IdenticalRules.note();
      case "undecided" -> undecided();
      case "fresh-judged" -> freshJudged();
      case "differing" -> differing();
      case "trials" -> Integer.toString(histories.size());
      case "epochs" -> format("%,d", histories.stream().mapToInt(h -> h.records().size()).sum());
      case "images" ->
          format("%,d", histories.stream().mapToLong(PublishedNumbers::images).sum() / 1_000_000);
      case "core-hours" ->
          format("%.1f", histories.stream().mapToDouble(PublishedNumbers::seconds).sum() / 3600);
      case "instruction-sets" -> instructionSets();
      case "schema" -> schema(Integer.parseInt(of.get(0)), of.get(1));
      case "trial-time" -> trialTime(of.get(0));
      case "missing" -> format("%d of %d", plan(of).pending().size(), plan(of).all().size());
      case "time" -> time(plan(of).all());
      case "time-missing" -> time(plan(of).pending());
      case "replicated" -> format("%.2f", replication.sample(of.get(0)).mean());
      case "replicated-difference" -> points(replication.difference(of.get(0), of.get(1)));
      case "replication" -> replication(of.get(0));
      case "include" -> Files.readString(Path.of("src/text", of.get(0))).strip();
      default -> throw new IllegalArgumentException("unknown expression: " + expression);
    };
  }

  private Map<Long, TrialHistory> cell(String cell) {
    Map<Long, TrialHistory> seeds = new TreeMap<>();
    for (TrialHistory history : histories) {
      Trial trial = history.trial();
      if (trial.id().value().replaceFirst("\\.seed\\d+", "").equals(cell)) {
        seeds.put(trial.seed(), history);
      }
    }
    if (seeds.isEmpty()) {
      throw new IllegalArgumentException("no published trial of " + cell);
    }
    return seeds;
  }

  private Mean mean(TrialMeasure measure, String cell) {
    List<Double> values =
        cell(cell).values().stream().map(history -> measure.of(history).orElseThrow()).toList();
    return Mean.of(cell, new Sample(values), Spread.UNKNOWN);
  }

  /** Computed as in the report. */
  private double average(TrialMeasure measure, String cell) {
    return cell(cell).values().stream()
        .flatMapToDouble(history -> measure.of(history).stream())
        .average()
        .orElseThrow();
  }

  private String order(TrialMeasure measure, String cell, String other) {
    return average(measure, cell) > average(measure, other) ? "above" : "below";
  }

  private String difference(TrialMeasure measure, String cell, String other) {
    Interval interval =
        Contrast.of(mean(measure, cell)).minus(Contrast.of(mean(measure, other))).interval(0.95);
    if (measure.unit() == Unit.POINTS) {
      return points(interval);
    }
    return number("%+.", interval.value(), measure);
  }

  private static String points(Interval interval) {
    String text =
        Double.isFinite(interval.low())
            ? format("%+.2f [%+.2f, %+.2f]", interval.value(), interval.low(), interval.high())
            : format("%+.2f", interval.value());
    return text.replaceAll("-(0\\.00\\b)", "+$1");
  }

  private static String number(String sign, double value, TrialMeasure measure) {
    int digits =
        switch (measure.unit()) {
          case POINTS -> 2;
          case EPOCHS -> 1;
          default -> 3;
        };
    return format(sign + digits + "f", value);
  }

  private String same(String cell, String other) {
    Map<Long, TrialHistory> others = cell(other);
    List<TrialHistory> common =
        cell(cell).values().stream().filter(h -> others.containsKey(h.trial().seed())).toList();
    boolean same =
        !common.isEmpty()
            && common.stream()
                .allMatch(h -> records(h).equals(records(others.get(h.trial().seed()))));
    return same ? "the same" : "not the same";
  }

  private static List<Map<EpochColumn, Double>> records(TrialHistory history) {
    List<Map<EpochColumn, Double>> records = new ArrayList<>();
    for (EpochRecord record : history.records()) {
      Map<EpochColumn, Double> values = new TreeMap<>(record.values());
      values.remove(EpochColumn.SECONDS);
      records.add(values);
    }
    return records;
  }

  private static TrialMeasure measure(String name) {
    return TrialMeasure.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** By a claim and semantics, in the strided reading. */
  private Judgement judgement(List<String> of) {
    Semantics semantics = Keyed.parse(Semantics.class, of.get(1));
    return strided()
        .filter(j -> j.claim().equals(of.get(0)) && j.semantics() == semantics)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no judgement of " + of));
  }

  private static String judged(Judgement judgement) {
    String effect = JudgementFormat.effect(judgement.finding());
    return judgement.verdict().key() + (effect.isEmpty() ? "" : ", " + effect);
  }

  /** Of a claim and semantics, by its words. */
  private Comparison comparison(List<String> of) {
    String words = String.join(" ", of.subList(2, of.size()));
    return judgement(of).finding().rule().orElseThrow().statements().stream()
        .filter(s -> s.words().equals(words))
        .map(Statement::comparison)
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no comparison \"" + words + "\" of " + of));
  }

  private static String quantities(Judgement judgement) {
    return judgement.finding().quantities().stream()
        .map(quantity -> format("%s: %.2f", quantity.name(), quantity.interval().value()))
        .collect(Collectors.joining(", "));
  }

  private String count(List<String> of) {
    Verdict verdict = Keyed.parse(Verdict.class, of.get(0).replace('-', ' '));
    return Long.toString(
        strided()
            .filter(j -> j.verdict() == verdict)
            .filter(j -> of.size() == 1 || j.semantics().key().equals(of.get(1)))
            .count());
  }

  private String undecided() {
    return strided()
        .filter(j -> j.verdict() == Verdict.UNDECIDED)
        .map(
            j ->
                format(
                    "- %s, %s: %s; %s",
                    j.claim(),
                    j.semantics().phrase(),
                    j.finding().rule().orElseThrow().decisive().words(),
                    JudgementFormat.effect(j.finding())))
        .collect(Collectors.joining("\n"));
  }

  private String freshJudged() {
    List<Verdict> fresh =
        strided()
            .flatMap(j -> j.alternatives().stream())
            .filter(other -> other.basis().seeds() == SeedSet.FRESH)
            .map(other -> other.finding().verdict())
            .toList();
    return format(
        "%d of %d", fresh.stream().filter(v -> v != Verdict.NOT_RUN).count(), fresh.size());
  }

  private String differing() {
    return strided()
        .flatMap(
            j ->
                j.differing().stream()
                    .map(
                        other ->
                            format(
                                "- %s, %s: %s; %s: %s, %s",
                                j.claim(),
                                j.semantics().phrase(),
                                j.verdict().key(),
                                other.basis().key(),
                                other.finding().verdict().key(),
                                JudgementFormat.effect(other.finding()))))
        .collect(Collectors.joining("\n"));
  }

  private Stream<Judgement> strided() {
    return judgements.stream()
        .filter(j -> j.reading().map(r -> r.key().equals("strided")).orElse(true));
  }

  private static String seeds(int count) {
    return count == 1 ? "1 seed" : count + " seeds";
  }

  /** {@code figure2 --seeds 2,3 --semantics dl4j --only GLOB}, as on the command line. */
  private Plan plan(List<String> command) throws IOException {
    Experiment experiment = new ExperimentReader(Path.of("experiments")).read(command.get(0));
    Optional<TrialGlob> only = Optional.empty();
    for (int i = 1; i < command.size(); i += 2) {
      String argument = command.get(i + 1).replace("'", "");
      List<String> values = List.of(argument.split(","));
      switch (command.get(i)) {
        case "--seeds" ->
            experiment = experiment.with(Factor.SEED, values.stream().map(Long::valueOf).toList());
        case "--semantics" ->
            experiment =
                experiment.with(
                    Factor.SEMANTICS,
                    values.stream().map(v -> Keyed.parse(Semantics.class, v)).toList());
        case "--only" -> only = Optional.of(new TrialGlob(argument));
        default -> throw new IllegalArgumentException("unknown option: " + command.get(i));
      }
    }
    return Plan.of(Plan.matching(experiment, Trial.MNIST, only), ResultsDirectory.at(PUBLISHED));
  }

  /** Rounded to minutes. */
  private String time(List<Trial> trials) {
    long minutes =
        Math.max(
            1,
            trials.stream()
                .map(estimate::of)
                .reduce(Duration.ZERO, Duration::plus)
                .dividedBy(WORKERS)
                .plusSeconds(30)
                .toMinutes());
    return minutes < 60 ? minutes + " min" : format("%d h %02d min", minutes / 60, minutes % 60);
  }

  private String instructionSets() {
    return results.trials().stream()
        .map(StoredTrial::json)
        .map(json -> json.path(TrialJson.ENVIRONMENT).path(TrialJson.INSTRUCTION_SET).asText())
        .collect(Collectors.groupingBy(set -> set, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(set -> set.getKey() + ": " + set.getValue())
        .collect(Collectors.joining(", "));
  }

  private String schema(int schema, String network) {
    return Long.toString(
        results.trials().stream()
            .filter(trial -> trial.schema() == schema)
            .filter(trial -> trial.trial().network().key().equals(network))
            .count());
  }

  private String trialTime(String cell) {
    Duration time = estimate.of(cell(cell).values().iterator().next().trial());
    return time.toMinutes() < 5 ? time.toSeconds() + " s" : time.toMinutes() + " min";
  }

  private static long images(TrialHistory history) {
    return (long) history.records().size() * Trial.TRAINING_EXAMPLES;
  }

  private static double seconds(TrialHistory history) {
    return history.records().stream().mapToDouble(EpochRecord::seconds).sum();
  }

  private String replication(String name) {
    List<Replication.Pair> pairs = replication.pairs(histories);
    return switch (name) {
      case "trials" -> Integer.toString(replication.trials());
      case "pairs" -> Integer.toString(pairs.size());
      case "outside" -> Long.toString(pairs.stream().mapToLong(Replication.Pair::outside).sum());
      case "compared" -> Integer.toString(pairs.stream().mapToInt(p -> p.study().size()).sum());
      case "predictions" -> halves(pairs);
      default -> throw new IllegalArgumentException("unknown number: replication " + name);
    };
  }

  /** The narrowest and the widest prediction interval. */
  private static String halves(List<Replication.Pair> pairs) {
    return pairs.stream()
        .map(Replication.Pair::predicted)
        .sorted(Comparator.naturalOrder())
        .map(half -> format("%.2f", half))
        .collect(
            Collectors.collectingAndThen(
                Collectors.toList(), all -> all.get(0) + " to " + all.get(all.size() - 1)));
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
