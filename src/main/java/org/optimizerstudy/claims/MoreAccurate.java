package org.optimizerstudy.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.metrics.Unit;

/**
 * Some optimizers are more accurate than others on the small and on the medium CNN at learning rate
 * 0.001: each upper optimizer is above each lower one on both networks, by {@link
 * IntersectionUnionTest}.
 *
 * @param upper claimed to be more accurate
 * @param lower claimed to be less accurate
 */
record MoreAccurate(
    ClaimDefinition definition, List<OptimizerKind> upper, List<OptimizerKind> lower)
    implements Claim {

  MoreAccurate {
    upper = List.copyOf(upper);
    lower = List.copyOf(lower);
  }

  @Override
  public List<ClaimScope> scopes() {
    return ClaimScope.ofConvolutions();
  }

  @Override
  public List<CellMeasure> required(ClaimScope scope, Basis basis) {
    return CellMeasure.of(scope.figure2(), basis.accuracy());
  }

  @Override
  public List<TrainingExperiment> experiments() {
    return List.of(TrainingExperiment.FIGURE_2);
  }

  @Override
  public Finding finding(Evidence evidence) {
    List<Statement> statements = new ArrayList<>();
    for (NetworkKind network : PaperGrid.CNNS) {
      for (OptimizerKind above : upper) {
        for (OptimizerKind below : lower) {
          statements.add(statement(evidence, network, above, below));
        }
      }
    }
    return Finding.of(new IntersectionUnionTest(statements));
  }

  private static Statement statement(
      Evidence evidence, NetworkKind network, OptimizerKind above, OptimizerKind below) {
    ClaimScope scope = evidence.scope();
    double rate = PaperGrid.FIGURE_2_RATE;
    return Statement.effect(
        String.format(
            Locale.ROOT, "%s above %s on the %s", above.phrase(), below.phrase(), network.label()),
        evidence.compare(
            evidence
                .value(scope.cell(network, above, rate), evidence.basis().accuracy())
                .minus(
                    evidence.value(scope.cell(network, below, rate), evidence.basis().accuracy())),
            Unit.POINTS),
        Unit.POINTS);
  }
}
