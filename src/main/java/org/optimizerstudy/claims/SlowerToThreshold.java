package org.optimizerstudy.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.PaperGrid;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.metrics.TrialMeasure;
import org.optimizerstudy.metrics.Unit;

/**
 * Gradient descent, momentum, Adagrad and Adadelta each need more epochs to reach an accuracy than
 * Adam and than RMSProp, at every learning rate of figure 3, by {@link IntersectionUnionTest}. A
 * trial that never reaches it counts as its number of epochs plus one, so two such trials are
 * equal.
 *
 * @param network the network
 * @param epochs the measure: epochs to the accuracy
 * @param experiment experiment that trains the trials
 */
record SlowerToThreshold(
    ClaimDefinition definition,
    NetworkKind network,
    TrialMeasure epochs,
    TrainingExperiment experiment)
    implements Claim {

  private static final List<OptimizerKind> FAST =
      List.of(OptimizerKind.ADAM, OptimizerKind.RMSPROP);

  @Override
  public List<ClaimScope> scopes() {
    return network.isConvolutional()
        ? ClaimScope.ofConvolutions()
        : ClaimScope.withoutConvolutions();
  }

  @Override
  public List<CellMeasure> required(ClaimScope scope, Basis basis) {
    return CellMeasure.of(scope.figure3(network), epochs);
  }

  @Override
  public List<TrainingExperiment> experiments() {
    return List.of(experiment);
  }

  @Override
  public Finding finding(Evidence evidence) {
    List<Statement> statements = new ArrayList<>();
    for (double rate : PaperGrid.RATES) {
      for (OptimizerKind slow : PaperGrid.OPTIMIZERS) {
        for (OptimizerKind fast : FAST) {
          if (!FAST.contains(slow)) {
            statements.add(statement(evidence, slow, fast, rate));
          }
        }
      }
    }
    return Finding.of(new IntersectionUnionTest(statements));
  }

  private Statement statement(
      Evidence evidence, OptimizerKind slow, OptimizerKind fast, double rate) {
    ClaimScope scope = evidence.scope();
    return Statement.effect(
        String.format(
            Locale.ROOT,
            "%s needs more epochs than %s at %s",
            slow.phrase(),
            fast.phrase(),
            TrialId.plain(rate)),
        evidence.compare(
            evidence
                .value(scope.cell(network, slow, rate), epochs)
                .minus(evidence.value(scope.cell(network, fast, rate), epochs)),
            Unit.EPOCHS),
        Unit.EPOCHS);
  }
}
