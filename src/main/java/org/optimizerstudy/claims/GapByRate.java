package org.optimizerstudy.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.metrics.TrialMeasure;
import org.optimizerstudy.metrics.Unit;
import org.optimizerstudy.statistics.Comparison;
import org.optimizerstudy.statistics.Contrast;

/**
 * An optimizer overfits more at one learning rate than at another on the small CNN: its gap between
 * training and test accuracy is larger, by {@link IntersectionUnionTest}.
 *
 * @param optimizer the optimizer
 * @param larger the learning rate of the larger gap
 * @param smaller the learning rate of the smaller gap
 * @param bounded whether the claim also says that the smaller gap is less than the margin (no
 *     overfitting)
 */
record GapByRate(
    ClaimDefinition definition,
    OptimizerKind optimizer,
    double larger,
    double smaller,
    boolean bounded)
    implements Claim {

  @Override
  public List<ClaimScope> scopes() {
    return ClaimScope.ofConvolutions();
  }

  @Override
  public List<CellMeasure> required(ClaimScope scope, Basis basis) {
    return CellMeasure.of(
        List.of(
            scope.cell(NetworkKind.SMALL_CNN, optimizer, larger),
            scope.cell(NetworkKind.SMALL_CNN, optimizer, smaller)),
        TrialMeasure.GAP);
  }

  @Override
  public List<TrainingExperiment> experiments() {
    return List.of(TrainingExperiment.FIGURE_3);
  }

  @Override
  public Finding finding(Evidence evidence) {
    Contrast upper = gap(evidence, larger);
    Contrast lower = gap(evidence, smaller);
    List<Statement> statements = new ArrayList<>();
    statements.add(
        Statement.effect(
            String.format(
                Locale.ROOT,
                "%s's gap at %s above that at %s",
                optimizer.phrase(),
                TrialId.plain(larger),
                TrialId.plain(smaller)),
            evidence.compare(upper.minus(lower), Unit.POINTS),
            Unit.POINTS));
    if (bounded) {
      double margin = evidence.basis().margin(Unit.POINTS);
      Comparison room = evidence.compare(Contrast.exact(margin).minus(lower), Unit.POINTS);
      statements.add(
          new Statement(
              String.format(
                  Locale.ROOT,
                  "%s's gap at %s below the margin",
                  optimizer.phrase(),
                  TrialId.plain(smaller)),
              room,
              Unit.POINTS,
              Statement.Role.BOUND));
    }
    return Finding.of(new IntersectionUnionTest(statements));
  }

  private Contrast gap(Evidence evidence, double rate) {
    return evidence.value(
        evidence.scope().cell(NetworkKind.SMALL_CNN, optimizer, rate), TrialMeasure.GAP);
  }
}
