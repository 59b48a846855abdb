package org.optimizerstudy.claims;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.metrics.Cell;
import org.optimizerstudy.metrics.Observations;
import org.optimizerstudy.metrics.TrialMeasure;
import org.optimizerstudy.metrics.TrialObservations;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.statistics.Sample;
import org.optimizerstudy.statistics.Spread;

/**
 * Frequencies of the verdicts of each claim when the truth is known, from simulated studies of
 * normally distributed trials with the registered seeds and observed standard deviations.
 *
 * <p>Standard deviations are pooled over TensorFlow's cells of an optimizer on a network: of the
 * small CNN and the deep network those of the published trials, of the medium CNN, for which the
 * study has one seed, those of the second program's last epochs ({@code
 * oracles/pytorch/replication.csv}). The gap between training and test accuracy was not recorded;
 * the standard deviation of the last test accuracy is used for it.
 */
final class SimulatedStudies {

  private static final Path PUBLISHED = Path.of("notebooks-output");
  private static final Path REPLICATION = Path.of("oracles/pytorch/replication.csv");

  /** The simulated truth. */
  enum Truth {
    /** Every comparison of the claim is true by the margin. */
    CLAIMED,
    /** There is no difference at all. */
    NOTHING,
    /** Every comparison is opposite by the margin. */
    OPPOSITE
  }

  /**
   * A claim with means that make it true by the margin; those of {@link Truth#OPPOSITE} are
   * negated, except for a bound.
   */
  record Setup(String claim, ToDoubleFunction<CellMeasure> claimed) {}

  /** All claims that are judged by comparisons of means against a margin. */
  static final List<Setup> SETUPS =
      List.of(
          new Setup("C1", need -> of(need, OptimizerKind.ADAM, OptimizerKind.RMSPROP)),
          new Setup(
              "C2",
              need -> of(need, OptimizerKind.ADAM, OptimizerKind.RMSPROP, OptimizerKind.MOMENTUM)),
          new Setup("C3", need -> on(need, NetworkKind.SMALL_CNN)),
          new Setup(
              "C4",
              need ->
                  need.measure() == TrialMeasure.GAP
                      ? on(need, NetworkKind.MEDIUM_CNN)
                      : on(need, NetworkKind.SMALL_CNN)),
          new Setup(
              "C5",
              need ->
                  of(need, OptimizerKind.ADAM, OptimizerKind.RMSPROP)
                      - of(need, OptimizerKind.ADADELTA)),
          new Setup("C6a", need -> -byRate(need)),
          new Setup("C6b", need -> -byRate(need)),
          new Setup("C6c", SimulatedStudies::byRate),
          new Setup("C7", SimulatedStudies::byRate),
          new Setup("C8", need -> 0.2),
          new Setup("C9", need -> 0.1),
          new Setup("C10a", SimulatedStudies::loss),
          new Setup("C10b", SimulatedStudies::loss),
          new Setup("C10c", SimulatedStudies::loss),
          new Setup("C12", need -> of(need, OptimizerKind.ADAM)),
          new Setup("C14", need -> of(need, OptimizerKind.ADAGRAD)),
          new Setup("C15", need -> of(need, OptimizerKind.RMSPROP)),
          new Setup("C16", need -> of(need, OptimizerKind.MOMENTUM)),
          new Setup("C17", need -> 2 * byRate(need) - 0.2),
          new Setup("C18", need -> -byRate(need)));

  private final Map<TrialMeasure, Map<NetworkKind, Map<OptimizerKind, Double>>> deviations =
      new EnumMap<>(TrialMeasure.class);

  /** Reads the standard deviations. */
  SimulatedStudies() throws IOException {
    Observations seen = new TrialObservations(ResultsDirectory.at(PUBLISHED).read().histories());
    Map<OptimizerKind, Double> medium = replicated();
    for (TrialMeasure measure : TrialMeasure.values()) {
      Map<NetworkKind, Map<OptimizerKind, Double>> byNetwork = new EnumMap<>(NetworkKind.class);
      TrialMeasure known = measure == TrialMeasure.GAP ? TrialMeasure.LAST_ACCURACY : measure;
      for (NetworkKind network : NetworkKind.values()) {
        Map<OptimizerKind, Double> byOptimizer = new EnumMap<>(OptimizerKind.class);
        for (OptimizerKind optimizer : PaperGrid.OPTIMIZERS) {
          byOptimizer.put(
              optimizer,
              network == NetworkKind.MEDIUM_CNN
                  ? medium.get(optimizer)
                  : seen(seen, known, network, optimizer));
        }
        byNetwork.put(network, byOptimizer);
      }
      deviations.put(measure, byNetwork);
    }
  }

  private static double seen(
      Observations seen, TrialMeasure measure, NetworkKind network, OptimizerKind optimizer) {
    List<Sample> samples = new ArrayList<>();
    for (Cell cell : seen.cells()) {
      List<Double> values = List.copyOf(seen.bySeed(cell, measure).values());
      if (cell.semantics() == Semantics.TENSORFLOW
          && cell.values().isStandard()
          && cell.network() == network
          && cell.optimizer() == optimizer
          && !values.isEmpty()) {
        samples.add(new Sample(values));
      }
    }
    return Spread.pooled("seen", samples).deviation();
  }

  private static Map<OptimizerKind, Double> replicated() throws IOException {
    Map<OptimizerKind, List<Double>> accuracies = new EnumMap<>(OptimizerKind.class);
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(REPLICATION)) {
      for (NamedCsvRecord row : csv) {
        if (row.getField("network").equals(NetworkKind.MEDIUM_CNN.key())
            && row.getField("reading").equals(Reading.STRIDED.key())
            && row.getField("initialisation").equals("xavier")) {
          for (OptimizerKind optimizer : PaperGrid.OPTIMIZERS) {
            if (row.getField("optimizer").equals(optimizer.key())) {
              accuracies
                  .computeIfAbsent(optimizer, o -> new ArrayList<>())
                  .add(100 * Double.parseDouble(row.getField("test_accuracy")));
            }
          }
        }
      }
    }
    Map<OptimizerKind, Double> deviations = new EnumMap<>(OptimizerKind.class);
    accuracies.forEach((o, values) -> deviations.put(o, Math.sqrt(new Sample(values).variance())));
    return deviations;
  }

  /** The margin if the cell has one of these optimizers, otherwise 0. */
  private static double of(CellMeasure need, OptimizerKind... optimizers) {
    return List.of(optimizers).contains(need.cell().optimizer()) ? 0.2 : 0;
  }

  private static double on(CellMeasure need, NetworkKind network) {
    return need.cell().network() == network ? 0.2 : 0;
  }

  /** Half the margin per decade of the learning rate. */
  private static double byRate(CellMeasure need) {
    return 0.1 * Math.log10(need.cell().learningRate().orElse(0.0001) / 0.0001);
  }

  private static double loss(CellMeasure need) {
    return need.cell().optimizer() == OptimizerKind.ADAGRAD ? -Math.log(1.25) : 0;
  }

  /**
   * Results of simulated studies.
   *
   * @param studies number of studies
   * @param verdicts number of studies per verdict
   * @param confirmed number of studies with verdict NO DIFFERENCE in which an absence is confirmed
   *     at a familywise level of 5 %
   */
  record Tally(int studies, Map<Verdict, Integer> verdicts, int confirmed) {
    double share(Verdict verdict) {
      return (double) verdicts.getOrDefault(verdict, 0) / studies;
    }

    double confirmedShare() {
      return (double) confirmed / studies;
    }
  }

  /** Counts the verdicts of a number of studies. */
  Tally tally(Setup setup, Truth truth, int studies) {
    Claim claim =
        ClaimRegistry.all().stream()
            .filter(c -> c.definition().id().equals(setup.claim()))
            .findFirst()
            .orElseThrow();
    ClaimScope scope =
        new ClaimScope(
            Semantics.TENSORFLOW,
            claim.scopes().get(0).reading().isPresent()
                ? Optional.of(Reading.STRIDED)
                : Optional.empty());
    Random random = new Random(setup.claim().hashCode() + truth.ordinal());
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    int confirmed = 0;
    for (int study = 0; study < studies; study++) {
      Drawn drawn = new Drawn(setup, truth, random);
      claim.required(scope, Basis.PRIMARY).forEach(need -> drawn.cells.add(need.cell()));
      Finding finding = claim.finding(new Evidence(scope, Basis.PRIMARY, drawn));
      counts.merge(finding.verdict(), 1, Integer::sum);
      if (finding.verdict() == Verdict.NO_DIFFERENCE
          && !finding.reason().contains("no absence is confirmed")) {
        confirmed++;
      }
    }
    return new Tally(studies, counts, confirmed);
  }

  /** The seeds of a cell after training the registered ones: those and the published ones. */
  private static int seeds(Cell cell) {
    int published = cell.network() == NetworkKind.MEDIUM_CNN ? 1 : 3;
    return published + SeedSet.registered(cell).size();
  }

  private double deviation(CellMeasure need) {
    return deviations.get(need.measure()).get(need.cell().network()).get(need.cell().optimizer());
  }

  private final class Drawn implements Observations {
    private final SortedSet<Cell> cells = new TreeSet<>();
    private final Map<CellMeasure, SortedMap<Long, Double>> values = new HashMap<>();
    private final Setup setup;
    private final Truth truth;
    private final Random random;

    Drawn(Setup setup, Truth truth, Random random) {
      this.setup = setup;
      this.truth = truth;
      this.random = random;
    }

    @Override
    public SortedSet<Cell> cells() {
      return cells;
    }

    @Override
    public SortedMap<Long, Double> bySeed(Cell cell, TrialMeasure measure) {
      return values.computeIfAbsent(new CellMeasure(cell, measure), this::draw);
    }

    private SortedMap<Long, Double> draw(CellMeasure need) {
      double claimed = setup.claimed().applyAsDouble(need);
      double mean =
          switch (truth) {
            case CLAIMED -> claimed;
            case NOTHING -> 0;
            case OPPOSITE -> -claimed;
          };
      SortedMap<Long, Double> drawn = new TreeMap<>();
      for (long seed = 1; seed <= seeds(need.cell()); seed++) {
        drawn.put(seed, mean + deviation(need) * random.nextGaussian());
      }
      return drawn;
    }
  }

  /** The table of the documentation and what follows from it. */
  String table(int studies) {
    StringBuilder text = new StringBuilder();
    text.append(
        "| claim | true: reproduced | no difference (confirmed) | undecided | contradicted"
            + " | nothing: reproduced | no difference | undecided | contradicted"
            + " | opposite: contradicted | no difference | undecided | reproduced |\n");
    text.append("|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
    Map<String, Double> power = new LinkedHashMap<>();
    Map<String, Double> contradicted = new LinkedHashMap<>();
    Map<String, Double> reproduced = new LinkedHashMap<>();
    Map<String, Double> absent = new LinkedHashMap<>();
    Map<String, Double> confirmed = new LinkedHashMap<>();
    for (Setup setup : SETUPS) {
      String claim = setup.claim();
      Tally claimed = tally(setup, Truth.CLAIMED, studies);
      Tally nothing = tally(setup, Truth.NOTHING, studies);
      Tally opposite = tally(setup, Truth.OPPOSITE, studies);
      text.append("| ").append(claim);
      text.append(percent(claimed.share(Verdict.REPRODUCED)));
      text.append(percent(claimed.share(Verdict.NO_DIFFERENCE)));
      text.append(String.format(Locale.ROOT, " (%.1f)", 100 * claimed.confirmedShare()));
      text.append(percent(claimed.share(Verdict.UNDECIDED)));
      text.append(percent(claimed.share(Verdict.CONTRADICTED)));
      text.append(percent(nothing.share(Verdict.REPRODUCED)));
      text.append(percent(nothing.share(Verdict.NO_DIFFERENCE)));
      text.append(percent(nothing.share(Verdict.UNDECIDED)));
      text.append(percent(nothing.share(Verdict.CONTRADICTED)));
      text.append(percent(opposite.share(Verdict.CONTRADICTED)));
      text.append(percent(opposite.share(Verdict.NO_DIFFERENCE)));
      text.append(percent(opposite.share(Verdict.UNDECIDED)));
      text.append(percent(opposite.share(Verdict.REPRODUCED)));
      text.append(" |\n");
      power.put(claim, claimed.share(Verdict.REPRODUCED));
      contradicted.put(
          claim,
          Math.max(claimed.share(Verdict.CONTRADICTED), nothing.share(Verdict.CONTRADICTED)));
      reproduced.put(
          claim, Math.max(nothing.share(Verdict.REPRODUCED), opposite.share(Verdict.REPRODUCED)));
      absent.put(claim, claimed.share(Verdict.NO_DIFFERENCE));
      confirmed.put(claim, claimed.confirmedShare());
    }
    text.append("\nThe most frequent wrong verdicts:\n\n");
    text.append("- contradicted, where the claim is true or there is no difference: ")
        .append(highest(contradicted, 1));
    text.append("- reproduced, where there is no difference or the opposite: ")
        .append(highest(reproduced, 1));
    text.append("- no difference, where the claim is true by the margin: ")
        .append(highest(absent, 3));
    text.append("- of these, confirmed by Holm's method: ").append(highest(confirmed, 1));
    text.append("\nThe power reaches 80 % for ")
        .append(
            power.entrySet().stream()
                .filter(claim -> claim.getValue() >= 0.8)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", ")))
        .append(".\n");
    return text.toString();
  }

  /** The claims with the highest shares. */
  private static String highest(Map<String, Double> shares, int count) {
    return shares.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(count)
        .map(e -> String.format(Locale.ROOT, "%.1f %% (%s)", 100 * e.getValue(), e.getKey()))
        .collect(Collectors.joining(", ", "", "\n"));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, " | %.1f", 100 * share);
  }
}
