package org.optimizerstudy.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.metrics.Cell;
import org.optimizerstudy.metrics.TrialMeasure;
import org.optimizerstudy.metrics.Unit;
import org.optimizerstudy.statistics.Interval;

/**
 * On the small CNN, momentum diverges at a learning rate above those of figure 3 at which gradient
 * descent does not. A trial fails if it diverged or ended at chance. REPRODUCED if at some rate all
 * of momentum's seeds fail and none of gradient descent's. CONTRADICTED if at some rate the reverse
 * is true, and the claim holds at none. NO DIFFERENCE if at every rate the same share of seeds
 * fails. UNDECIDED otherwise.
 */
record DivergesEarlier(ClaimDefinition definition) implements Claim {

  private static final List<Double> RATES = List.of(0.03, 0.1, 0.3, 1.0);

  @Override
  public List<ClaimScope> scopes() {
    return ClaimScope.ofTheStridedReading();
  }

  @Override
  public List<CellMeasure> required(ClaimScope scope, Basis basis) {
    return RATES.stream()
        .flatMap(rate -> Stream.of(momentum(scope, rate), gradientDescent(scope, rate)))
        .map(cell -> new CellMeasure(cell, TrialMeasure.FAILED))
        .toList();
  }

  @Override
  public List<TrainingExperiment> experiments() {
    return List.of(TrainingExperiment.TUNED);
  }

  @Override
  public Finding finding(Evidence evidence) {
    boolean claimed = false;
    boolean opposite = false;
    boolean same = true;
    ReportedQuantity largest = null;
    List<ReportedQuantity> shares = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (double rate : RATES) {
      double momentum = share(evidence, momentum(evidence.scope(), rate));
      double plain = share(evidence, gradientDescent(evidence.scope(), rate));
      claimed |= momentum == 1 && plain == 0;
      opposite |= momentum == 0 && plain == 1;
      same &= momentum == plain;
      ReportedQuantity difference =
          new ReportedQuantity(
              "share of momentum's seeds that fail minus gradient descent's, at "
                  + TrialId.plain(rate),
              Interval.exact(momentum - plain),
              Unit.SHARE);
      shares.add(difference);
      words.add(
          String.format(
              Locale.ROOT,
              "%s: momentum %.2f, gradient descent %.2f",
              TrialId.plain(rate),
              momentum,
              plain));
      if (largest == null || difference.interval().value() > largest.interval().value()) {
        largest = difference;
      }
    }
    Verdict verdict = Verdict.UNDECIDED;
    if (claimed) {
      verdict = Verdict.REPRODUCED;
    } else if (opposite) {
      verdict = Verdict.CONTRADICTED;
    } else if (same) {
      verdict = Verdict.NO_DIFFERENCE;
    }
    return Finding.exact(
            verdict, "Share of seeds that fail: " + String.join("; ", words) + ".", largest)
        .withQuantities(shares);
  }

  private static double share(Evidence evidence, Cell cell) {
    return evidence.values(new CellMeasure(cell, TrialMeasure.FAILED)).stream()
        .mapToDouble(Double::doubleValue)
        .average()
        .orElseThrow();
  }

  private static Cell momentum(ClaimScope scope, double rate) {
    return scope.cell(NetworkKind.SMALL_CNN, OptimizerKind.MOMENTUM, rate);
  }

  private static Cell gradientDescent(ClaimScope scope, double rate) {
    return scope.cell(NetworkKind.SMALL_CNN, OptimizerKind.GRADIENT_DESCENT, rate);
  }
}
