package org.optimizerstudy.publishing;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.Semantics;
import org.optimizerstudy.metrics.TrialMeasure;
import org.optimizerstudy.statistics.Sample;

/**
 * What rounding alone does to a trial: pairs of trials by one rule under two names, with the same
 * learning rate and seed.
 *
 * @param optimizer the name that both share
 * @param first semantics of the first rule
 * @param second semantics of the second rule, which is identical
 * @param measure of the trials, in percentage points
 * @param pairs how many
 * @param deviation standard deviation of the difference; empty of one pair
 * @param largest the largest difference either way
 */
public record Rounding(
    OptimizerKind optimizer,
    Semantics first,
    Semantics second,
    TrialMeasure measure,
    int pairs,
    OptionalDouble deviation,
    double largest) {

  private static final List<TrialMeasure> MEASURES =
      List.of(TrialMeasure.ACCURACY, TrialMeasure.LAST_ACCURACY);

  /** The differences of every two identical rules in a comparison. */
  public static List<Rounding> of(SemanticsComparison comparison) {
    List<Rounding> all = new ArrayList<>();
    for (IdenticalRules rule : IdenticalRules.all()) {
      for (int i = 0; i < rule.semantics().size(); i++) {
        for (int j = i + 1; j < rule.semantics().size(); j++) {
          for (TrialMeasure measure : MEASURES) {
            Semantics first = rule.semantics().get(i);
            Semantics second = rule.semantics().get(j);
            List<Double> differences =
                differences(comparison, rule.optimizer(), first, second, measure);
            if (!differences.isEmpty()) {
              all.add(of(rule.optimizer(), first, second, measure, differences));
            }
          }
        }
      }
    }
    return all;
  }

  private static Rounding of(
      OptimizerKind optimizer,
      Semantics first,
      Semantics second,
      TrialMeasure measure,
      List<Double> differences) {
    return new Rounding(
        optimizer,
        first,
        second,
        measure,
        differences.size(),
        differences.size() > 1
            ? OptionalDouble.of(Math.sqrt(new Sample(differences).variance()))
            : OptionalDouble.empty(),
        differences.stream().mapToDouble(Math::abs).max().orElseThrow());
  }

  private static List<Double> differences(
      SemanticsComparison comparison,
      OptimizerKind optimizer,
      Semantics first,
      Semantics second,
      TrialMeasure measure) {
    return comparison.rows().stream()
        .filter(row -> row.optimizer() == optimizer)
        .filter(row -> row.histories().containsKey(first) && row.histories().containsKey(second))
        .map(
            row ->
                measure.of(row.histories().get(second)).orElseThrow()
                    - measure.of(row.histories().get(first)).orElseThrow())
        .toList();
  }
}
