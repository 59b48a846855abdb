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
import java.util.stream.Stream;
import org.optimizerstudy.experiment.ExperimentReader;
import org.optimizerstudy.experiment.Factor;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.metrics.Cell;
import org.optimizerstudy.metrics.Observations;
import org.optimizerstudy.metrics.TrialMeasure;
import org.optimizerstudy.metrics.TrialObservations;
import org.optimizerstudy.metrics.Unit;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.TrialHistory;
import org.optimizerstudy.statistics.Sample;
import org.optimizerstudy.statistics.Spread;

/**
 * Frequencies of the verdicts of each claim when the truth is known, from simulated studies of
 * normally distributed trials with the published and the registered seeds and observed standard
 * deviations.
 *
 * <p>Standard deviations are pooled over TensorFlow's cells of an optimizer on a network: of the
 * small CNN and the deep network those of the published trials, of the medium CNN, which has more
 * seeds there, those of the second program's last epochs ({@code oracles/pytorch/replication.csv}).
 * The gap between training and test accuracy is recorded for few cells; it takes the standard
 * deviation of the last test accuracy. Gradient descent on all training examples at once has one
 * seed; it takes the standard deviation of gradient descent on batches.
 *
 * <p>Three kinds of measures differ. Validation accuracy, which selects learning rates, has the
 * observed correlation with the test accuracy of the same trial. Epochs to an accuracy are whole
 * numbers around {@value #MIDDLE_EPOCH}, and their standard deviation is pooled over all
 * optimizers, without cells in which a seed never reaches the accuracy. A trial fails or not, with
 * a probability of one half plus the mean.
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

  /** All claims that have a random error. */
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
          new Setup(
              "C5t",
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
          new Setup("C10d", SimulatedStudies::loss),
          new Setup("C12", need -> of(need, OptimizerKind.ADAM)),
          new Setup("C13a", SimulatedStudies::epochs),
          new Setup("C13b", SimulatedStudies::epochs),
          new Setup("C14", need -> of(need, OptimizerKind.ADAGRAD)),
          new Setup("C15", need -> of(need, OptimizerKind.RMSPROP)),
          new Setup("C16", need -> of(need, OptimizerKind.MOMENTUM)),
          new Setup("C17", need -> 2 * byRate(need) - 0.2),
          new Setup("C18", need -> -byRate(need)),
          new Setup("C20", need -> isFullBatch(need) ? 0 : 0.2),
          new Setup("C21", SimulatedStudies::failures));

  /** The mean of epochs to an accuracy. */
  private static final int MIDDLE_EPOCH = 50;

  private static final int NEVER = Trial.DEFAULT_EPOCHS + 1;

  private final Map<TrialMeasure, Map<NetworkKind, Map<OptimizerKind, Double>>> deviations =
      new EnumMap<>(TrialMeasure.class);

  /** Between validation and test accuracy on the small CNN. */
  private final Map<OptimizerKind, Double> correlations = new EnumMap<>(OptimizerKind.class);

  /** The seeds of each cell after training the registered ones: those and the published ones. */
  private final SortedMap<Cell, SortedSet<Long>> seeds = new TreeMap<>();

  /** Reads the standard deviations and the seeds. */
  SimulatedStudies() throws IOException {
    List<TrialHistory> published = ResultsDirectory.at(PUBLISHED).read().histories();
    Observations seen = new TrialObservations(published);
    Stream.concat(
            published.stream().map(TrialHistory::trial),
            new ExperimentReader(Path.of("experiments"))
                .read("registered").trials(Trial.MNIST).stream())
        .forEach(
            trial -> seeds.computeIfAbsent(Cell.of(trial), c -> new TreeSet<>()).add(trial.seed()));
    for (OptimizerKind optimizer : PaperGrid.OPTIMIZERS) {
      correlations.put(optimizer, correlation(seen, optimizer));
    }
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
    boolean isEpochs = measure.unit() == Unit.EPOCHS;
    List<Sample> samples = new ArrayList<>();
    for (Cell cell : cells(seen, network)) {
      List<Double> values = List.copyOf(seen.bySeed(cell, measure).values());
      boolean isWanted =
          isEpochs ? !values.contains((double) NEVER) : cell.optimizer() == optimizer;
      if (isWanted && !values.isEmpty()) {
        samples.add(new Sample(values));
      }
    }
    return Spread.pooled("seen", samples).deviation();
  }

  private static List<Cell> cells(Observations seen, NetworkKind network) {
    return seen.cells().stream()
        .filter(cell -> cell.semantics() == Semantics.TENSORFLOW)
        .filter(cell -> cell.values().isStandard() && cell.network() == network)
        .toList();
  }

  /** Of the deviations from the means of the cells, r = sum xy / sqrt(sum x^2 sum y^2). */
  private static double correlation(Observations seen, OptimizerKind optimizer) {
    double products = 0;
    double testSquares = 0;
    double validationSquares = 0;
    for (Cell cell : cells(seen, NetworkKind.SMALL_CNN)) {
      if (cell.optimizer() == optimizer) {
        SortedMap<Long, Double> test = seen.bySeed(cell, TrialMeasure.ACCURACY);
        SortedMap<Long, Double> validation = seen.bySeed(cell, TrialMeasure.VALIDATION);
        double testMean = new Sample(List.copyOf(test.values())).mean();
        double validationMean = new Sample(List.copyOf(validation.values())).mean();
        for (long seed : test.keySet()) {
          double x = test.get(seed) - testMean;
          double y = validation.get(seed) - validationMean;
          products += x * y;
          testSquares += x * x;
          validationSquares += y * y;
        }
      }
    }
    return products / Math.sqrt(testSquares * validationSquares);
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

  /** The margin, one epoch, for the four optimizers that are claimed to be slower. */
  private static double epochs(CellMeasure need) {
    return List.of(OptimizerKind.ADAM, OptimizerKind.RMSPROP).contains(need.cell().optimizer())
        ? 0
        : 1;
  }

  private static boolean isFullBatch(CellMeasure need) {
    return need.cell().values().get(Factor.BATCH) == Trial.TRAINING_EXAMPLES;
  }

  /** At 1 all of momentum's trials fail and none of gradient descent's, elsewhere by chance. */
  private static double failures(CellMeasure need) {
    if (need.cell().learningRate().orElseThrow() < 1) {
      return 0;
    }
    return need.cell().optimizer() == OptimizerKind.MOMENTUM ? 0.5 : -0.5;
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
    SortedSet<Cell> cells = used(claim, scope);
    for (int study = 0; study < studies; study++) {
      Drawn drawn = new Drawn(setup, truth, random, cells);
      Finding finding = claim.finding(new Evidence(scope, Basis.PRIMARY, drawn));
      counts.merge(finding.verdict(), 1, Integer::sum);
      if (finding.verdict() == Verdict.NO_DIFFERENCE
          && finding.rule().map(DecisionRule::isConfirmed).orElse(true)) {
        confirmed++;
      }
    }
    return new Tally(studies, counts, confirmed);
  }

  /** The cells that a claim uses when all seeds are trained. */
  private SortedSet<Cell> used(Claim claim, ClaimScope scope) {
    Observations trained =
        new Observations() {
          @Override
          public SortedSet<Cell> cells() {
            return new TreeSet<>(seeds.keySet());
          }

          @Override
          public SortedMap<Long, Double> bySeed(Cell cell, TrialMeasure measure) {
            throw new UnsupportedOperationException("nothing is measured");
          }
        };
    return claim.used(new Evidence(scope, Basis.PRIMARY, trained)).stream()
        .map(CellMeasure::cell)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private double deviation(CellMeasure need) {
    return deviations.get(need.measure()).get(need.cell().network()).get(need.cell().optimizer());
  }

  private final class Drawn implements Observations {
    private final SortedSet<Cell> cells;
    private final Map<CellMeasure, SortedMap<Long, Double>> values = new HashMap<>();
    private final Setup setup;
    private final Truth truth;
    private final Random random;

    Drawn(Setup setup, Truth truth, Random random, SortedSet<Cell> cells) {
      this.setup = setup;
      this.truth = truth;
      this.random = random;
      this.cells = cells;
    }

    @Override
    public SortedSet<Cell> cells() {
      return cells;
    }

    @Override
    public SortedMap<Long, Double> bySeed(Cell cell, TrialMeasure measure) {
      CellMeasure need = new CellMeasure(cell, measure);
      SortedMap<Long, Double> drawn = values.get(need);
      if (drawn == null) {
        drawn = measure == TrialMeasure.VALIDATION ? validation(need) : independent(need);
        values.put(need, drawn);
      }
      return drawn;
    }

    private SortedMap<Long, Double> independent(CellMeasure need) {
      SortedMap<Long, Double> drawn = new TreeMap<>();
      for (long seed : seeds.get(need.cell())) {
        drawn.put(seed, value(need, mean(need)));
      }
      return drawn;
    }

    private double value(CellMeasure need, double mean) {
      return switch (need.measure().unit()) {
        case SHARE -> random.nextDouble() < 0.5 + mean ? 1 : 0;
        case EPOCHS -> {
          double epoch = MIDDLE_EPOCH + mean + deviation(need) * random.nextGaussian();
          yield Math.max(1, Math.min(NEVER, Math.rint(epoch)));
        }
        default -> mean + deviation(need) * random.nextGaussian();
      };
    }

    /** Correlated with the test accuracy of the same trial. */
    private SortedMap<Long, Double> validation(CellMeasure need) {
      CellMeasure test = new CellMeasure(need.cell(), TrialMeasure.ACCURACY);
      double correlation = correlations.get(need.cell().optimizer());
      double rest = Math.sqrt(1 - correlation * correlation);
      SortedMap<Long, Double> drawn = new TreeMap<>();
      bySeed(test.cell(), test.measure())
          .forEach(
              (seed, accuracy) -> {
                double common = (accuracy - mean(test)) / deviation(test);
                double standard = correlation * common + rest * random.nextGaussian();
                drawn.put(seed, mean(need) + deviation(need) * standard);
              });
      return drawn;
    }

    private double mean(CellMeasure need) {
      double claimed = setup.claimed().applyAsDouble(need);
      return switch (truth) {
        case CLAIMED -> claimed;
        case NOTHING -> 0;
        case OPPOSITE -> -claimed;
      };
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
    List<Map<Truth, Tally>> tallies =
        SETUPS.parallelStream().map(setup -> tallies(setup, studies)).toList();
    for (int i = 0; i < SETUPS.size(); i++) {
      String claim = SETUPS.get(i).claim();
      Tally claimed = tallies.get(i).get(Truth.CLAIMED);
      Tally nothing = tallies.get(i).get(Truth.NOTHING);
      Tally opposite = tallies.get(i).get(Truth.OPPOSITE);
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
        .append(highest(contradicted));
    text.append("- reproduced, where there is no difference or the opposite: ")
        .append(highest(reproduced));
    text.append("- no difference, where the claim is true by the margin: ").append(highest(absent));
    text.append("- of these, confirmed by Holm's method: ").append(highest(confirmed));
    text.append("\nThe power reaches 80 % for ")
        .append(
            power.entrySet().stream()
                .filter(claim -> claim.getValue() >= 0.8)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", ")))
        .append(".\n");
    return text.toString();
  }

  private Map<Truth, Tally> tallies(Setup setup, int studies) {
    Map<Truth, Tally> tallies = new EnumMap<>(Truth.class);
    for (Truth truth : Truth.values()) {
      tallies.put(truth, tally(setup, truth, studies));
    }
    return tallies;
  }

  /** The three claims with the highest shares. */
  private static String highest(Map<String, Double> shares) {
    return shares.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(3)
        .map(e -> String.format(Locale.ROOT, "%.1f %% (%s)", 100 * e.getValue(), e.getKey()))
        .collect(Collectors.joining(", ", "", "\n"));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, " | %.1f", 100 * share);
  }
}
