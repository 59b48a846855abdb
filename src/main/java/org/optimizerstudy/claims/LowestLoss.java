package org.optimizerstudy.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.optimizerstudy.experiment.NetworkKind;
import org.optimizerstudy.experiment.OptimizerKind;
import org.optimizerstudy.experiment.TrialId;
import org.optimizerstudy.metrics.TrialMeasure;
import org.optimizerstudy.metrics.Unit;

/**
 * Adagrad's training loss on the deep network is below that of other optimizers: the difference of
 * the logarithms is above zero for each optimizer at each learning rate, by {@link
 * IntersectionUnionTest}.
 *
 * @param others optimizers claimed to have a higher loss than Adagrad
 * @param learningRates learning rates of the comparisons
 * @param measure a logarithm of the training loss
 * @param experiment experiment that trains the trials
 */
record LowestLoss(
    ClaimDefinition definition,
    List<OptimizerKind> others,
    List<Double> learningRates,
    TrialMeasure measure,
    TrainingExperiment experiment)
    implements Claim {

  private static final OptimizerKind BEST = OptimizerKind.ADAGRAD;

  LowestLoss {
    others = List.copyOf(others);
    learningRates = List.copyOf(learningRates);
  }

  @Override
  public List<ClaimScope> scopes() {
    return ClaimScope.withoutConvolutions();
  }

  @Override
  public List<CellMeasure> required(ClaimScope scope, Basis basis) {
    List<CellMeasure> needs = new ArrayList<>();
    for (double rate : learningRates) {
      needs.add(new CellMeasure(scope.cell(NetworkKind.DEEP_MLP, BEST, rate), measure));
      others.forEach(
          o -> needs.add(new CellMeasure(scope.cell(NetworkKind.DEEP_MLP, o, rate), measure)));
    }
    return needs.stream().distinct().toList();
  }

  @Override
  public List<TrainingExperiment> experiments() {
    return List.of(experiment);
  }

  @Override
  public Finding finding(Evidence evidence) {
    List<Statement> statements = new ArrayList<>();
    for (double rate : learningRates) {
      for (OptimizerKind other : others) {
        statements.add(statement(evidence, other, rate));
      }
    }
    return Finding.of(new IntersectionUnionTest(statements));
  }

  private Statement statement(Evidence evidence, OptimizerKind other, double rate) {
    ClaimScope scope = evidence.scope();
    String at = learningRates.size() > 1 ? " at " + TrialId.plain(rate) : "";
    return Statement.effect(
        String.format(Locale.ROOT, "%s's loss above %s's%s", other.phrase(), BEST.phrase(), at),
        evidence.compare(
            evidence
                .value(scope.cell(NetworkKind.DEEP_MLP, other, rate), measure)
                .minus(evidence.value(scope.cell(NetworkKind.DEEP_MLP, BEST, rate), measure)),
            Unit.LOG_LOSS),
        Unit.LOG_LOSS);
  }
}
