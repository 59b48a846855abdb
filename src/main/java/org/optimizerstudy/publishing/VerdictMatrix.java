package org.optimizerstudy.publishing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.optimizerstudy.claims.Judgement;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.figures.Names;

/**
 * All verdicts as a table: one row per claim, one column per set of rules and reading.
 *
 * @param claims the judgements of each, by its number: C2 before C10
 */
record VerdictMatrix(Map<String, List<Judgement>> claims) {

  /**
   * Whose rules and which reading.
   *
   * @param reading empty for the claims without convolutions alone
   */
  record Column(Semantics semantics, Optional<Reading> reading) {

    String label() {
      return VerdictMatrix.label(semantics, reading);
    }

    /** A claim's judgement here; one that is not about convolutions stands in every reading. */
    Optional<Judgement> in(List<Judgement> claim) {
      return claim.stream()
          .filter(j -> j.semantics() == semantics)
          .filter(j -> j.reading().isEmpty() || j.reading().equals(reading))
          .findFirst();
    }
  }

  static VerdictMatrix of(List<Judgement> judgements) {
    Map<String, List<Judgement>> claims = new TreeMap<>(VerdictMatrix::byNumber);
    judgements.forEach(j -> claims.computeIfAbsent(j.claim(), c -> new ArrayList<>()).add(j));
    return new VerdictMatrix(claims);
  }

  /** The label of rules and reading for readers. */
  static String label(Semantics semantics, Optional<Reading> reading) {
    return Names.of(semantics) + reading.map(r -> ", " + Names.of(r)).orElse("");
  }

  static List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    for (Semantics semantics : PaperGrid.SEMANTICS) {
      for (Reading reading : Reading.values()) {
        columns.add(new Column(semantics, Optional.of(reading)));
      }
    }
    return columns;
  }

  /** The columns with a verdict that trials gave; one without a reading for rules with no other. */
  List<Column> judged() {
    List<Column> judged = new ArrayList<>();
    for (Semantics semantics : PaperGrid.SEMANTICS) {
      Set<Optional<Reading>> readings = new TreeSet<>(Comparator.comparing(VerdictMatrix::ordinal));
      claims.values().stream()
          .flatMap(List::stream)
          .filter(j -> j.semantics() == semantics && !j.trials().isEmpty())
          .forEach(j -> readings.add(j.reading()));
      if (readings.size() > 1) {
        readings.remove(Optional.empty());
      }
      readings.forEach(reading -> judged.add(new Column(semantics, reading)));
    }
    return judged;
  }

  private static int ordinal(Optional<Reading> reading) {
    return reading.map(Reading::ordinal).orElse(-1);
  }

  private static int byNumber(String a, String b) {
    int byNumber = Integer.compare(digits(a), digits(b));
    return byNumber != 0 ? byNumber : a.compareTo(b);
  }

  private static int digits(String claim) {
    return Integer.parseInt(claim.replaceAll("\\D", ""));
  }
}
