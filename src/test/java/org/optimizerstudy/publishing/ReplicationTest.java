package org.optimizerstudy.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import org.junit.jupiter.api.Test;
import org.optimizerstudy.results.ResultsDirectory;
import org.optimizerstudy.results.TrialHistory;

/** The published trials against oracles/pytorch/replication.csv: other code, another machine. */
class ReplicationTest {

  private static final Path REPLICATION = Path.of("oracles/pytorch/replication.csv");
  private static final Path PUBLISHED = Path.of("notebooks-output");

  /** With fewer seeds the interval is so wide that nothing could lie outside. */
  private static final int SEEDS = 5;

  private static final double LEVEL = 0.95;

  /** Final test accuracies by a trial's id without its seed. */
  private static Map<String, StreamingStatistics> replicated() throws IOException {
    Map<String, StreamingStatistics> accuracies = new TreeMap<>();
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(REPLICATION)) {
      for (NamedCsvRecord row : csv) {
        assertThat(row.getField("epoch")).isEqualTo("100");
        String initialisation = row.getField("initialisation");
        accuracies
            .computeIfAbsent(
                String.join(
                        ".",
                        row.getField("network"),
                        row.getField("reading"),
                        row.getField("optimizer"),
                        row.getField("semantics"),
                        "lr" + row.getField("learning_rate"))
                    + (initialisation.equals("xavier") ? "" : "." + initialisation),
                setting -> new StreamingStatistics())
            .addValue(Double.parseDouble(row.getField("test_accuracy")));
      }
    }
    return accuracies;
  }

  /**
   * A published accuracy is one more draw from what the seeds of the other program come from: it
   * lies in their prediction interval, mean +- t s sqrt(1 + 1/n) for n seeds of standard deviation
   * s, where t is Student's quantile of the level shared among all comparisons (Bonferroni).
   */
  @Test
  void publishedAccuraciesAreWhatAnotherProgramFinds() throws IOException {
    Map<String, StreamingStatistics> replicated = replicated();
    replicated.values().removeIf(seeds -> seeds.getN() < SEEDS);
    Map<String, Double> published = new TreeMap<>();
    for (TrialHistory history : ResultsDirectory.at(PUBLISHED).read().histories()) {
      String id = history.trial().id().value();
      if (replicated.containsKey(setting(id))) {
        published.put(id, history.finalAccuracy());
      }
    }
    assertThat(published).hasSizeGreaterThanOrEqualTo(replicated.size());

    double miss = (1 - LEVEL) / published.size();
    SoftAssertions all = new SoftAssertions();
    published.forEach(
        (id, accuracy) -> {
          StreamingStatistics seeds = replicated.get(setting(id));
          double quantile =
              new TDistribution(seeds.getN() - 1.0).inverseCumulativeProbability(1 - miss / 2);
          double half = quantile * seeds.getStandardDeviation() * Math.sqrt(1 + 1.0 / seeds.getN());
          all.assertThat(accuracy).as(id).isBetween(seeds.getMean() - half, seeds.getMean() + half);
        });
    all.assertAll();
  }

  private static String setting(String id) {
    return id.replaceFirst("\\.seed\\d+", "");
  }
}
