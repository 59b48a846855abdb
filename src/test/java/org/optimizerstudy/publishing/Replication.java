package org.optimizerstudy.publishing;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hipparchus.distribution.continuous.TDistribution;
import org.optimizerstudy.results.TrialHistory;
import org.optimizerstudy.statistics.Contrast;
import org.optimizerstudy.statistics.Interval;
import org.optimizerstudy.statistics.Mean;
import org.optimizerstudy.statistics.Sample;
import org.optimizerstudy.statistics.Spread;

/**
 * Test accuracies after 100 epochs of the second program, oracles/pytorch, in percent: other code,
 * other random numbers, another machine.
 *
 * @param bySetting by a trial's id without its seed, one value per seed
 */
record Replication(Map<String, List<Double>> bySetting) {

  private static final Path FILE = Path.of("oracles/pytorch/replication.csv");

  /** Settings with fewer seeds are not compared with the study. */
  private static final int SEEDS = 5;

  static Replication read() throws IOException {
    Map<String, List<Double>> accuracies = new TreeMap<>();
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(FILE)) {
      for (NamedCsvRecord row : csv) {
        if (!row.getField("epoch").equals("100")) {
          throw new IOException(FILE + ": epoch must be 100, found " + row.getField("epoch"));
        }
        String initialisation = row.getField("initialisation");
        String setting =
            String.join(
                    ".",
                    row.getField("network"),
                    row.getField("reading"),
                    row.getField("optimizer"),
                    row.getField("semantics"),
                    "lr" + row.getField("learning_rate"))
                + (initialisation.equals("xavier") ? "" : "." + initialisation);
        accuracies
            .computeIfAbsent(setting, s -> new ArrayList<>())
            .add(100 * Double.parseDouble(row.getField("test_accuracy")));
      }
    }
    return new Replication(accuracies);
  }

  int trials() {
    return bySetting.values().stream().mapToInt(List::size).sum();
  }

  Sample sample(String setting) {
    if (!bySetting.containsKey(setting)) {
      throw new IllegalArgumentException("not in " + FILE + ": " + setting);
    }
    return new Sample(bySetting.get(setting));
  }

  /** The 95 % interval of the difference of two settings' means. */
  Interval difference(String setting, String other) {
    return mean(setting).minus(mean(other)).interval(0.95);
  }

  private Contrast mean(String setting) {
    return Contrast.of(Mean.of(setting, sample(setting), Spread.UNKNOWN));
  }

  /**
   * A setting with five seeds here that the study has, too.
   *
   * @param setting a trial's id without its seed
   * @param study accuracies of the study's trials
   * @param seeds accuracies of this program's
   */
  record Pair(String setting, Sample study, Sample seeds) {

    /** Both programs' seeds are taken to vary alike. */
    private Spread pooled() {
      return Spread.pooled(setting, List.of(study, seeds));
    }

    /** Half the 95 % prediction interval of one further trial: t s sqrt(1 + 1/n). */
    double predicted() {
      return quantile(0.95) * pooled().deviation() * Math.sqrt(1 + 1.0 / seeds.size());
    }

    long outside() {
      return study.values().stream()
          .filter(accuracy -> Math.abs(accuracy - seeds.mean()) > predicted())
          .count();
    }

    /** The difference of the two means with its interval. */
    Interval difference(double level) {
      double value = study.mean() - seeds.mean();
      double half =
          quantile(level)
              * pooled().deviation()
              * Math.sqrt(1.0 / study.size() + 1.0 / seeds.size());
      return new Interval(value, value - half, value + half);
    }

    private double quantile(double level) {
      return new TDistribution(pooled().degreesOfFreedom())
          .inverseCumulativeProbability((1 + level) / 2);
    }
  }

  /** The settings that both programs have. */
  List<Pair> pairs(List<TrialHistory> histories) {
    Map<String, List<Double>> study = new TreeMap<>();
    for (TrialHistory history : histories) {
      String setting = history.trial().id().value().replaceFirst("\\.seed\\d+", "");
      if (bySetting.getOrDefault(setting, List.of()).size() >= SEEDS) {
        study.computeIfAbsent(setting, s -> new ArrayList<>()).add(100 * history.finalAccuracy());
      }
    }
    return study.entrySet().stream()
        .map(e -> new Pair(e.getKey(), new Sample(e.getValue()), sample(e.getKey())))
        .toList();
  }
}
