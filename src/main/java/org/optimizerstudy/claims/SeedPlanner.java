package org.optimizerstudy.claims;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.FactorValues;
import org.optimizerstudy.experiment.Keyed;
import org.optimizerstudy.experiment.KnownDataset;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.metrics.Cell;
import org.optimizerstudy.metrics.Observations;
import org.optimizerstudy.metrics.TrialMeasure;
import org.optimizerstudy.statistics.SmallestSize;

/** Finds the trials that an open claim needs, their command and their training time. */
final class SeedPlanner {

  /** The experiment that trains {@link SeedSet#FRESH}. */
  private static final String REGISTERED = "registered";

  /** More consecutive seeds than this are written as a range. */
  private static final int MAX_LISTED = 5;

  private final Observations all;

  /** The training time of the fastest trial by the factors that it depends on most. */
  private final Map<FactorValues, Double> fastest = new HashMap<>();

  /**
   * @param all observations of all trials
   */
  SeedPlanner(Observations all) {
    this.all = all;
    for (Cell cell : all.cells()) {
      all.bySeed(cell, TrialMeasure.TRAINING_TIME)
          .values()
          .forEach(seconds -> fastest.merge(cost(cell), seconds, Math::min));
    }
  }

  /**
   * The seeds that would decide a rule: the smallest number of seeds per cell for which the verdict
   * is not UNDECIDED, assuming unchanged means and variances. If a variance is unknown, two seeds,
   * which are enough to estimate it. Empty if more than {@value SmallestSize#MAX_SIZE} are needed.
   */
  Optional<SeedPlan> deciding(
      Claim claim, ClaimScope scope, List<CellMeasure> needs, DecisionRule rule) {
    boolean known =
        rule.statements().stream()
            .allMatch(s -> Double.isFinite(s.comparison().difference().standardError()));
    OptionalInt seeds =
        known
            ? SmallestSize.where(n -> rule.extendedTo(n).verdict() != Verdict.UNDECIDED)
            : OptionalInt.of(2);
    return seeds.isEmpty()
        ? Optional.empty()
        : Optional.of(first(claim, scope, needs, seeds.getAsInt()));
  }

  /**
   * The missing trials of the first seeds from 1 on. Seeds with a trial that does not record what
   * the claim needs are left out: a run would skip them as done.
   */
  SeedPlan first(Claim claim, ClaimScope scope, List<CellMeasure> needs, int seeds) {
    List<Long> wanted =
        LongStream.iterate(1, seed -> seed + 1)
            .filter(seed -> needs.stream().allMatch(need -> isUsable(need, seed)))
            .limit(seeds)
            .boxed()
            .toList();
    List<Cell> missing = missing(needs.stream().map(CellMeasure::cell).toList(), cell -> wanted);
    String command =
        claim.experiments().stream()
            .map(experiment -> experiment.name(scope.reading()))
            .map(
                name ->
                    String.format(
                        Locale.ROOT,
                        "./study run %s%s --semantics %s%s%s",
                        name,
                        data(scope.dataset()),
                        scope.semantics().key(),
                        wanted.equals(List.of(1L)) ? "" : " --seeds " + listed(wanted),
                        only(missing, "")))
            .collect(Collectors.joining(" && "));
    return plan(seeds, missing, cell -> wanted, command);
  }

  /** The option that selects a data set; data without a known name are in the user's directory. */
  private static String data(String dataset) {
    if (dataset.equals(KnownDataset.MNIST.key())) {
      return "";
    }
    return KnownDataset.named(dataset).isPresent() ? " --dataset " + dataset : " --data DIR";
  }

  /** The missing registered trials. */
  SeedPlan registered(ClaimScope scope, List<Cell> cells) {
    List<Cell> missing = missing(cells, SeedSet::registered);
    int most = cells.stream().mapToInt(cell -> SeedSet.registered(cell).size()).max().orElse(0);
    return plan(
        most,
        missing,
        SeedSet::registered,
        "./study run " + REGISTERED + only(missing, scope.semantics().key()));
  }

  private SeedPlan plan(
      int seeds, List<Cell> missing, Function<Cell, List<Long>> wanted, String command) {
    int trials = 0;
    double seconds = 0;
    boolean known = true;
    for (Cell cell : missing) {
      long more = wanted.apply(cell).stream().filter(seed -> !has(cell, seed)).count();
      OptionalDouble each = seconds(cell);
      trials += (int) more;
      known &= each.isPresent();
      seconds += more * each.orElse(0);
    }
    return new SeedPlan(
        seeds, trials, known ? OptionalDouble.of(seconds) : OptionalDouble.empty(), command);
  }

  private List<Cell> missing(List<Cell> cells, Function<Cell, List<Long>> wanted) {
    return cells.stream()
        .distinct()
        .filter(cell -> wanted.apply(cell).stream().anyMatch(seed -> !has(cell, seed)))
        .toList();
  }

  private boolean has(Cell cell, long seed) {
    return all.bySeed(cell, TrialMeasure.ACCURACY).containsKey(seed);
  }

  private boolean isUsable(CellMeasure need, long seed) {
    return !has(need.cell(), seed) || all.bySeed(need.cell(), need.measure()).containsKey(seed);
  }

  private static FactorValues cost(Cell cell) {
    return cell.values().only(Factor.NETWORK, Factor.READING, Factor.EPOCHS);
  }

  private OptionalDouble seconds(Cell cell) {
    Double known = fastest.get(cost(cell));
    return known == null ? OptionalDouble.empty() : OptionalDouble.of(known);
  }

  /**
   * An option that selects the cells: {@code --only 'small-cnn.*.{adam,rmsprop}.tensorflow.*'}.
   *
   * @param semantics empty if another option selects them
   */
  private static String only(List<Cell> cells, String semantics) {
    TreeSet<OptimizerKind> optimizers = new TreeSet<>();
    TreeSet<NetworkKind> networks = new TreeSet<>();
    for (Cell cell : cells) {
      optimizers.add(cell.optimizer());
      networks.add(cell.network());
    }
    List<String> parts = new ArrayList<>();
    if (networks.size() == 1) {
      parts.add(networks.first().key());
    }
    boolean named = !optimizers.containsAll(PaperGrid.OPTIMIZERS);
    if (!named || networks.size() != 1 || networks.first().isConvolutional()) {
      parts.add("*"); // the reading, or everything that is not named
    }
    if (named) {
      parts.add(braced(optimizers.stream().map(Keyed::key).toList()));
      parts.add(semantics.isEmpty() ? "*" : semantics);
    } else if (!semantics.isEmpty()) {
      parts.add(semantics);
    }
    if (!semantics.isEmpty()) {
      parts.add("*");
    }
    return parts.equals(List.of("*")) ? "" : " --only '" + String.join(".", parts) + "'";
  }

  private static String braced(List<String> keys) {
    return keys.size() == 1 ? keys.get(0) : "{" + String.join(",", keys) + "}";
  }

  private static String listed(List<Long> seeds) {
    long first = seeds.get(0);
    long last = seeds.get(seeds.size() - 1);
    return seeds.size() > MAX_LISTED && last - first + 1 == seeds.size()
        ? String.format(Locale.ROOT, "$(seq -s, %d %d)", first, last)
        : seeds.stream().map(Object::toString).collect(Collectors.joining(","));
  }
}
