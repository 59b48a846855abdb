package org.optimizerstudy.claims;

import java.util.List;
import java.util.Locale;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Reading;
import org.optimizerstudy.experiment.Trial;
import org.optimizerstudy.metrics.ActivationMemory;
import org.optimizerstudy.metrics.TrialMeasure;
import org.optimizerstudy.metrics.Unit;
import org.optimizerstudy.statistics.Interval;

/**
 * Momentum needs twice the memory of the parameters: (p + s) / p = 2, where p = 4 bytes per
 * parameter and s is the number of bytes per parameter that the updater keeps, as recorded by every
 * momentum trial. The ratio depends on neither network nor epochs, so any trial of the semantics
 * can be used. It is a count: REPRODUCED if it is 2 in all trials, CONTRADICTED if it is another
 * number in all, UNDECIDED if trials differ.
 */
record DoubledMemory(ClaimDefinition definition) implements Claim {

  @Override
  public List<ClaimScope> scopes() {
    return ClaimScope.withoutConvolutions();
  }

  @Override
  public List<CellMeasure> required(ClaimScope scope, Basis basis) {
    return List.of();
  }

  @Override
  public List<TrainingExperiment> experiments() {
    return List.of();
  }

  @Override
  public List<CellMeasure> used(Evidence evidence) {
    return evidence.observations().cells().stream()
        .filter(cell -> cell.semantics() == evidence.scope().semantics())
        .filter(cell -> cell.optimizer() == OptimizerKind.MOMENTUM)
        .map(cell -> new CellMeasure(cell, TrialMeasure.STATE_BYTES))
        .toList();
  }

  @Override
  public Finding finding(Evidence evidence) {
    String semantics = evidence.scope().semantics().key();
    double[] ratios =
        used(evidence).stream()
            .flatMap(need -> evidence.values(need).stream())
            .mapToDouble(bytes -> (Float.BYTES + bytes) / Float.BYTES)
            .sorted()
            .toArray();
    if (ratios.length == 0) {
      return Finding.notRun(
          "No finished momentum trial records the bytes of its updater's state; train one with"
              + String.format(
                  Locale.ROOT,
                  " `./study run quick --semantics %s --only '*.momentum.*'`.",
                  semantics));
    }
    double low = ratios[0];
    double high = ratios[ratios.length - 1];
    Verdict verdict = low == 2 ? Verdict.REPRODUCED : Verdict.CONTRADICTED;
    String found = plain(low);
    if (low < high) {
      verdict = Verdict.UNDECIDED;
      found = String.format(Locale.ROOT, "from %s to %s", plain(low), plain(high));
    }
    return Finding.exact(
            verdict,
            String.format(
                    Locale.ROOT,
                    "Parameters and updater state together take %s times the parameters' memory, counted in",
                    found)
                + String.format(Locale.ROOT, " %d trials.", ratios.length),
            new ReportedQuantity(
                "parameters and state divided by parameters",
                new Interval((low + high) / 2, low, high),
                Unit.RATIO))
        .withNote(
            String.format(
                Locale.ROOT,
                "Memory means parameters and updater state. On the small CNN (strided) the layers'"
                    + " outputs for a batch of %d take another %s times the parameters' memory, and the"
                    + " gradient as much as the parameters.",
                Trial.DEFAULT_BATCH,
                plain(activations())));
  }

  private static double activations() {
    return ActivationMemory.of(NetworkKind.SMALL_CNN, Reading.STRIDED)
        .activationsOverParameters(Trial.DEFAULT_BATCH);
  }

  private static String plain(double ratio) {
    return String.format(Locale.ROOT, "%.2f", ratio);
  }
}
